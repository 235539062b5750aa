using System.Text.Json.Nodes;
using GradingService.Domain.Families.RegularizationPath;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Families.RegularizationPath;

public sealed class LargerShiftTests
{
    [Theory]
    [InlineData(1, 0, 4, 3, 2, 0, null, false)]
    [InlineData(4, 0, 1, 2, 3, 1, null, false)]
    [InlineData(1, 0, 4, 0, 2, 1, null, true)]
    [InlineData(1, 0, 4, 0.2, 2, 0, 1, false)]
    [InlineData(1, 0, 4, 1, 2, 0, null, false)]
    [InlineData(1, 0, 1, 2, 2, null, null, false)]
    [InlineData(1, 0, 1, 3, 1, null, 0, false)]
    [InlineData(2, 1.2, 1, 1, 2, 1, null, false)]
    [InlineData(1, 0.9, 1, 0.5, 2, null, 1, false)]
    public void The_axis_follows_from_curvature_unless_the_weights_lengths_decide(
        double a, double c, double b, double x, double y, int? axis, int? also, bool byLength)
    {
        var shift = LargerShift.Of([[a, c], [c, b]], new Point(x, y));

        Assert.Equal((axis, also, byLength), (shift.Axis, shift.AlsoRight, shift.IsByLength));
    }

    [Theory]
    [InlineData("w1", "lower-curvature", Verdict.Correct, Verdict.Correct, null, null)]
    [InlineData("w2", "lower-curvature", Verdict.Incorrect, Verdict.Correct, "higher-curvature-axis", null)]
    [InlineData("w2", "higher-curvature", Verdict.Incorrect, Verdict.Incorrect, "higher-curvature-axis", "curvature-reversed")]
    [InlineData("w1", "longer-weight", Verdict.Correct, Verdict.Incorrect, null, "curvature-overlooked")]
    [InlineData("w1", "nearer-origin", Verdict.Correct, Verdict.Incorrect, null, "curvature-overlooked")]
    [InlineData("equal", "same-for-both", Verdict.Incorrect, Verdict.Incorrect, "axes-not-alike", "curvature-overlooked")]
    public void In_the_built_in_question_the_flatter_axis_is_the_only_one(
        string axis, string reason, Verdict first, Verdict second, string? firstMistake, string? secondMistake)
    {
        var marks = BuiltInExam.Mark("5", Answers(axis, reason));

        Assert.Equal((first, firstMistake), (marks.Item("c.axis").Verdict, marks.Item("c.axis").Mistake));
        Assert.Equal((second, secondMistake), (marks.Item("c.reason").Verdict, marks.Item("c.reason").Mistake));
    }

    [Theory]
    [InlineData("[[1, 0], [0, 4]]", "[0.2, 2]", "w1", "lower-curvature", true, true)]
    [InlineData("[[1, 0], [0, 4]]", "[0.2, 2]", "w2", "longer-weight", true, true)]
    [InlineData("[[1, 0], [0, 4]]", "[0.2, 2]", "w2", "higher-curvature", true, false)]
    [InlineData("[[1, 0], [0, 4]]", "[0.2, 2]", "w1", "longer-weight", true, false)]
    [InlineData("[[1, 0], [0, 4]]", "[0, 2]", "w2", "longer-weight", true, true)]
    [InlineData("[[1, 0], [0, 4]]", "[0, 2]", "w1", "lower-curvature", false, false)]
    [InlineData("[[1, 0], [0, 1]]", "[3, 1]", "equal", "same-for-both", true, true)]
    [InlineData("[[1, 0], [0, 1]]", "[3, 1]", "w1", "longer-weight", true, true)]
    [InlineData("[[2, 1.2], [1.2, 1]]", "[1, 2]", "w2", "lower-curvature", true, true)]
    [InlineData("[[2, 1.2], [1.2, 1]]", "[1, 2]", "w1", "lower-curvature", false, true)]
    public async Task Where_a_weights_length_decides_that_answer_is_right_too(
        string hessian, string minimum, string axis, string reason, bool isAxisRight, bool isReasonRight)
    {
        var scheme = ConformanceQuestions.Question("regularizationPath", $$"""{"hessian": {{hessian}}, "minimum": {{minimum}}}""").Scheme;
        using var json = System.Text.Json.JsonDocument.Parse(Answers(axis, reason).ToJsonString());

        var marks = await scheme.Mark(scheme.Read(json.RootElement), TestContext.Current.CancellationToken);

        Assert.Equal(isAxisRight ? marks.Item("c.axis").MaxPoints : Rational.Zero, marks.Item("c.axis").Points);
        Assert.Equal(isReasonRight ? marks.Item("c.reason").MaxPoints : Rational.Zero, marks.Item("c.reason").Points);
    }

    private static JsonObject Answers(string axis, string reason) => new() { ["c"] = new JsonObject { ["axis"] = axis, ["reason"] = reason } };
}
