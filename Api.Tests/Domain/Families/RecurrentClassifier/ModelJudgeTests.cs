using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Exams;
using GradingService.Domain.Families.RecurrentClassifier;
using GradingService.Domain.Families.RecurrentClassifier.Verification;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;
using static GradingService.Tests.Domain.Families.RecurrentClassifier.RecurrentModels;

namespace GradingService.Tests.Domain.Families.RecurrentClassifier;

public sealed class ModelJudgeTests
{
    private const string Paper = """{"hiddenSize":1,"Wxh":[[0,2]],"Whh":[[1]],"bh":[-1],"h0":[0],"activation":"identity","Why":[[1]],"bo":[0],"output":"sigmoid","threshold":0.5,"strict":true}""";

    private static ItemMark Judge(string model) =>
        BuiltInExam.Mark("3", new JsonObject { ["a"] = new JsonObject { ["model"] = JsonNode.Parse(model) } }).Item("a.model");

    private static string With(string property, string value)
    {
        var model = JsonNode.Parse(Paper)!;
        model[property] = JsonNode.Parse(value);
        return model.ToJsonString();
    }

    [Theory]
    [InlineData("paper-3")]
    [InlineData("model-3")]
    public void The_worked_answers_model_is_proved_and_full(string file)
    {
        var marks = BuiltInExam.Mark("3", BuiltInExam.Answers(file));
        var model = marks.Item("a.model");
        Assert.Equal((Verdict.Correct, (Rational)5), (model.Verdict, model.Points!.Value));
        Assert.Equal("proved", model.Evidence!.Details["status"]!.GetValue<string>());
        Assert.Equal("count-affine", model.Evidence.Details["certificate"]!.GetValue<string>());
        foreach (var item in new[] { "c.parameters", "d.states", "d.output", "d.class" }) Assert.Equal(Verdict.Correct, marks.Item(item).Verdict);
    }

