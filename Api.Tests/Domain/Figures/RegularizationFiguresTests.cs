using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Exams;
using GradingService.Domain.Families.RegularizationPath;
using GradingService.Domain.Figures;
using GradingService.Tests.Domain.Families;
using GradingService.Tests.Domain.Families.RegularizationPath;

namespace GradingService.Tests.Domain.Figures;

public sealed class RegularizationFiguresTests
{
    /// <summary>Coordinates are rounded to a hundredth of a pixel, and a curve's corners lie within a third of one.</summary>
    private const double Pixel = 0.02;

    private static readonly Question Question = BuiltInExam.Exam.Find("5")!;

    private static double J(double x, double y) => 0.5 * ((x - 3) * (x - 3) + 4 * (y - 2) * (y - 2));

    [Fact]
    public void The_question_shows_five_contours_of_the_loss_and_its_minimum()
    {
        var drawn = new DrawnFigure(Assert.Single(Question.Figures!.OfQuestion()).Svg.En);
        var levels = drawn.Corners("stroke-blue").Select(corner => 5 * Math.Sqrt(J(corner.X, corner.Y) / J(0, 0))).ToArray();
        Assert.All(levels, level => Assert.Equal(Math.Round(level), level, 0.06));
        Assert.Equal([1, 2, 3, 4, 5], levels.Select(level => Math.Round(level)).Distinct().Order());
        var minimum = Assert.Single(drawn.Dots("fill-text"));
        Assert.Equal((3, 2), (Math.Round(minimum.X, 2), Math.Round(minimum.Y, 2)));
    }

    [Theory, InlineData("l1-path"), InlineData("l2-path")]
    public void The_solutions_points_and_path_are_minima_found_by_brute_force(string id)
    {
        var drawn = new DrawnFigure(Question.Figures!.OfSolution().Single(figure => figure.Id == id).Svg.Hr);
        var norm = id == "l1-path" ? Norm.L1 : Norm.L2;
        var minima = Enumerable.Range(0, 80).Select(i => 0.01 * Math.Pow(1.12, i)).Prepend(0)
            .Select(lambda => BruteForce.Minimize(w => J(w.X, w.Y) + lambda * norm.Of(w), 5)).ToArray();
        var path = drawn.Corners("stroke-purple").Select(corner => new Point(corner.X, corner.Y)).ToArray();
        Assert.All(minima, minimum => Assert.InRange(DistanceToLine(minimum, path), 0, Pixel));
        Assert.All(path, corner => Assert.InRange(DistanceToLine(corner, minima), 0, 5 * Pixel));
        var dots = drawn.Dots("fill-text").Select(dot => new Point(dot.X, dot.Y)).ToArray();
        Assert.Equal(4, dots.Length);
        Assert.All(dots, dot => Assert.InRange(DistanceToLine(dot, minima), 0, 5 * Pixel));
        Assert.InRange(dots[0].DistanceTo(new Point(3, 2)), 0, Pixel);
        Assert.InRange(dots[3].Length, 0, Pixel);
        Assert.Equal(dots.OrderByDescending(dot => norm.Of(dot)), dots);
    }

    [Theory, InlineData("l1-path"), InlineData("l2-path")]
    public void In_w2_and_w3_a_level_set_of_the_norm_touches_a_contour(string id)
    {
        var drawn = new DrawnFigure(Question.Figures!.OfSolution().Single(figure => figure.Id == id).Svg.En);
        foreach (var (x, y) in drawn.Dots("fill-text").Skip(1).Take(2))
        {
            // Nowhere on the norm's level set through the point is the loss smaller.
            var ball = drawn.Corners("stroke-orange").Where(corner => Math.Abs(NormOf(corner.X, corner.Y) / NormOf(x, y) - 1) < 0.02).ToArray();
            Assert.True(ball.Length > 4);
            Assert.All(ball, corner => Assert.True(J(corner.X, corner.Y) >= J(x, y) - 0.08));
            Assert.Contains(drawn.Corners("stroke-blue"), corner => Math.Abs(J(corner.X, corner.Y) / J(x, y) - 1) < 0.02);
        }

        double NormOf(double x, double y) => id == "l1-path" ? Math.Abs(x) + Math.Abs(y) : double.Hypot(x, y);
    }

    [Fact]
    public void Neither_the_question_nor_an_answer_alone_gives_the_path_away()
    {
        foreach (var (name, figure) in FigureGallery.All.Where(drawn => drawn.Figure.Id is "loss" or "l1-drawing" or "l2-drawing"))
            foreach (var svg in new[] { figure.Svg.Hr, figure.Svg.En })
            {
                var drawn = new DrawnFigure(svg);
                var shows = name.Contains("over the solution", StringComparison.Ordinal);
                Assert.Equal(shows, drawn.Of("stroke-purple").Any());
                if (!shows) Assert.Empty(drawn.Of("stroke-orange"));
            }
    }

