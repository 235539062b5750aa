using GradingService.Domain.Families.RegularizationPath;

namespace GradingService.Tests.Domain.Families.RegularizationPath;

public sealed class LassoPathTests
{
    [Fact]
    public void The_path_of_320_random_losses_satisfies_the_optimality_conditions()
    {
        foreach (var loss in RandomLoss.All())
        {
            var path = new LassoPath(loss);
            for (var i = 0; i <= 60; i++)
            {
                var lambda = path.EndsAt * i / 50;
                var w = path.At(lambda);
                var pull = loss.Pull(w);
                Assert.InRange(Violation(w.X, pull.X, lambda), 0, 1e-10);
                Assert.InRange(Violation(w.Y, pull.Y, lambda), 0, 1e-10);
            }
        }

        // −∂J/∂wᵢ is λ·sign(wᵢ) where wᵢ isn't zero, and at most λ in magnitude where it is.
        static double Violation(double w, double pull, double lambda) =>
            w == 0 ? Math.Max(0, Math.Abs(pull) - lambda) : Math.Abs(pull - lambda * Math.Sign(w));
    }

    [Fact]
    public void The_minima_of_320_random_losses_are_those_of_brute_force()
    {
        var random = new Random(5);
        foreach (var loss in RandomLoss.All())
        {
            var path = new LassoPath(loss);
            var lambda = path.EndsAt * random.NextDouble() * 1.05;
            var found = BruteForce.Minimize(w => loss.At(w) + lambda * (Math.Abs(w.X) + Math.Abs(w.Y)), 12);
            Assert.InRange(found.DistanceTo(path.At(lambda)), 0, 1e-6);
        }
    }

    [Fact]
    public void The_path_begins_at_the_minimum_and_ends_at_zero_where_lambda_is_the_largest_pull()
    {
        foreach (var loss in RandomLoss.All())
        {
            var path = new LassoPath(loss);
            var pull = loss.Pull(Point.Origin);
            Assert.Equal(loss.Minimum, path.At(0));
            Assert.Equal(Math.Max(Math.Abs(pull.X), Math.Abs(pull.Y)), path.EndsAt, 1e-10);
            Assert.Equal(Point.Origin, path.Knots[^1].Point);
            Assert.Equal(Point.Origin, path.At(path.EndsAt * 2));
            Assert.InRange(path.Knots.Count, 2, 6);
        }
    }

    [Fact]
    public void Among_the_random_losses_are_paths_where_a_coordinate_enters_and_where_it_changes_its_sign()
    {
        var paths = RandomLoss.All().Select(loss => new LassoPath(loss).Knots.Select(knot => knot.Point).ToArray()).ToArray();

        Assert.Contains(paths, path => path[0].X == 0 && path.Any(point => point.X != 0));
        Assert.Contains(paths, path => path.Any(point => point.X * path[0].X < 0) || path.Any(point => point.Y * path[0].Y < 0));
    }

    [Fact]
    public void With_curvatures_1_and_4_the_second_weight_outlives_the_first()
    {
        var path = new LassoPath(RandomLoss.Of(1, 0, 4, 3, 2));

        Assert.Equal([(0, new Point(3, 2)), (3, new Point(0, 1.25)), (8, new Point(0, 0))], path.Knots.Select(knot => (knot.Lambda, knot.Point)));
        Assert.Equal([new(2.5, 1.875), new(2, 1.75), new(1, 1.5), new(0, 1.25), new(0, 1)], new[] { 0.5, 1, 2, 3, 4 }.Select(path.At));
    }

    [Theory]
    [InlineData(2, 1.2, 1, 1, 2, 1.4, 1.5, 0, 4.4)]
    [InlineData(1, 0.9, 1, 0.5, 2, 0.95, 0, 1.5, 2.45)]
    public void In_a_rotated_bowl_a_weight_may_grow_before_it_shrinks(
        double a, double c, double b, double x, double y, double bend, double bendX, double bendY, double end)
    {
        var path = new LassoPath(RandomLoss.Of(a, c, b, x, y));

        Assert.Equal(3, path.Knots.Count);
        Assert.Equal(bend, path.Knots[1].Lambda, 1e-12);
        Assert.InRange(path.Knots[1].Point.DistanceTo(new Point(bendX, bendY)), 0, 1e-12);
        Assert.Equal(end, path.EndsAt, 1e-12);
    }
}
