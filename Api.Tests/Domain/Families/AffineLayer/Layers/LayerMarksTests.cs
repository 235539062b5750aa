using System.Text.Json;
using GradingService.Domain.Exams;
using GradingService.Domain.Families.AffineLayer.Layers;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;

namespace GradingService.Tests.Domain.Families.AffineLayer.Layers;

public sealed class LayerMarksTests
{
    private static readonly MarkScheme Scheme =
        new ExamReader(FamilyCatalog.BuiltIn(LayerFixture.Runner)).Read("dubucezi-2023", BuiltInExam.Text).Find("1")!.Scheme;

    [Fact]
    public async Task The_papers_answers_to_question_1_earn_nine_points()
    {
        var marks = await Mark("paper-1");
        Assert.Equal(9, marks.Points);
        Assert.Equal(Verdict.Correct, marks.Item("b.layer").Verdict);
        Assert.Contains("module-not-initialised", marks.Item("b.layer").Warnings!.Select(warning => warning.Code));
    }

    [Fact]
    public async Task The_model_answers_to_question_1_earn_ten_points()
    {
        var marks = await Mark("model-1");
        Assert.Equal(10, marks.Points);
        Assert.Equal(Verdict.Correct, marks.Item("b.layer").Verdict);
    }

    [Fact]
    public async Task The_example_that_the_solution_shows_earns_full_marks_without_warning_of_torch()
    {
        var marks = await Mark(Solution.RightAnswers(Scheme));
        Assert.Equal(10, marks.Points);
        Assert.DoesNotContain("module-not-initialised", (marks.Item("b.layer").Warnings ?? []).Select(warning => warning.Code));
    }

    [Theory]
    [InlineData("wrong-gradients-averaged")]
    [InlineData("wrong-nan")]
    [InlineData("wrong-name-error-in-forward")]
    [InlineData("wrong-always-equal")]
    public async Task The_same_source_is_judged_alike_every_time_and_its_marks_survive_the_store(string name)
    {
        var source = LayerFixture.Read(name).Source;
        var answers = JsonSerializer.SerializeToNode(new { b = new { layer = source } })!;
        var once = MarksJson.Write(await Mark(answers));
        Assert.Equal(once, MarksJson.Write(await Mark(answers)));
        Assert.Equal(once, MarksJson.Write(MarksJson.Read(once)));
    }