    [Fact]
    public void A_right_drawing_by_hand_is_marked_nowhere()
    {
        foreach (var figure in Figures("hand drawn"))
        {
            var drawn = new DrawnFigure(figure.Svg.En);
            Assert.Empty(drawn.Of("stroke-wrong").Concat(drawn.Of("fill-wrong")));
            Assert.Equal(2, drawn.Elements("path").Count(path => DrawnFigure.Classes(path).Contains("stroke-right")));
            Assert.Equal(5, drawn.Dots("fill-right").Count());
        }
    }

    [Fact]
    public void The_norm_that_was_confused_and_the_point_off_the_path_are_named_beside_them()
    {
        var figures = Figures("norms swapped");
        Assert.Subset(new DrawnFigure(figures[0].Svg.En).Texts.ToHashSet(), new HashSet<string> { "a circle, the L2 norm", "drawn, off" });
        Assert.Subset(new DrawnFigure(figures[1].Svg.Hr).Texts.ToHashSet(), new HashSet<string> { "romb, norma L1", "w3 nije na putu" });
        var cross = new DrawnFigure(figures[1].Svg.Hr);
        var arms = cross.Elements("line").Where(line => DrawnFigure.Classes(line).Contains("stroke-wrong") && DrawnFigure.Number(line, "stroke-width") == 2.4).ToArray();
        Assert.Contains(arms, arm => IsAt(Centre(cross, arm), 0, 1));
    }

    [Fact]
    public void A_later_minimum_that_was_left_at_w1_is_not_said_to_be_off_the_path()
    {
        var figure = Assert.Single(FigureGallery.OfAnswers(Question, JsonNode.Parse("""{"b": {"l1": {"w1": [3, 2], "w2": [3, 2], "w3": [0, 1], "w4": [0, 0]}}}""")!, showsSolution: false));
        Assert.Contains("w2 hasn't moved", new DrawnFigure(figure.Svg.En).Texts);
        Assert.Contains("w3", new DrawnFigure(figure.Svg.En).Texts);
        Assert.Contains("w2 nije se pomaknula", new DrawnFigure(figure.Svg.Hr).Texts);
    }

    [Fact]
    public void Points_that_are_missing_are_not_blamed()
    {
        var figure = Assert.Single(FigureGallery.OfAnswers(Question, JsonNode.Parse("""{"b": {"l1": {"w1": [3, 2], "w3": [0, 0.5]}}}""")!, showsSolution: true));
        var drawn = new DrawnFigure(figure.Svg.En);
        Assert.Equal("l1-drawing", figure.Id);
        Assert.Empty(drawn.Of("fill-wrong").Concat(drawn.Of("stroke-wrong")));
        Assert.DoesNotContain(drawn.Texts, text => text.StartsWith("w4", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_drawn_shows_nothing() => Assert.Empty(FigureGallery.OfAnswers(Question, BuiltInExam.Answers("paper-5"), showsSolution: true));

    [Fact]
    public void A_reader_who_may_not_know_what_is_wrong_sees_the_drawing_alone()
    {
        var answers = OddAnswers.For("5").Single(odd => odd.Label == "every fault").Answers;
        var sheet = Question.Scheme.Read(JsonSerializer.SerializeToElement(answers));
        var marks = BuiltInExam.Mark("5", answers);
        var points = marks with { Parts = [.. marks.Parts.Select(part => part with { Items = [.. part.Items.Select(item => item with { Mistake = null, Message = null, Evidence = null, WrongEntries = null })] })] };
        foreach (var figure in Question.Figures!.OfAnswers(sheet, points, showsSolution: false))
        {
            var drawn = new DrawnFigure(figure.Svg.Hr);
            Assert.Empty(new[] { "fill-wrong", "stroke-wrong", "fill-right", "stroke-right" }.SelectMany(drawn.Of));
            Assert.NotEmpty(drawn.Of("stroke-text"));
        }
    }

    [Fact]
    public void A_scribble_is_thinned_but_stays_a_scribble()
    {
        var drawn = new DrawnFigure(Figures("a scribble")[0].Svg.En);
        var scribble = drawn.Corners("stroke-wrong").ToArray();
        Assert.InRange(scribble.Length, 200, 500);
        Assert.True(scribble.Max(corner => corner.X) > 3.5 && scribble.Min(corner => corner.X) < -3.5);
    }

    private static IReadOnlyList<Figure> Figures(string label) =>
        FigureGallery.OfAnswers(Question, OddAnswers.For("5").Single(odd => odd.Label == label).Answers, showsSolution: true);

    private static (double X, double Y) Centre(DrawnFigure drawn, System.Xml.Linq.XElement line) => drawn.Data(
        (DrawnFigure.Number(line, "x1") + DrawnFigure.Number(line, "x2")) / 2, (DrawnFigure.Number(line, "y1") + DrawnFigure.Number(line, "y2")) / 2);

    private static bool IsAt((double X, double Y) place, double x, double y) => double.Hypot(place.X - x, place.Y - y) <= Pixel;

    private static double DistanceToLine(Point point, Point[] line) => Enumerable.Range(1, line.Length - 1).Min(i =>
    {
        var (from, along) = (line[i - 1], line[i] - line[i - 1]);
        var length = along.Dot(along);
        var share = length == 0 ? 0 : Math.Clamp((point - from).Dot(along) / length, 0, 1);
        return point.DistanceTo(from + share * along);
    });
}
