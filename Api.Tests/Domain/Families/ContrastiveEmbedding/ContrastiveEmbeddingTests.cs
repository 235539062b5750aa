using System.Text.Json.Nodes;
using GradingService.Domain.Marking;

namespace GradingService.Tests.Domain.Families.ContrastiveEmbedding;

public sealed class ContrastiveEmbeddingTests
{
    [Fact]
    public void The_papers_answers_earn_9_of_10_with_the_missing_square_named()
    {
        var marks = BuiltInExam.Mark("4", BuiltInExam.Answers("paper-4"));

        Assert.Equal(9, marks.Points);
        Assert.Equal("square-missing", marks.Item("a.negative").Mistake);
        Assert.Equal(Verdict.Incorrect, marks.Item("a.negative").Verdict);
        Assert.All(marks.Parts.SelectMany(part => part.Items).Where(item => item.Id != "negative"), item => Assert.Equal(Verdict.Correct, item.Verdict));
    }

    [Fact]
    public void The_model_answers_earn_10_of_10() => Assert.Equal(10, BuiltInExam.Mark("4", BuiltInExam.Answers("model-4")).Points);

    [Fact]
    public void A_bias_left_out_of_f1_alone_is_named_there_and_followed_everywhere_else()
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["b"]!["f1"] = new JsonArray(1.1, 1.1, 1.1, 1.1);
        answers["b"]!["loss"] = 14.44;
        answers["c"]!["dL_df1"] = new JsonArray(-3.8, -3.8, -3.8, -3.8);
        answers["c"]!["dL_df2"] = new JsonArray(3.8, 3.8, 3.8, 3.8);
        answers["c"]!["dL_dw"] = new JsonArray(31.54, 31.54, 28.12);

        var marks = BuiltInExam.Mark("4", answers);

