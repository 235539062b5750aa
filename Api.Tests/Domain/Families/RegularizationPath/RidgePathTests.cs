using GradingService.Domain.Families.RegularizationPath;

namespace GradingService.Tests.Domain.Families.RegularizationPath;

public sealed class RidgePathTests
{
    private static readonly RidgePenalty[] Penalties = [RidgePenalty.Norm, RidgePenalty.Squared, RidgePenalty.HalfSquared];

    [Fact]
    public void The_minima_of_320_random_losses_satisfy_the_optimality_conditions_of_every_convention()
    {
        foreach (var loss in RandomLoss.All())
        {
            var path = new RidgePath(loss);
            var end = path.EndsAt(RidgePenalty.Norm);
            for (var i = 0; i < 40; i++)
            {
                var lambda = end * i / 40;
                var (plain, squared, half) = (path.At(lambda, RidgePenalty.Norm), path.At(lambda, RidgePenalty.Squared), path.At(lambda, RidgePenalty.HalfSquared));
                Assert.InRange(loss.Pull(plain).DistanceTo(lambda / plain.Length * plain), 0, 1e-10);
                Assert.InRange(loss.Pull(squared).DistanceTo(2 * lambda * squared), 0, 1e-10);
                Assert.InRange(loss.Pull(half).DistanceTo(lambda * half), 0, 1e-10);
            }
            Assert.Equal(Point.Origin, path.At(end, RidgePenalty.Norm));
            Assert.Equal(Point.Origin, path.At(end * 1.5, RidgePenalty.Norm));
            Assert.InRange(path.At(end * 0.999, RidgePenalty.Norm).Length, 1e-9, 0.1);
            Assert.Equal(double.PositiveInfinity, path.EndsAt(RidgePenalty.Squared));
        }
    }

    [Fact]
    public void The_minima_of_320_random_losses_are_those_of_brute_force()
    {
        var random = new Random(6);
        foreach (var loss in RandomLoss.All())
        {
            var path = new RidgePath(loss);
            var penalty = Penalties[random.Next(3)];
            var lambda = path.EndsAt(RidgePenalty.Norm) * random.NextDouble() * 1.05;
            var found = BruteForce.Minimize(w => loss.At(w) + lambda * Value(penalty, w), 12);
            Assert.InRange(found.DistanceTo(path.At(lambda, penalty)), 0, 1e-6);
        }

        static double Value(RidgePenalty penalty, Point w) => penalty switch
        {
            RidgePenalty.Norm => Math.Sqrt(w.X * w.X + w.Y * w.Y),
            RidgePenalty.Squared => w.X * w.X + w.Y * w.Y,
            _ => 0.5 * (w.X * w.X + w.Y * w.Y),
        };
    }

    [Theory]
    [InlineData(RidgePenalty.Squared, 0.5, 1.5, 1.6)]
    [InlineData(RidgePenalty.Squared, 2, 0.6, 1)]
    [InlineData(RidgePenalty.Squared, 8, 0.176471, 0.4)]
    [InlineData(RidgePenalty.HalfSquared, 1, 1.5, 1.6)]
    [InlineData(RidgePenalty.Norm, 0.5, 2.598289, 1.925574)]
    [InlineData(RidgePenalty.Norm, 2, 1.602980, 1.642200)]
    [InlineData(RidgePenalty.Norm, 8, 0.055572, 0.140391)]
    public void With_curvatures_1_and_4_the_minima_are_the_known_ones(RidgePenalty penalty, double lambda, double x, double y)
    {
        var path = new RidgePath(RandomLoss.Of(1, 0, 4, 3, 2));

        Assert.InRange(path.At(lambda, penalty).DistanceTo(new Point(x, y)), 0, 1e-6);
        Assert.Equal(Math.Sqrt(73), path.EndsAt(RidgePenalty.Norm), 1e-12);
    }

    [Theory]
    [InlineData(0.5, 1.087719, 0.947368)]
    [InlineData(2, 0.635854, 0.487395)]
    public void In_a_rotated_bowl_the_minima_are_the_known_ones(double lambda, double x, double y) =>
        Assert.InRange(new RidgePath(RandomLoss.Of(2, 1.2, 1, 1, 2)).At(lambda, RidgePenalty.Squared).DistanceTo(new Point(x, y)), 0, 1e-6);

    [Fact]
    public void A_weight_may_overshoot_before_it_shrinks()
    {
        var path = new RidgePath(RandomLoss.Of(1, 0.9, 1, 0.5, 2));

        Assert.Equal(0.8922, Enumerable.Range(0, 10_000).Max(i => path.OnCurve(i * 1e-3).X), 1e-4);
    }

    [Fact]
    public void Principal_axes_are_eigenvectors()
    {
        foreach (var loss in RandomLoss.All())
            foreach (var axis in new[] { loss.Axes.Flattest, loss.Axes.Steepest })
            {
                Assert.InRange(loss.Curve(axis.Direction).DistanceTo(axis.Curvature * axis.Direction), 0, 1e-12);
                Assert.Equal(1, axis.Direction.Length, 1e-12);
                Assert.True(loss.Axes.Flattest.Curvature <= loss.Axes.Steepest.Curvature);
            }
    }
}
