using System.Text.Json.Nodes;
using GradingService.Domain.Marking;

namespace GradingService.Tests.Domain.Families.ContrastiveEmbedding;

/// <summary>The embedding written as a sum over the kernel, as on paper.</summary>
public sealed class SumSignTests
{
    [Theory]
    [InlineData("Σ_j w_j x_{i+j} + b")]
    [InlineData(@"\sum_{j} w_j x_{i+j} + b")]
    [InlineData("f(x)_i = Σ_j w_j x_{i+j} + b")]
    [InlineData("f(x)_i = b + Σ_j w_j x_{i+j-1}")]
    [InlineData(@"f(x)_i = \sum_{j=0}^{2} w_j x_{i+j} + b")]
    [InlineData(@"f_i = \sum_{j=1}^{3} w_j x_{i+j-1} + b")]
    [InlineData("Σⱼ w[j] * x[i+j] + b")]
    [InlineData("sum_j (w_j x_{k+j}) + b")]
    [InlineData(@"f(x)_i = \sum\limits_{j=0}^{2} w_{j} \cdot x_{i+j} + b")]
    [InlineData("f_i = w_1 x_i + w_2 x_{i+1} + w_3 x_{i+2} + b")]
    [InlineData(@"f(x)_i = \sum_{j=0}^{k-1} w_j x_{i+j} + b")]
    public void Is_right_and_the_numbers_follow(string model)
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["a"]!["model"] = model;

        var marks = BuiltInExam.Mark("4", answers);

        Assert.Equal(Verdict.Correct, marks.Item("a.model").Verdict);
        Assert.Equal(10, marks.Points);
    }

    [Theory]
    [InlineData("Σ_j w_j x_{i+j}", "bias-left-out")]
    [InlineData("Σ_j w_j x_{i+j} - b", "bias-sign")]
    [InlineData("Σ_j w_j x_j + b", null)]
    [InlineData("Σ_j (w_j x_{i+j} + b)", null)]
    [InlineData("Σ_j w_j x_{2i+j} + b", null)]
    [InlineData("Σ_j w_j x_{i-j} + b", null)]
    [InlineData("Σ_j w_j + x_{i+j} + b", null)]
    [InlineData("w_1 x_i + w_2 x_{i+1} + b", null)]
    [InlineData("w_3 x_i + w_2 x_{i+1} + w_1 x_{i+2}", "bias-left-out")]
    [InlineData(@"\sum_{j=0}^{1} w_j x_{i+j} + b", null)]
    public void Near_misses_are_not(string model, string? code)
    {
        var mark = BuiltInExam.Mark("4", new JsonObject { ["a"] = new JsonObject { ["model"] = model } }).Item("a.model");

        Assert.Equal((Verdict.Incorrect, code), (mark.Verdict, mark.Mistake));
    }

    [Fact]
    public void A_bias_left_out_is_followed()
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["a"]!["model"] = "Σ_j w_j x_{i+j}";
        var plain = BuiltInExam.Answers("model-4");
        plain["a"]!["model"] = "correlate(x, w)";

        Assert.Equal(BuiltInExam.Mark("4", plain).Points, BuiltInExam.Mark("4", answers).Points);
    }
}
