using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Families;
using GradingService.Domain.Families.RegularizationPath;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Families.RegularizationPath;

public sealed class RegularizationPathFamilyTests
{
    [Fact]
    public void The_model_answers_earn_10_of_10()
    {
        var marks = BuiltInExam.Mark("5", BuiltInExam.Answers("model-5"));

        Assert.Equal(10, marks.Points);
        Assert.All(marks.Parts.SelectMany(part => part.Items), item => Assert.Equal((Verdict.Correct, null), (item.Verdict, item.Mistake)));
    }

    [Fact]
    public void The_paper_left_blank_earns_nothing_and_is_blamed_for_nothing()
    {
        var marks = BuiltInExam.Mark("5", BuiltInExam.Answers("paper-5"));

        Assert.Equal(0, marks.Points);
        Assert.All(
            marks.Parts.SelectMany(part => part.Items),
            item => Assert.Equal((Verdict.Unanswered, null, null), (item.Verdict, item.Mistake, item.Message)));
    }

    [Fact]
    public void Half_a_drawing_earns_half()
    {
        var answers = BuiltInExam.Answers("model-5");
        answers["b"]!["l2"]!["w2"] = null;
        answers["b"]!["l2"]!["w3"] = null;
        answers["a"]!["l1"] = answers["a"]!["l2"]!.DeepClone();

        var marks = BuiltInExam.Mark("5", answers);

        Assert.Equal((Verdict.Partial, "points-missing", new Rational(5, 4)), Outcome("b.l2"));
        Assert.Equal((Verdict.Partial, "other-norm", new Rational(3, 8)), Outcome("a.l1"));
        Assert.Equal(10 - new Rational(5, 4) - new Rational(9, 8), marks.Points);
        Assert.Equal("drawn-contours", marks.Item("a.l1").Evidence!.Kind);

        (Verdict, string?, Rational?) Outcome(string item) => (marks.Item(item).Verdict, marks.Item(item).Mistake, marks.Item(item).Points);
    }

    [Theory]
    [InlineData("[[1, 0], [0, 4]]", "[3, 2]")]
    [InlineData("[[2, 1.2], [1.2, 1]]", "[1, 2]")]
    [InlineData("[[1, 0.9], [0.9, 1]]", "[0.5, 2]")]
    [InlineData("[[1e6, 0], [0, 1]]", "[1e6, -1e6]")]
    [InlineData("[[1e-6, 0], [0, 1]]", "[-1e-6, 1e-6]")]
    [InlineData("[[3, -1.7], [-1.7, 1]]", "[0, -12345.678]")]
    public async Task The_solutions_own_drawings_are_right_and_complete(string hessian, string minimum)
    {
        var scheme = ConformanceQuestions.Question("regularizationPath", $$"""{"hessian": {{hessian}}, "minimum": {{minimum}}}""").Scheme;
        var answers = Solution.RightAnswers(scheme);

        Assert.Equal(10, (await Mark(scheme, answers)).Points);
        Assert.Equal(["w1", "w2", "w3", "w4"], answers["b"]!["l1"]!.AsObject().Select(point => point.Key));
    }

    [Theory]
    [InlineData("""{"hessian": [[1, 2], [2, 1]], "minimum": [1, 1]}""")]
    [InlineData("""{"hessian": [[1, 0], [0, 1e-7]], "minimum": [1, 1]}""")]
    [InlineData("""{"hessian": [[1e6, 0], [0, 1e-1]], "minimum": [1, 1]}""")]
    [InlineData("""{"hessian": [[1, 0], [0, 1]], "minimum": [0, 1e-7]}""")]
    [InlineData("""{"hessian": [[1, 0], [0, 1]], "minimum": [0, 1e7]}""")]
    [InlineData("""{"hessian": [[1, 0]], "minimum": [0, 1]}""")]
    public void Parameters_that_cannot_be_drawn_are_refused(string parameters)
    {
        using var json = JsonDocument.Parse(parameters);

        Assert.Throws<ParametersException>(() => new RegularizationPathFamily().Write(json.RootElement));
    }

    [Fact]
    public async Task Hostile_drawings_are_marked_in_bounded_time()
    {
        var random = new Random(8);
        double[][][] drawings =
        [
            Line(5000, _ => 1e300 * (random.NextDouble() - 0.5)), Line(5000, _ => 1e-300 * random.NextDouble()), Line(5000, _ => 1),
            Line(5000, i => i % 2 == 0 ? 1e308 : -1e308), Line(5000, _ => random.NextDouble() - 0.5), Line(2, _ => 0),
        ];
        foreach (var line in drawings)
        {
            // No body holds more.
            var lines = new JsonArray([.. Enumerable.Range(0, 20).Select(_ => JsonSerializer.SerializeToNode(line))]);
            var scheme = BuiltInExam.Scheme("5");
            var sheet = scheme.Read(JsonSerializer.SerializeToElement(new JsonObject { ["a"] = new JsonObject { ["l1"] = lines.DeepClone(), ["l2"] = lines } }));
            Assert.Empty(sheet.Unreadable);
            var clock = Stopwatch.StartNew();
            var marks = await scheme.Mark(sheet, TestContext.Current.CancellationToken);
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
            Assert.Equal((0, 0), (marks.Item("a.l1").Points, marks.Item("a.l2").Points));
            Assert.NotNull(marks.Item("a.l1").Mistake);
            Assert.NotEmpty(GradingService.Domain.Submissions.MarksJson.Write(marks));
        }

        static double[][] Line(int points, Func<int, double> coordinate) => [.. Enumerable.Range(0, points).Select(i => new[] { coordinate(i), coordinate(i + 1) })];
    }

    [Theory]
    [InlineData("[[[0, 0], [1]]]")]
    [InlineData("[[[0, 0], [1, null]]]")]
    [InlineData("[[[0, 0], [1, \"NaN\"]]]")]
    [InlineData("[[[0, 0], [1, 1e999]]]")]
    [InlineData("[[0, 0], [1, 1]]")]
    [InlineData("\"a circle\"")]
    public void A_drawing_that_is_no_list_of_points_is_unreadable(string drawing)
    {
        using var json = JsonDocument.Parse($$"""{"a": {"l1": {{drawing}} } }""");

        Assert.Single(BuiltInExam.Scheme("5").Read(json.RootElement).Unreadable);
    }

    [Fact]
    public void A_million_points_are_refused()
    {
        var line = new JsonArray([.. Enumerable.Range(0, 1_000_000).Select(i => (JsonNode)new JsonArray(i, i))]);
        var sheet = BuiltInExam.Scheme("5").Read(JsonSerializer.SerializeToElement(new JsonObject { ["a"] = new JsonObject { ["l1"] = new JsonArray(line) } }));

        Assert.Equal("/a/l1/0", Assert.Single(sheet.Unreadable).Pointer);
    }

    private static async Task<Marks> Mark(MarkScheme scheme, JsonObject answers)
    {
        var sheet = scheme.Read(JsonSerializer.SerializeToElement(answers));
        Assert.Empty(sheet.Unreadable);
        return await scheme.Mark(sheet, TestContext.Current.CancellationToken);
    }
}