    [Fact]
    public void A_refuted_model_shows_the_shortest_counterexample_its_states_and_what_is_right()
    {
        var mark = Judge(With("activation", "\"relu\""));
        var evidence = mark.Evidence!.Details;

        Assert.Equal("refuted", evidence["status"]!.GetValue<string>());
        Assert.Equal("""["00","01"]""", evidence["counterexample"]!.ToJsonString());
        Assert.Equal("[[0],[1]]", evidence["states"]!.ToJsonString());
        Assert.Equal((1, 0), (evidence["modelSays"]!.GetValue<int>(), evidence["right"]!.GetValue<int>()));
        Assert.True(evidence["isShortest"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("strict", "false", "tie-decided-wrongly", 17, 20)]
    [InlineData("bitOrder", "\"lsb\"", "bits-swapped", 3, 4)]
    [InlineData("Wxh", "[[2, 0]]", "bits-swapped", 3, 4)]
    [InlineData("bo", "[3]", "output-bias-shifted", 3, 4)]
    [InlineData("h0", "[2]", "output-bias-shifted", 3, 4)]
    [InlineData("bh", "[-0.9]", "cell-bias-wrong", 3, 5)]
    [InlineData("bh", "null", "cell-bias-wrong", 3, 5)]
    [InlineData("Whh", "[[0.9]]", "recurrent-weight-wrong", 3, 5)]
    [InlineData("activation", "\"tanh\"", "cell-activation-wrong", 3, 5)]
    [InlineData("Why", "[[-1]]", "output-negated", 1, 2)]
    public void One_change_from_right_names_the_mistake_and_earns_its_share(string property, string value, string code, int numerator, int denominator)
    {
        var mark = Judge(With(property, value));
        Assert.Equal((Verdict.Partial, code, 5 * new Rational(numerator, denominator)), (mark.Verdict, mark.Mistake, mark.Points!.Value));
        Assert.Equal("refuted", mark.Evidence!.Details["status"]!.GetValue<string>());
    }

    [Fact]
    public void A_large_network_of_long_fractions_is_refuted_rather_than_left_undecided()
    {
        var random = new Random(7);
        string Weight() => $"\"{random.Next(100_000, 1_000_000)}/{random.Next(100_000, 1_000_000)}\"";
        string Row(int length) => $"[{string.Join(",", Enumerable.Range(0, length).Select(_ => Weight()))}]";
        string Rows(int length) => $"[{string.Join(",", Enumerable.Range(0, 64).Select(_ => Row(length)))}]";

        var mark = Judge($$"""{"hiddenSize":64,"Wxh":{{Rows(2)}},"Whh":{{Rows(64)}},"bh":{{Row(64)}},"activation":"relu","Why":[{{Row(64)}}],"bo":["-1/3"]}""");

        Assert.Equal((Verdict.Incorrect, Rational.Zero, """["00"]"""), (mark.Verdict, mark.Points!.Value, mark.Evidence!.Details["counterexample"]!.ToJsonString()));
    }

    [Fact]
    public void A_bias_that_the_model_does_not_have_is_no_parameter()
    {
        var answers = BuiltInExam.Answers("model-3");
        answers["a"]!["model"]!.AsObject().Remove("bo");
        Assert.Equal((Verdict.Incorrect, "undeclared-bias-counted"), (BuiltInExam.Mark("3", answers).Item("c.parameters").Verdict, BuiltInExam.Mark("3", answers).Item("c.parameters").Mistake));
    }

    [Theory]
    [InlineData("""{"hiddenSize":1,"Wxh":[[0,0]],"Whh":[[0]],"Why":[[1]],"output":"identity"}""")]
    [InlineData("""{"hiddenSize":1,"Wxh":[[0,0]],"Whh":[[0]],"Why":[[1]],"bo":[1],"output":"identity"}""")]
    [InlineData("""{"hiddenSize":1,"Wxh":[[0,0]],"Whh":[[0]],"bh":[1],"activation":"tanh","Why":[[1]],"output":"sigmoid"}""")]
    [InlineData("""{"hiddenSize":2,"Wxh":[[0,1],[0,1]],"Whh":[[0,0],[0,0]],"bh":["1/3","1/3"],"activation":"tanh","Why":[[1,-1]]}""")]
    public void A_constant_answer_earns_nothing(string model)
    {
        var mark = Judge(model);
        Assert.Equal((Verdict.Incorrect, Rational.Zero, "counterexample"), (mark.Verdict, mark.Points!.Value, mark.Mistake));
    }

    [Fact]
    public void A_model_without_counterexample_and_without_proof_earns_all_with_a_flag()
    {
        // A difference kept by two ReLU units, and a third that dies out and never decides: right, but in no form that a certificate knows.
        var mark = Judge("""{"hiddenSize":3,"Wxh":[[0,2],[1,0],[0,-2]],"Whh":[[1,0,-1],[0,0.9,0],[-1,0,1]],"bh":[-1,-1,1],"h0":[0,1,0],"activation":"relu","Why":[[1,"-1/20",0]]}""");
        Assert.Equal((Verdict.Correct, (Rational)5), (mark.Verdict, mark.Points!.Value));
        Assert.Equal("model-unproved", Assert.Single(mark.Warnings!).Code);
        Assert.Equal("undecided", mark.Evidence!.Details["status"]!.GetValue<string>());
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_named()
    {
        var mark = Judge(With("Whh", "[[1, 0], [0, 1]]"));
        Assert.Equal((Verdict.Incorrect, "sizes-do-not-fit"), (mark.Verdict, mark.Mistake));
        Assert.Contains("Whh 1×1", mark.Message!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_model_whose_count_and_run_are_right_earns_full_credit_for_both()
    {
        var answers = new JsonObject
        {
            ["a"] = new JsonObject { ["model"] = JsonNode.Parse("""{"hiddenSize":2,"Wxh":[[1,1],[0,1]],"Whh":[[1,0],[1,0]],"bh":[0,-1],"activation":"relu","Why":[[1,-1]],"bo":[1],"output":"identity"}""") },
            ["c"] = new JsonObject { ["parameters"] = 13 },
            // 00: (0, 0) · 10: (1, 0) · 11: (3, 1); score 3 − 1 + 1.
            ["d"] = new JsonObject { ["states"] = JsonNode.Parse("[[0,0],[1,0],[3,1]]"), ["output"] = 3, ["class"] = 1 },
        };
        var marks = BuiltInExam.Mark("3", answers);
        Assert.NotEqual(Verdict.Correct, marks.Item("a.model").Verdict);
        foreach (var item in new[] { "c.parameters", "d.states", "d.output", "d.class" })
            Assert.Equal((item, Verdict.FollowThrough, marks.Item(item).MaxPoints), (item, marks.Item(item).Verdict, marks.Item(item).Points!.Value));
    }

    [Fact]
    public void A_counterexample_too_long_to_list_is_told_in_runs()
    {
        var model = JsonNode.Parse(With("Wxh", "[[0, \"20001/10000\"]]"))!;
        model["bo"] = new JsonArray("-1/2");
        var evidence = Judge(model.ToJsonString()).Evidence!.Details;
        Assert.Equal(10002L, evidence["length"]!.GetValue<long>());
        Assert.Equal("""[{"word":"01","times":5001},{"word":"00","times":5001}]""", evidence["counterexampleRuns"]!.ToJsonString());
    }

    public static TheoryData<string, string?, int> Properties => new()
    {
        { "majorityEven", null, 2 }, { "majoritySymbol", "10", 2 }, { "majoritySymbol", "101", 3 }, { "parityOdd", null, 2 },
        { "paritySymbol", "011", 3 }, { "containsSymbol", "01", 2 }, { "containsSymbol", "11010011", 8 }, { "majorityOdd", null, 8 },
    };

    [Theory, MemberData(nameof(Properties))]
    public void Every_property_has_a_model_that_is_proved_and_that_brute_force_finds_right(string property, string? symbol, int bits)
    {
        var specification = new Specification(Enum.Parse<SequenceProperty>(property, ignoreCase: true), bits, symbol);
        var scheme = Conformance(property, symbol, bits);
        var json = JsonSerializer.SerializeToElement(Solution.RightAnswers(scheme)["a"]!["model"]);
        var model = Read(json, bits);

        var verdict = ModelVerifier.Verify(model, specification, Generous, TestContext.Current.CancellationToken);
        Assert.Equal(VerdictStatus.Proved, verdict.Status);
        Assert.Null(BruteForce.ShortestCounterexample(model, specification, bits == 8 ? 2 : bits == 3 ? 4 : 7));

        var negated = model with { Why = [[.. model.Why[0].Select(x => -x)]], Threshold = Rational.Zero, Output = OutputActivation.Identity };
        var refuted = ModelVerifier.Verify(negated, specification, Generous, TestContext.Current.CancellationToken);
        Assert.Equal(VerdictStatus.Refuted, refuted.Status);
        Assert.Equal(BruteForce.ShortestCounterexample(negated, specification, 2), (int)refuted.Counterexample!.Count);
    }

    private static MarkScheme Conformance(string property, string? symbol, int bits) => ConformanceQuestions.Question(
        "recurrentClassifier",
        $$"""{"bits": {{bits}}, "property": "{{property}}", "sequence": ["{{new string('1', bits)}}"]{{(symbol is null ? "" : $", \"symbol\": \"{symbol}\"")}}}""").Scheme;

    [Theory]
    [InlineData("""{"bits": 2, "property": "containsSymbol", "sequence": ["00"]}""")]
    [InlineData("""{"bits": 2, "property": "containsSymbol", "sequence": ["00"], "symbol": "0"}""")]
    [InlineData("""{"bits": 2, "property": "majorityOdd", "sequence": ["00"], "symbol": "01"}""")]
    [InlineData("""{"bits": 2, "property": "majorityOdd", "sequence": ["00"], "secondsPerModel": 0}""")]
    public void Parameters_that_make_no_sense_are_refused(string parameters) =>
        Assert.Throws<ExamFaultException>(() => ConformanceQuestions.Question("recurrentClassifier", parameters));

    [Fact]
    public void The_exam_schema_names_every_property_and_every_parameter()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(BuiltInExam.Root, "exams", "exam.schema.json")))!["definitions"]!["recurrentClassifier"]!["properties"]!.AsObject();
        var camel = JsonNamingPolicy.CamelCase;
        Assert.Equal(
            Enum.GetNames<SequenceProperty>().Select(camel.ConvertName).Order(StringComparer.Ordinal),
            schema["property"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(
            typeof(RecurrentClassifierParameters).GetConstructors().MaxBy(made => made.GetParameters().Length)!.GetParameters().Select(parameter => camel.ConvertName(parameter.Name!)).Order(StringComparer.Ordinal),
            schema.Select(property => property.Key).Order(StringComparer.Ordinal));
    }
}