    [Theory]
    [InlineData("right-loops")]
    [InlineData("right-any-dimensions")]
    [InlineData("right-lists")]
    [InlineData("wrong-float32")]
    [InlineData("wrong-weights-not-transposed")]
    public async Task The_verdict_does_not_depend_on_the_numbers_drawn(string name)
    {
        var layer = LayerFixture.Read(name);
        for (var seed = 0; seed < 5; seed++)
        {
            var judgement = await new LayerJudge(LayerFixture.Runner, seed).Judge(layer.Source, TestContext.Current.CancellationToken);
            Assert.Equal(layer.Credit, judgement.Credit.Round(4));
            Assert.Equal(layer.Code, judgement.Mistake);
        }
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_source_is_no_mistake()
    {
        var judgement = await new LayerJudge(LayerFixture.Runner).Judge("\uFEFF" + LayerFixture.Read("right-annotated").Source, TestContext.Current.CancellationToken);
        Assert.True(judgement.Credit == Rational.One, judgement.Message?.En);
    }

    [Fact]
    public async Task A_failing_call_is_shown_with_its_shapes_and_numbers()
    {
        var judgement = await new LayerJudge(LayerFixture.Runner).Judge(LayerFixture.Read("wrong-gradients-averaged").Source, TestContext.Current.CancellationToken);
        var details = judgement.Evidence!.Details;
        Assert.Equal(("failing-call", "backward_params"), (judgement.Evidence.Kind, (string)details["call"]!));
        Assert.Equal("[4,3]", details["p"]!["shape"]!.ToJsonString());
        var (expected, got) = ((double)details["expected"]!["values"]![0]![0]!, (double)details["got"]!["values"]![0]![0]!);
        Assert.Equal(expected, 4 * got, 6);
        Assert.Equal("""{"forward":true,"inputs":true,"weights":false,"bias":false}""", details["behaviours"]!.ToJsonString());
    }

    [Fact]
    public async Task Every_behaviour_that_lost_credit_is_explained_and_what_is_right_is_said()
    {
        var judgement = await new LayerJudge(LayerFixture.Runner).Judge(
            """
            class Layer:
                def __init__(self, W, b):
                    self.W, self.b = W, b
                def forward(self, p):
                    self.p = p
                    return p @ self.W.T + self.b
                def backward_params(self, grads):
                    return grads.T @ self.p / len(grads), grads.mean(axis=0)
                def backward_inputs(self, grads):
                    raise ValueError("left for later.")
            """, TestContext.Current.CancellationToken);
        Assert.Equal("raises-error", judgement.Mistake);
        Assert.Equal(
            "backward_inputs fails: ValueError: left for later (line 10). Also, the gradient by W (backward_params), the gradient by b (backward_params): "
            + "the gradient is divided by the number of samples. The loss does that; the layer only sums over the samples. Right: forward.",
            judgement.Message!.En);
    }

    [Fact]
    public async Task A_syntax_error_says_its_line_once()
    {
        var judgement = await new LayerJudge(LayerFixture.Runner).Judge("class Layer\n    pass\n", TestContext.Current.CancellationToken);
        Assert.Equal("To nije ispravan Python: SyntaxError: expected ':' (redak 1).", judgement.Message!.Hr);
    }

    [Theory]
    [InlineData("```python\nclass Layer\n    pass\n```", 2)]
    [InlineData("See below:\n\n    ```\n    class Layer:\n        def forward(self, p)\n            return p\n    ```\nThanks.", 5)]
    [InlineData("    class Layer:\n\n        def forward(self, p)\n            return p", 3)]
    public async Task Lines_are_numbered_as_the_student_sees_them(string source, int line)
    {
        var judgement = await new LayerJudge(LayerFixture.Runner).Judge(source, TestContext.Current.CancellationToken);
        Assert.Equal(("syntax-error", line), (judgement.Mistake, (int)judgement.Evidence!.Details["line"]!));
        Assert.EndsWith($": expected ':' (line {line}).", judgement.Message!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_behaviour_is_named_once_in_the_sentence_about_it()
    {
        var judgement = await new LayerJudge(LayerFixture.Runner).Judge(
            """
            class Layer:
                def __init__(self, W, b):
                    self.W, self.b = W, b
                def forward(self, p):
                    return p @ self.W.T
                def backward_params(self, grads):
                    return np.zeros(17), np.zeros(23)
                def backward_inputs(self, grads):
                    raise ValueError("left for later")
            """, TestContext.Current.CancellationToken);
        Assert.Equal(
            "The bias b isn't added. Also, backward_inputs fails: ValueError: left for later (line 9). "
            + "Also, the gradient by W (backward_params), the gradient by b (backward_params): the result has a wrong shape.",
            judgement.Message!.En);
        Assert.Equal(
            "Pomak b nije pribrojen. Uz to, backward_inputs javlja pogrešku: ValueError: left for later (redak 9). "
            + "Uz to, gradijent po W (backward_params), gradijent po b (backward_params): rezultat ima pogrešan oblik.",
            judgement.Message!.Hr);
    }

    private static Task<Marks> Mark(string name) => Mark(BuiltInExam.Answers(name));

    private static async Task<Marks> Mark(System.Text.Json.Nodes.JsonNode answers) =>
        await Scheme.Mark(Scheme.Read(JsonSerializer.SerializeToElement(answers)), TestContext.Current.CancellationToken);
}