        Assert.Equal(("bias-left-out", Verdict.Incorrect), (marks.Item("b.f1").Mistake, marks.Item("b.f1").Verdict));
        Assert.Equal(Verdict.Correct, marks.Item("b.f2").Verdict);
        Assert.Equal(Verdict.Correct, marks.Item("c.dL_db").Verdict);
        Assert.All(["b.loss", "c.dL_df1", "c.dL_df2", "c.dL_dw"], name => Assert.Equal(Verdict.FollowThrough, marks.Item(name).Verdict));
        Assert.Equal(9, marks.Points);
    }

    [Fact]
    public void The_half_convention_declared_in_part_a_is_followed_with_full_credit()
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["a"]!["positive"] = "1/2 * norm(fq - fp)^2";
        answers["b"]!["loss"] = 8;
        answers["c"] = new JsonObject
        {
            ["dL_df1"] = new JsonArray(-2, -2, -2, -2), ["dL_df2"] = new JsonArray(2, 2, 2, 2), ["dL_dw"] = new JsonArray(16.6, 16.6, 14.8), ["dL_db"] = 0,
        };

        var marks = BuiltInExam.Mark("4", answers);

        Assert.Equal(10, marks.Points);
        Assert.Equal(Verdict.Correct, marks.Item("a.positive").Verdict);
        Assert.All(["b.loss", "c.dL_df1", "c.dL_df2", "c.dL_dw"], name => Assert.Equal(Verdict.FollowThrough, marks.Item(name).Verdict));
    }

    [Fact]
    public void True_convolution_declared_in_part_a_is_followed()
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["a"]!["model"] = "convolve(x, w) + b";
        answers["c"]!["dL_dw"] = new JsonArray(29.6, 33.2, 33.2);

        var marks = BuiltInExam.Mark("4", answers);

        Assert.Equal(10, marks.Points);
        Assert.Equal(Verdict.FollowThrough, marks.Item("c.dL_dw").Verdict);
    }

    /// <summary>The table of domain facts: what students who make a mistake write for (loss, dL_dw, dL_db), and what is named.</summary>
    [Theory]
    [InlineData("half-convention", 8, new[] { 16.6, 16.6, 14.8 }, 0)]
    [InlineData("factor-two-missing", 16, new[] { 16.6, 16.6, 14.8 }, 0)]
    [InlineData("mean-instead-of-sum", 4, new[] { 8.3, 8.3, 7.4 }, 0)]
    [InlineData("l1-distance", 8, new[] { 8.3, 8.3, 7.4 }, 0)]
    [InlineData("square-missing", 4, new[] { 4.15, 4.15, 3.7 }, 0)]
    [InlineData("first-branch-only", 16, new[] { -17.2, -17.2, -18.4 }, -16)]
    [InlineData("second-branch-only", 16, new[] { 50.4, 50.4, 48 }, 16)]
    [InlineData("branches-subtracted", 16, new[] { 67.6, 67.6, 66.4 }, 32)]
    [InlineData("branches-subtracted", 16, new[] { -67.6, -67.6, -66.4 }, -32)]
    [InlineData("sign-flipped", 16, new[] { -33.2, -33.2, -29.6 }, 0)]
    [InlineData("kernel-flipped", 16, new[] { 29.6, 33.2, 33.2 }, 0)]
    [InlineData("zero-padding", 19.8722, new[] { 38.8733, 43.7067, 36.6533 }, 0)]
    [InlineData("wrong-stride", 8, new[] { 14.8, 18.4, 14.8 }, 0)]
    [InlineData("wrong-stride", 8, new[] { 18.4, 18.4, 11.2 }, 0)]
    [InlineData("sum-then-square", 64, new[] { 132.8, 132.8, 118.4 }, 0)]
    [InlineData("first-window-only", 16, new[] { 9.2, 9.2, 5.6 }, 0)]
    [InlineData("no-sliding", 16, new[] { 48.0, 48, 48 }, 0)]
    public void A_wrong_kernel_gradient_is_named(string mistake, double loss, double[] gradient, double bias)
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["b"]!["loss"] = loss;
        answers["c"] = new JsonObject { ["dL_dw"] = new JsonArray([.. gradient.Select(x => (JsonNode)x)]), ["dL_db"] = bias };

        var marks = BuiltInExam.Mark("4", answers);

        Assert.Equal(mistake, marks.Item("c.dL_dw").Mistake);
        Assert.NotEqual(marks.Item("c.dL_dw").MaxPoints, marks.Item("c.dL_dw").Points);
    }

    [Theory]
    [InlineData("norm(fq - fp)", 4, new[] { -0.5, -0.5, -0.5, -0.5 }, new[] { 4.15, 4.15, 3.7 })]
    [InlineData("sum(abs(fq - fp))", 8, new[] { -1.0, -1, -1, -1 }, new[] { 8.3, 8.3, 7.4 })]
    [InlineData("mean((fq - fp)^2)", 4, new[] { -1.0, -1, -1, -1 }, new[] { 8.3, 8.3, 7.4 })]
    public void What_follows_from_a_named_wrong_formula_earns_its_credit(string formula, double loss, double[] df1, double[] dw)
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["a"]!["positive"] = formula;
        answers["b"]!["loss"] = loss;
        answers["c"] = new JsonObject
        {
            ["dL_df1"] = new JsonArray([.. df1.Select(x => (JsonNode)x)]),
            ["dL_df2"] = new JsonArray([.. df1.Select(x => (JsonNode)(-x))]),
            ["dL_dw"] = new JsonArray([.. dw.Select(x => (JsonNode)x)]),
            ["dL_db"] = 0,
        };

        var marks = BuiltInExam.Mark("4", answers);

        Assert.Equal(9, marks.Points);
        Assert.NotNull(marks.Item("a.positive").Mistake);
    }

    [Fact]
    public void An_unrecognised_formula_is_not_followed()
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["a"]!["positive"] = "0 * norm(fq - fp)";
        answers["b"]!["loss"] = 0;
        answers["c"] = new JsonObject { ["dL_df1"] = new JsonArray(0, 0, 0, 0), ["dL_df2"] = new JsonArray(0, 0, 0, 0), ["dL_dw"] = new JsonArray(0, 0, 0) };

        var marks = BuiltInExam.Mark("4", answers);

        Assert.All(["a.positive", "b.loss", "c.dL_df1", "c.dL_df2", "c.dL_dw"], name => Assert.Equal(Verdict.Incorrect, marks.Item(name).Verdict));
    }

    [Fact]
    public void Zeros_that_follow_from_one_embedding_copied_to_the_other_earn_nothing()
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["b"]!["f1"] = new JsonArray(3, 3, 3, 3);
        answers["b"]!["loss"] = 0;
        answers["c"] = new JsonObject { ["dL_df1"] = new JsonArray(0, 0, 0, 0), ["dL_df2"] = new JsonArray(0, 0, 0, 0), ["dL_dw"] = new JsonArray(0, 0, 0) };

        var marks = BuiltInExam.Mark("4", answers);

        Assert.All(["b.f1", "b.loss", "c.dL_df1", "c.dL_df2", "c.dL_dw"], name => Assert.Equal(Verdict.Incorrect, marks.Item(name).Verdict));
    }

    [Theory]
    [InlineData("max(0, m - norm(f1 - f2))^2", null)]
    [InlineData("½ max(0, m - ‖f1 - f2‖)²", null)]
    [InlineData("max(0, m - norm(fq - f(x_n)))**2", null)]
    [InlineData("max(0, m - norm(f1 - f2))", "square-missing")]
    [InlineData("(m - norm(f1 - f2))^2", "hinge-missing")]
    public void In_the_loss_of_a_negative_pair_f2_is_the_negative_embedding(string formula, string? mistake)
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["a"]!["negative"] = formula;

        var item = BuiltInExam.Mark("4", answers).Item("a.negative");

        Assert.Equal((mistake is null ? Verdict.Correct : Verdict.Incorrect, mistake), (item.Verdict, item.Mistake));
    }

    [Theory]
    [InlineData("wrong-stride", new[] { 1.0, 1 }, new[] { 3.0, 3 }, 8, -4.0, new[] { 14.8, 18.4, 14.8 })]
    [InlineData("zero-padding", new[] { 0.566667, 1, 1, 1, 1, 0.666667 }, new[] { 2.1, 3, 3, 3, 3, 1.9 }, 19.8722, null, new[] { 38.8733, 43.7067, 36.6533 })]
    public void A_forward_pass_by_another_rule_is_named_throughout(string mistake, double[] f1, double[] f2, double loss, double? gradient, double[] dw)
    {
        JsonArray Array(IEnumerable<double> values) => new([.. values.Select(x => (JsonNode)x)]);
        var answers = BuiltInExam.Answers("model-4");
        answers["b"] = new JsonObject { ["f1"] = Array(f1), ["f2"] = Array(f2), ["loss"] = loss };
        answers["c"] = new JsonObject { ["dL_dw"] = Array(dw), ["dL_db"] = 0 };
        if (gradient is { } g) (answers["c"]!["dL_df1"], answers["c"]!["dL_df2"]) = (Array(f1.Select(_ => g)), Array(f1.Select(_ => -g)));

        var marks = BuiltInExam.Mark("4", answers);

        var asked = gradient is null ? new[] { "b.f1", "b.f2", "b.loss", "c.dL_dw" } : ["b.f1", "b.f2", "b.loss", "c.dL_df1", "c.dL_df2", "c.dL_dw"];
        Assert.All(asked, name => Assert.Equal(mistake, marks.Item(name).Mistake));
    }

    [Fact]
    public void The_root_of_the_loss_beside_right_gradients_is_a_missing_square()
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["b"]!["loss"] = 4;

        Assert.Equal("square-missing", BuiltInExam.Mark("4", answers).Item("b.loss").Mistake);
    }

    [Fact]
    public void A_loss_of_8_without_a_formula_is_the_half_convention()
    {
        var marks = BuiltInExam.Mark("4", new JsonObject { ["b"] = new JsonObject { ["f1"] = new JsonArray(1, 1, 1, 1), ["f2"] = new JsonArray(3, 3, 3, 3), ["loss"] = 8 } });

        Assert.Equal("half-convention", marks.Item("b.loss").Mistake);
    }

    [Theory]
    [InlineData("x*w + b")]
    [InlineData("w * x + b")]
    [InlineData("b + x∗w")]
    [InlineData(@"\mathbf{w} \ast \mathbf{x} + b")]
    [InlineData("w ⋆ x + b")]
    [InlineData(@"\(f(\mathbf{x}) = \mathbf{w} \star \mathbf{x} + b\)")]
    [InlineData("f_i = (x * w)_i + b")]
    [InlineData("f_i = w_0 x_i + w_1 x_{i+1} + w_2 x_{i+2} + b")]
    [InlineData("f_i = w_1 x_i + w_2 x_{i+1} + w_3 x_{i+2} + b")]
    [InlineData("f[i] = w[0]*x[i] + w[1]*x[i+1] + w[2]*x[i+2] + b")]
    [InlineData(@"\sum_j w_j x_{i+j} + b")]
    [InlineData(@"\sum_{j=1}^{3} w_j x_{i+j-1} + b")]
    [InlineData("conv1d(x, w) + b")]
    [InlineData("F.conv1d(x, w, b)")]
    public void The_model_is_a_correlation_however_its_sign_is_written(string formula)
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["a"]!["model"] = formula;

        Assert.Equal(10, BuiltInExam.Mark("4", answers).Points);
    }

    [Theory]
    [InlineData("x w + b")]
    [InlineData("x @ w + b")]
    [InlineData("x · w + b")]
    [InlineData("x \\cdot w + b")]
    [InlineData("w' * x + b")]
    [InlineData("x .* w + b")]
    [InlineData("x * w")]
    [InlineData("x * w - b")]
    [InlineData("2*x*w + b")]
    [InlineData("correlate(w, x) + b")]
    [InlineData("correlate(x, w, 2)")]
    [InlineData("f_i = w_0 x_i + w_1 x_{i+1} + w_1 x_{i+2} + b")]
    [InlineData("f_i = w_0 x_{i+2} + w_1 x_i + w_2 x_{i+1} + b")]
    public void Other_products_are_no_model(string formula)
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["a"]!["model"] = formula;

        Assert.Equal(Verdict.Incorrect, BuiltInExam.Mark("4", answers).Item("a.model").Verdict);
    }

    [Theory]
    [InlineData("convolve(w, x) + b")]
    [InlineData("np.convolve(w, x, 'valid') + b")]
    public void The_kernel_of_a_convolution_may_be_named_first(string formula)
    {
        var answers = BuiltInExam.Answers("model-4");
        answers["a"]!["model"] = formula;

        var marks = BuiltInExam.Mark("4", answers);

        Assert.Equal(10, marks.Points);
    }
}
