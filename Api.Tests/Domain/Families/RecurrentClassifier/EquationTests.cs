using System.Text.Json.Nodes;
using GradingService.Domain.Marking;

namespace GradingService.Tests.Domain.Families.RecurrentClassifier;

/// <summary>Part b: equations must be those of the student's own model.</summary>
public sealed class EquationTests
{
    private static ItemMark Judge(string item, string formula, Action<JsonNode>? change = null, bool withModel = true)
    {
        var answers = BuiltInExam.Answers("model-3");
        change?.Invoke(answers["a"]!["model"]!);
        if (!withModel) answers.Remove("a");
        answers["b"]![item] = formula;
        return BuiltInExam.Mark("3", answers).Item($"b.{item}");
    }

    [Theory]
    [InlineData("paper-3")]
    [InlineData("model-3")]
    public void The_papers_and_the_model_answers_earn_10_of_10(string answers) => Assert.Equal(10, BuiltInExam.Mark("3", BuiltInExam.Answers(answers)).Points);

    [Theory]
    [InlineData("Wxh*x + Whh*h + bh")]
    [InlineData("h_t = W_{xh} x + W_{hh} h_{t-1} + b_h")]
    [InlineData("h^(t-1) + 2*x[1] - 1")]
    [InlineData("h + 2 x_2 - 1")]
    [InlineData("h - 1 + [0, 2]*x")]
    public void The_own_models_step_is_right_with_names_or_numbers(string formula) => Assert.Equal(Verdict.Correct, Judge("stateUpdate", formula).Verdict);

    [Theory]
    [InlineData("h + 2*x[0] - 1", null)]
    [InlineData("h + x[1] - 1", null)]
    [InlineData("2*x[1] - 1", "recurrence-left-out")]
    [InlineData("Wxh*x + bh", "recurrence-left-out")]
    [InlineData("Wxh*x + Whh*h", "bias-left-out")]
    [InlineData("tanh(Wxh*x + Whh*h + bh)", null)]
    [InlineData("Whh*x", null)]
    public void Another_step_is_not(string formula, string? mistake)
    {
        var item = Judge("stateUpdate", formula);

        Assert.Equal((Verdict.Incorrect, mistake), (item.Verdict, item.Mistake));
        Assert.NotNull(item.Message);
    }

    [Theory]
    [InlineData("sigmoid(Why*h + bo)", true)]
    [InlineData("σ(h)", true)]
    [InlineData("1/(1 + exp(-h))", true)]
    [InlineData("Why*h + bo", false)]
    [InlineData("sigmoid(2*h)", false)]
    [InlineData("sigmoid(-h)", false)]
    public void The_output_is_the_own_models(string formula, bool right) =>
        Assert.Equal(right ? Verdict.Correct : Verdict.Incorrect, Judge("output", formula).Verdict);

    [Fact]
    public void A_cell_with_an_activation_needs_it_in_its_equation()
    {
        void Relu(JsonNode model) => model["activation"] = "relu";

        Assert.Equal(Verdict.Correct, Judge("stateUpdate", "relu(Wxh*x + Whh*h + bh)", Relu).Verdict);
        Assert.Equal("activation-left-out", Judge("stateUpdate", "Wxh*x + Whh*h + bh", Relu).Mistake);
    }

    [Fact]
    public void A_model_of_two_units_is_read_at_its_own_size()
    {
        void Two(JsonNode model)
        {
            (model["hiddenSize"], model["Wxh"], model["Whh"]) = (2, JsonNode.Parse("[[0,1],[0,-1]]"), JsonNode.Parse("[[1,0],[0,1]]"));
            (model["bh"], model["h0"], model["Why"]) = (JsonNode.Parse("[0,1]"), JsonNode.Parse("[0,0]"), JsonNode.Parse("[[1,-1]]"));
        }

        Assert.Equal(Verdict.Correct, Judge("stateUpdate", "Wxh*x + Whh*h + bh", Two).Verdict);
        Assert.Equal(Verdict.Correct, Judge("output", "sigmoid(h[0] - h[1])", Two).Verdict);
        Assert.Equal(Verdict.Incorrect, Judge("stateUpdate", "h + 2*x[1] - 1", Two).Verdict);
    }

    [Theory]
    [InlineData("Wxh*x + Whh*h + bh", true)]
    [InlineData("Wxh*x + Whh*h", false)]
    [InlineData("h + 2*x[1] - 1", false)]
    public void Without_a_model_the_equation_must_hold_for_any_weights(string formula, bool right) =>
        Assert.Equal(right ? Verdict.Correct : Verdict.Incorrect, Judge("stateUpdate", formula, withModel: false).Verdict);

    [Theory]
    [InlineData("stateUpdate", "Wxh*x + Whh*h + bh", Verdict.Correct)]
    [InlineData("stateUpdate", "Wxh*x + bh", Verdict.Incorrect)]
    [InlineData("output", "sigmoid(Why*h + bo)", Verdict.Correct)]
    [InlineData("output", "Why*h", Verdict.Incorrect)]
    public void Numbers_that_overflow_leave_the_equation_to_be_judged_by_its_names(string item, string formula, Verdict verdict) =>
        Assert.Equal(verdict, Judge(item, formula, model => (model["Wxh"]![0]![1], model["Whh"]![0]![0], model["Why"]![0]![0]) = (1e308, "-9^400", 1e308)).Verdict);
}
