using GradingService.Domain.Families.RegularizationPath;
using GradingService.Domain.Families.RegularizationPath.Drawings;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Families.RegularizationPath.Drawings;

/// <summary>Marked points with what they earn and how they are named.</summary>
public sealed class PointsTableTests
{
    /// <summary>H = diag(1, 4), w* = (3, 2).</summary>
    private static readonly QuadraticLoss Straight = RandomLoss.Of(1, 0, 4, 3, 2);

    /// <summary>A rotated bowl: with L1 the first weight grows from 1 to 1.5 before it shrinks.</summary>
    private static readonly QuadraticLoss Rotated = RandomLoss.Of(2, 1.2, 1, 1, 2);

    /// <summary>A rotated bowl: with L2 the first weight overshoots from 0.5 to 0.89.</summary>
    private static readonly QuadraticLoss Overshooting = RandomLoss.Of(1, 0.9, 1, 0.5, 2);

    private static readonly QuadraticLoss Round = RandomLoss.Of(1, 0, 1, -2, 1);

    private static readonly Dictionary<string, (QuadraticLoss Loss, Norm Norm, double[]?[] Points, string Credit, string? Mistake)> Table = new()
    {
        ["L1 at its bends"] = (Straight, Norm.L1, [[3, 2], [1, 1.5], [0, 1], [0, 0]], "1", null),
        ["L1 with both between on the axis"] = (Straight, Norm.L1, [[3, 2], [0, 1], [0, 0.5], [0, 0]], "1", null),
        ["L1 with w3 already at zero"] = (Straight, Norm.L1, [[3, 2], [1, 1.5], [0, 0], [0, 0]], "1", null),
        ["L1 with w2 and w3 already at zero"] = (Straight, Norm.L1, [[3, 2], [0, 0], [0, 0], [0, 0]], "1", null),
        ["L1 for two small strengths"] = (Straight, Norm.L1, [[3, 2], [2.9, 1.975], [2.8, 1.95], [0, 0]], "1", null),
        ["L2 for strengths ½ and 2"] = (Straight, Norm.L2, [[3, 2], [1.5, 1.6], [0.6, 1], [0, 0]], "1", null),
        ["L2 with a little noise"] = (Straight, Norm.L2, [[3.05, 1.9], [1.45, 1.7], [0.7, 1.05], [0.05, -0.05]], "1", null),
        ["L2 with w3 at zero, as the plain norm has it"] = (Straight, Norm.L2, [[3, 2], [1.5, 1.6], [0, 0], [0, 0]], "1", null),
        ["L2 path for L1"] = (Straight, Norm.L1, [[3, 2], [0.6, 1], [0.3333, 0.6667], [0, 0]], "7/12", "path-of-other-norm"),
        ["L1 path for L2"] = (Straight, Norm.L2, [[3, 2], [0, 1.25], [0, 1], [0, 0]], "1/2", "path-of-other-norm"),
        ["a straight line for L2"] = (Straight, Norm.L2, [[3, 2], [2, 1.3333], [1, 0.6667], [0, 0]], "1/2", "straight-line"),
        ["a straight line for L1"] = (Straight, Norm.L1, [[3, 2], [2, 1.3333], [1, 0.6667], [0, 0]], "1/2", "straight-line"),
        ["a straight line in a round bowl is the L2 path"] = (Round, Norm.L2, [[-2, 1], [-1.2, 0.6], [-0.4, 0.2], [0, 0]], "1", null),
        ["reversed"] = (Straight, Norm.L2, [[0, 0], [0.6, 1], [1.5, 1.6], [3, 2]], "1/2", "lambda-reversed"),
        ["reversed, L1"] = (Straight, Norm.L1, [[0, 0], [0, 1], [1, 1.5], [3, 2]], "1/2", "lambda-reversed"),
        ["reversed and on a straight line"] = (Straight, Norm.L2, [[0, 0], [1, 0.6667], [2, 1.3333], [3, 2]], "1/4", "lambda-reversed"),
        ["w2 and w3 in each other's place"] = (Straight, Norm.L2, [[3, 2], [0.6, 1], [1.5, 1.6], [0, 0]], "5/6", "out-of-order"),
        ["w2 on w3"] = (Straight, Norm.L2, [[3, 2], [1.5, 1.6], [1.5, 1.6], [0, 0]], "5/6", "points-coincide"),
        ["w2 on w1"] = (Straight, Norm.L2, [[3, 2], [3, 2], [1.5, 1.6], [0, 0]], "2/3", "points-coincide"),
        ["w2 at w* and no w1"] = (Straight, Norm.L2, [null, [3, 2], [1.5, 1.6], [0, 0]], "5/12", "points-missing"),
        ["all at w*"] = (Straight, Norm.L1, [[3, 2], [3, 2], [3, 2], [3, 2]], "1/4", "end-not-origin"),
        ["all at zero"] = (Straight, Norm.L1, [[0, 0], [0, 0], [0, 0], [0, 0]], "1/4", "start-not-minimum"),
        ["the ends alone"] = (Straight, Norm.L1, [[3, 2], null, null, [0, 0]], "1/2", "points-missing"),
        ["w2 and w3 alone"] = (Straight, Norm.L2, [null, [1.5, 1.6], [0.6, 1], null], "1/2", "points-missing"),
        ["w3 missing"] = (Straight, Norm.L2, [[3, 2], [1.5, 1.6], null, [0, 0]], "2/3", "points-missing"),
        ["w1 alone"] = (Straight, Norm.L2, [[3, 2], null, null, null], "1/4", "points-missing"),
        ["off the path"] = (Straight, Norm.L2, [[3, 2], [3, 0.5], [2, 0.2], [0, 0]], "1/2", "off-path"),
        ["one off the path"] = (Straight, Norm.L2, [[3, 2], [2.5, 0.5], [0.6, 1], [0, 0]], "2/3", "off-path"),
        ["sparse on the wrong axis with L2"] = (Straight, Norm.L2, [[3, 2], [2, 0], [1, 0], [0, 0]], "1/2", "sparse-with-l2"),
        ["sparse on the wrong axis with L1"] = (Straight, Norm.L1, [[3, 2], [2, 0], [1, 0], [0, 0]], "1/2", "off-path"),
        ["begins elsewhere"] = (Straight, Norm.L2, [[2, 3], [1.5, 1.6], [0.6, 1], [0, 0]], "3/4", "start-not-minimum"),
        ["ends elsewhere"] = (Straight, Norm.L2, [[3, 2], [1.5, 1.6], [0.6, 1], [1, 0]], "3/4", "end-not-origin"),
        ["w2 half a tenth too far off"] = (Straight, Norm.L1, [[3, 2], [1, 1.78], [0, 1], [0, 0]], "5/6", "imprecise"),
        ["a path that turns back, L1"] = (Rotated, Norm.L1, [[1, 2], [1.3, 0.8], [0.8, 0], [0, 0]], "1", null),
        ["a path that turns back, L2"] = (Rotated, Norm.L2, [[1, 2], [1.0877, 0.9474], [0.6359, 0.4874], [0, 0]], "1", null),
        ["a path that turns back, drawn as if it didn't"] = (Rotated, Norm.L1, [[1, 2], [0, 1], [0, 0.5], [0, 0]], "1/2", "off-path"),
        ["a path that turns back, straightened"] = (Rotated, Norm.L1, [[1, 2], [0.6667, 1.3333], [0.3333, 0.6667], [0, 0]], "1/2", "straight-line"),
        ["a path that turns back, reversed"] = (Rotated, Norm.L1, [[0, 0], [0.8, 0], [1.3, 0.8], [1, 2]], "1/2", "lambda-reversed"),
        ["a path that overshoots, L2"] = (Overshooting, Norm.L2, [[0.5, 2], [0.8727, 1.1273], [0.5, 0.5574], [0, 0]], "1", null),
        ["a path that overshoots, L1"] = (Overshooting, Norm.L1, [[0.5, 2], [0.25, 1.75], [0, 1], [0, 0]], "1", null),
        ["points beyond the Moon"] = (Straight, Norm.L2, [[1e300, -1e300], [1e308, 1e308], [-1e308, 1], [4e8, 0]], "0", "off-path"),
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_drawing_earns_what_the_table_says(string name)
    {
        var (loss, norm, points, credit, mistake) = Table[name];

        var judgement = new PointsJudge(loss, norm).Judge(points);

        Assert.Equal((Rational.Parse(credit), mistake), (judgement.Credit, judgement.Mistake));
        Assert.Equal(mistake is null, judgement.Message is null);
    }

    [Fact]
    public void A_point_at_zero_with_L2_is_right_with_a_warning()
    {
        var judgement = new PointsJudge(Straight, Norm.L2).Judge([[3, 2], [1.5, 1.6], [0, 0], [0, 0]]);

        Assert.Equal("plain-norm-only", Assert.Single(judgement.Warnings!).Code);
        Assert.Null(new PointsJudge(Straight, Norm.L2).Judge([[3, 2], [1.5, 1.6], [0.6, 1], [0, 0]]).Warnings);
    }

    [Theory]
    [InlineData(Norm.L1)]
    [InlineData(Norm.L2)]
    public void Minima_of_320_random_losses_earn_full_credit_in_every_convention_and_those_a_tenth_off_do_not(Norm norm)
    {
        var random = new Random(7);
        foreach (var loss in RandomLoss.All())
        {
            var (lasso, ridge) = (new LassoPath(loss), new RidgePath(loss));
            var penalty = (RidgePenalty)random.Next(3);
            var end = norm == Norm.L1 ? lasso.EndsAt : ridge.EndsAt(RidgePenalty.Norm);
            var (small, large) = (end * 0.6 * random.NextDouble(), end * (0.6 + 0.4 * random.NextDouble()));
            var (second, third) = norm == Norm.L1 ? (lasso.At(small), lasso.At(large)) : (ridge.At(small, penalty), ridge.At(large, penalty));
            var judge = new PointsJudge(loss, norm);
            var path = Enumerable.Range(0, 400)
                .Select(k => norm == Norm.L1 ? lasso.At(lasso.EndsAt * k / 399) : ridge.At(end * k / 399, RidgePenalty.Norm)).ToArray();
            double[]?[] right = [Of(loss.Minimum), Of(second), Of(third), [0, 0]];
            Assert.Equal(Rational.One, judge.Judge(right).Credit);

            foreach (var i in Enumerable.Range(0, 4))
            {
                // Straight away from the nearest part of the path: in 8 directions, those that end a tenth off it.
                foreach (var direction in Enumerable.Range(0, 8).Select(k => 2 * Math.PI * k / 8))
                {
                    var off = new Point(right[i]![0], right[i]![1]) + 0.1 * loss.Minimum.Length * new Point(Math.Cos(direction), Math.Sin(direction));
                    if (i is 1 or 2 && Distance(off) < 0.0999 * loss.Minimum.Length) continue;
                    var moved = right.ToArray();
                    moved[i] = Of(off);
                    Assert.True(judge.Judge(moved).Credit < Rational.One, $"w{i + 1} at {off} for w* = {loss.Minimum}");
                }
            }

            double Distance(Point point) => path.Min(point.DistanceTo);
        }

        static double[] Of(Point point) => [point.X, point.Y];
    }

    [Theory]
    [InlineData(Norm.L1)]
    [InlineData(Norm.L2)]
    public void Minima_of_320_random_losses_drawn_by_hand_earn_full_credit(Norm norm)
    {
        var random = new Random(9);
        foreach (var loss in RandomLoss.All())
        {
            var judge = new PointsJudge(loss, norm);
            Point[] minima = [loss.Minimum, PathCurve.AtShare(loss, norm, 0.7), PathCurve.AtShare(loss, norm, 0.35), Point.Origin];
            for (var i = 0; i < 4; i++)
            {
                var drawn = Array.ConvertAll(minima, point =>
                {
                    var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
                    return new[] { point.X + 0.04 * loss.Minimum.Length * cos, point.Y + 0.04 * loss.Minimum.Length * sin };
                });
                Assert.Null(judge.Judge(drawn).Mistake);
            }
        }
    }

    [Fact]
    public void The_evidence_gives_the_pull_of_the_loss_which_a_student_can_check()
    {
        var evidence = new PointsJudge(Straight, Norm.L1).Judge([[3, 2], [1, 1.5], [2, 0], [0, 0]]).Evidence!;

        Assert.Equal("marked-points", evidence.Kind);
        Assert.Equal("[2,2]", evidence.Details["points"]!["w2"]!["pullOfTheLoss"]!.ToJsonString());
        Assert.Equal("[1,8]", evidence.Details["points"]!["w3"]!["pullOfTheLoss"]!.ToJsonString());
        Assert.Equal(0, (double)evidence.Details["points"]!["w2"]!["distance"]!);
    }
}
