using GradingService.Domain.Families.RegularizationPath;
using GradingService.Domain.Families.RegularizationPath.Drawings;
using GradingService.Domain.Numerics;
using static GradingService.Tests.Domain.Families.RegularizationPath.Drawings.Hand;

namespace GradingService.Tests.Domain.Families.RegularizationPath.Drawings;

/// <summary>Drawn contours with what they earn and how they are named; the loss is H = diag(1, 4), w* = (3, 2).</summary>
public sealed class ContourTableTests
{
    private static readonly QuadraticLoss Loss = RandomLoss.Of(1, 0, 4, 3, 2);

    private static readonly Dictionary<string, (Norm Norm, double[][][] Lines, string Credit, string? Mistake)> Table = new()
    {
        ["two diamonds"] = (Norm.L1, [Diamond(1), Diamond(2)], "1", null),
        ["two circles"] = (Norm.L2, [Circle(1), Circle(2)], "1", null),
        ["five diamonds"] = (Norm.L1, [Diamond(0.5), Diamond(1), Diamond(1.5), Diamond(2), Diamond(4)], "1", null),
        ["diamonds of four corners"] = (Norm.L1, [Corners(1, close: true), Corners(2, close: true)], "1", null),
        ["diamonds of four corners, not repeating the first"] = (Norm.L1, [Corners(1, close: false), Corners(2, close: false)], "1", null),
        ["diamonds of four corners for L2"] = (Norm.L2, [Corners(1, close: true), Corners(2, close: true)], "1/4", "other-norm"),
        ["diamonds of four separate sides"] = (Norm.L1, [.. Sides(1), .. Sides(2)], "1", null),
        ["a circle of two halves"] = (Norm.L2, [Circle(1, from: 0, to: 180), Circle(1, from: 180, to: 360), Circle(2)], "1", null),
        ["a circle drawn twice over"] = (Norm.L2, [Circle(1, to: 720), Circle(2)], "1", null),
        ["circles with a small gap"] = (Norm.L2, [Circle(1, to: 340), Circle(2, from: 100, to: 440)], "1", null),
        ["diamonds, hand 2 %"] = (Norm.L1, [Drawn(1, Diamond(1), 0.02), Drawn(2, Diamond(2), 0.02)], "1", null),
        ["diamonds, hand 4 %"] = (Norm.L1, [Drawn(3, Diamond(1), 0.04), Drawn(4, Diamond(2), 0.04)], "1", null),
        ["diamonds, hand 9 %"] = (Norm.L1, [Drawn(5, Diamond(1), 0.09), Drawn(6, Diamond(2), 0.09)], "1/2", "uneven-contours"),
        ["diamonds, hand 25 %"] = (Norm.L1, [Drawn(7, Diamond(1), 0.25), Drawn(8, Diamond(2), 0.25)], "0", "not-a-contour"),
        ["circles, hand 2 %"] = (Norm.L2, [Drawn(9, Circle(1), 0.02), Drawn(10, Circle(2), 0.02)], "1", null),
        ["circles, hand 4 %"] = (Norm.L2, [Drawn(11, Circle(1), 0.04), Drawn(12, Circle(2), 0.04)], "1", null),
        ["circles, hand 9 %"] = (Norm.L2, [Drawn(13, Circle(1), 0.09), Drawn(14, Circle(2), 0.09)], "1/2", "uneven-contours"),
        ["circles, hand 25 %"] = (Norm.L2, [Drawn(15, Circle(1), 0.25), Drawn(16, Circle(2), 0.25)], "0", "not-a-contour"),
        ["diamonds that waver by 4 %"] = (Norm.L1, [new Hand(17).Wavering(Diamond(1), 0.04), new Hand(18).Wavering(Diamond(2), 0.04)], "1", null),
        ["circles that waver by 4 %"] = (Norm.L2, [new Hand(19).Wavering(Circle(1), 0.04), new Hand(20).Wavering(Circle(2), 0.04)], "1", null),
        ["circles for L1"] = (Norm.L1, [Circle(1), Circle(2)], "1/4", "other-norm"),
        ["diamonds for L2"] = (Norm.L2, [Diamond(1), Diamond(2)], "1/4", "other-norm"),
        ["trembling circles for L1"] = (Norm.L1, [Drawn(21, Circle(1), 0.04), Drawn(22, Circle(2), 0.04)], "1/4", "other-norm"),
        ["trembling diamonds for L2"] = (Norm.L2, [Drawn(23, Diamond(1), 0.04), Drawn(24, Diamond(2), 0.04)], "1/4", "other-norm"),
        ["squares for L1"] = (Norm.L1, [Square(1), Square(2)], "1/4", "maximum-norm"),
        ["squares for L2"] = (Norm.L2, [Square(1), Square(2)], "1/4", "maximum-norm"),
        ["squares of four corners for L1"] = (Norm.L1, [[[1, 1], [-1, 1], [-1, -1], [1, -1], [1, 1]], [[2, 2], [-2, 2], [-2, -2], [2, -2]]], "1/4", "maximum-norm"),
        ["contours of the loss for L2"] = (Norm.L2, [Ellipse(1, 1, 0, 4, 3, 2), Ellipse(2, 1, 0, 4, 3, 2)], "1/4", "contours-of-the-loss"),
        ["contours of the loss around the origin"] = (Norm.L2, [Ellipse(1, 1, 0, 4), Ellipse(2, 1, 0, 4)], "1/4", "contours-of-the-loss"),
        ["contours of the loss for L1"] = (Norm.L1, [Ellipse(1, 1, 0, 4, 3, 2), Ellipse(2, 1, 0, 4, 3, 2)], "1/4", "contours-of-the-loss"),
        ["circles that touch contours of the loss"] = (Norm.L2, [Circle(1), Circle(2), Ellipse(1, 1, 0, 4, 3, 2), Ellipse(2, 1, 0, 4, 3, 2)], "1", null),
        ["diamonds that touch contours of the loss"] = (Norm.L1, [Diamond(1), Diamond(2), Ellipse(1, 1, 0, 4, 3, 2), Ellipse(2, 1, 0, 4, 3, 2)], "1", null),
        ["one circle beside contours of the loss"] = (Norm.L2, [Circle(1), Ellipse(1, 1, 0, 4, 3, 2), Ellipse(2, 1, 0, 4, 3, 2)], "3/4", "too-few-contours"),
        ["circles beside ellipses around the origin"] = (Norm.L2, [Circle(1), Circle(2), Ellipse(1, 1, 0, 4), Ellipse(2, 1, 0, 4)], "1/2", "contours-of-the-loss"),
        ["ellipses of nothing"] = (Norm.L2, [Ellipse(1, 1, 0.9, 1), Ellipse(2, 1, 0.9, 1)], "0", "not-a-contour"),
        ["diamonds around w*"] = (Norm.L1, [Diamond(1, 3, 2), Diamond(2, 3, 2)], "1/2", "centred-at-minimum"),
        ["circles around w*"] = (Norm.L2, [Circle(1, 3, 2), Circle(2, 3, 2)], "1/2", "centred-at-minimum"),
        ["circles around (1, -1)"] = (Norm.L2, [Circle(1, 1, -1), Circle(2, 1, -1)], "1/2", "off-centre"),
        ["circles a fifth off centre"] = (Norm.L2, [Circle(1, 0.2, 0), Circle(2, 0.4, 0)], "1/2", "off-centre"),
        ["circles a hair off centre"] = (Norm.L2, [Circle(1, 0.03, 0), Circle(2, 0, 0.05)], "1", null),
        ["half circles"] = (Norm.L2, [Circle(1, to: 180), Circle(2, to: 180)], "1/2", "open-contours"),
        ["half diamonds"] = (Norm.L1, [Diamond(1, to: 180), Diamond(2, to: 180)], "1/2", "open-contours"),
        ["quarter circles"] = (Norm.L2, [Circle(1, to: 90), Circle(2, to: 90)], "0", "open-contours"),
        ["three quarters of diamonds"] = (Norm.L1, [Diamond(1, to: 270), Diamond(2, to: 270)], "1/2", "open-contours"),
        ["one whole circle and one half"] = (Norm.L2, [Circle(1), Circle(2, to: 180)], "3/4", "open-contours"),
        ["one diamond"] = (Norm.L1, [Diamond(1)], "3/4", "too-few-contours"),
        ["one circle, drawn as two lines"] = (Norm.L2, [Circle(1), Circle(1)], "3/4", "too-few-contours"),
        ["one diamond and one circle"] = (Norm.L1, [Diamond(1), Circle(2)], "1/2", "other-norm"),
        ["both norms in one plot"] = (Norm.L2, [Circle(1), Circle(2), Diamond(1), Diamond(2)], "1/2", "other-norm"),
        ["two circles and the axes"] = (Norm.L2, [Circle(1), Circle(2), [[-5, 0], [5, 0]], [[0, -5], [0, 5]]], "1", null),
        ["two circles and a slip of the pen"] = (Norm.L2, [Circle(1), Circle(2), [[0.1, 0.1], [0.12, 0.1]], [[1, 1]], []], "1", null),
        ["straight lines"] = (Norm.L1, [[[-5, 0], [5, 0]], [[0, -5], [0, 5]]], "0", "no-contours"),
        ["dots"] = (Norm.L1, [[[0, 0]], [[1, 1], [1, 1], [1, 1]]], "0", "no-contours"),
        ["a rose of four petals, crossing itself"] = (Norm.L2, [Around(0, 0, angle => Math.Sin(2 * angle)), Around(0, 0, angle => 2 * Math.Sin(2 * angle))], "0", "not-a-contour"),
        ["circles that nobody sees"] = (Norm.L2, [Circle(0.02), Circle(0.03)], "0", "out-of-plot"),
        ["circles as large as the Earth"] = (Norm.L2, [Circle(6.4e6), Circle(1e7)], "0", "out-of-plot"),
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_drawing_earns_what_the_table_says(string name)
    {
        var (norm, lines, credit, mistake) = Table[name];

        var judgement = new ContourJudge(Loss, norm).Judge(lines);

        Assert.Equal(Rational.Parse(credit), judgement.Credit);
        Assert.Equal(mistake, judgement.Mistake);
        Assert.Equal(judgement.Mistake is null, judgement.Message is null);
    }

    [Fact]
    public void A_hand_that_trembles_by_4_percent_is_accepted_four_hundred_times()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var hand = new Hand(seed);
            double[][][] diamonds = [hand.Trembling(Diamond(1), 0.04), hand.Trembling(Corners(2, close: true), 0.02)];
            double[][][] circles = [hand.Trembling(Circle(1), 0.04), hand.Wavering(Circle(2), 0.04)];
            Assert.Equal(1, new ContourJudge(Loss, Norm.L1).Judge(diamonds).Credit);
            Assert.Equal(1, new ContourJudge(Loss, Norm.L2).Judge(circles).Credit);
            Assert.Equal("other-norm", new ContourJudge(Loss, Norm.L1).Judge(circles).Mistake);
            Assert.Equal("other-norm", new ContourJudge(Loss, Norm.L2).Judge(diamonds).Mistake);
        }
    }

    [Fact]
    public void The_evidence_says_of_each_line_how_constant_each_norm_is_along_it()
    {
        var contours = new ContourJudge(Loss, Norm.L1).Judge([Diamond(1), Circle(2)]).Evidence!.Details["contours"]!;

        Assert.Equal((0.0, 1.0), ((double)contours[0]!["variation"]!["l1"]!, Math.Round((double)contours[0]!["variation"]!["l2"]! / 0.105, 1)));
        Assert.Equal((0.098, 0.0), (Math.Round((double)contours[1]!["variation"]!["l1"]!, 3), Math.Round((double)contours[1]!["variation"]!["l2"]!, 3)));
        Assert.Equal((null, "other-norm", 360, 2.0), (
            (string?)contours[0]!["mistake"], (string?)contours[1]!["mistake"], (int)contours[1]!["degrees"]!, Math.Round((double)contours[1]!["radius"]!, 2)));
    }

    private static double[][] Drawn(int seed, double[][] line, double share) => new Hand(seed).Trembling(line, share);

    private static double[][] Corners(double radius, bool close)
    {
        double[][] corners = [[radius, 0], [0, radius], [-radius, 0], [0, -radius]];
        return close ? [.. corners, corners[0]] : corners;
    }

    private static double[][][] Sides(double radius)
    {
        var corners = Corners(radius, close: true);
        return [.. corners.Zip(corners.Skip(1), (from, to) => new[] { from, to })];
    }
}
