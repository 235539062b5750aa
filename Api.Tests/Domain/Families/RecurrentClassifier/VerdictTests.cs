using System.Numerics;
using System.Text.Json;
using GradingService.Domain.Families.RecurrentClassifier;
using GradingService.Domain.Families.RecurrentClassifier.Verification;
using GradingService.Domain.Numerics;
using static GradingService.Tests.Domain.Families.RecurrentClassifier.RecurrentModels;

namespace GradingService.Tests.Domain.Families.RecurrentClassifier;

public sealed class VerdictTests
{
    private static readonly JsonElement Table =
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(BuiltInExam.Root, "Api.Tests", "Fixtures", "answers", "rnn-table.json")));

    public static TheoryData<string> Rows => [.. Table.EnumerateArray().Select(row => row.GetProperty("name").GetString()!)];

    private static JsonElement Row(string name) => Table.EnumerateArray().Single(row => row.GetProperty("name").GetString() == name);

    [Theory, MemberData(nameof(Rows))]
    public void Every_known_model_gets_its_verdict_and_the_length_of_its_shortest_counterexample(string name)
    {
        var row = Row(name);
        var verdict = Read(row.GetProperty("model")).Verify();

        Assert.Equal(row.GetProperty("status").GetString(), verdict.Status.ToString().ToLowerInvariant());
        var length = row.GetProperty("shortestCounterexample");
        Assert.Equal(length.ValueKind == JsonValueKind.Null ? null : length.GetInt64(), verdict.Counterexample?.Count);
        Assert.Equal(verdict.Status == VerdictStatus.Refuted, verdict.IsShortest);
    }

    [Theory]
    [InlineData("paper", 10, 1)]
    [InlineData("not-strict", 10, 0.8016)]
    [InlineData("not-strict-shifted", 10, 1)]
    [InlineData("swapped", 10, 0.5246)]
    [InlineData("relu1", 10, 0.6488)]
    [InlineData("relu_two_counter", 8, 1)]
    [InlineData("identity2", 8, 1)]
    [InlineData("leaky7", 10, 0.9597)]
    [InlineData("tanh1", 10, 0.6268)]
    [InlineData("tanh10", 10, 0.6926)]
    [InlineData("sigmoid1", 10, 0.6268)]
    [InlineData("step1", 10, 0.6268)]
    [InlineData("Whh-1", 10, 0.5166)]
    [InlineData("const0", 10, 0.5992)]
    public void Accuracy_over_all_sequences_is_exact(string name, int longest, double accuracy)
    {
        var lengths = ModelVerifier.Accuracies(Read(Row(name).GetProperty("model")), MajorityOdd, longest, Generous, TestContext.Current.CancellationToken);

        Assert.Equal(longest, lengths.Count);
        Assert.All(lengths, length => Assert.Equal(BigInteger.Pow(4, length.Length), length.Zeros + length.Ones));
        var right = lengths.Aggregate(BigInteger.Zero, (sum, length) => sum + length.RightOfZero + length.RightOfOne);
        var all = lengths.Aggregate(BigInteger.Zero, (sum, length) => sum + length.Zeros + length.Ones);
        Assert.Equal(accuracy, new Rational(right, all).ToDouble(), 5e-5);
    }

    [Theory]
    [InlineData("""[[0, 2]]""", "[[1]]", "[0]", 0.4023)]
    [InlineData("""[[0, 2]]""", "[[0]]", "[-1]", 0.6268)]
    [InlineData("""[[0, -2]]""", "[[1]]", "[1]", 0.1984)]
    public void Three_more_of_the_table_are_refuted_with_their_accuracy(string wxh, string whh, string bh, double accuracy)
    {
        var model = Counter(wxh: wxh, whh: whh, bh: bh);
        Assert.Equal(VerdictStatus.Refuted, model.Verify().Status);
        var lengths = ModelVerifier.Accuracies(model, MajorityOdd, 10, Generous, TestContext.Current.CancellationToken);
        var right = lengths.Aggregate(BigInteger.Zero, (sum, length) => sum + length.RightOfZero + length.RightOfOne);
        Assert.Equal(accuracy, new Rational(right, lengths.Aggregate(BigInteger.Zero, (sum, length) => sum + length.Zeros + length.Ones)).ToDouble(), 5e-5);
    }

    [Fact]
    public void A_constant_answer_has_a_balanced_accuracy_of_one_half_at_every_length() =>
        Assert.All(
            ModelVerifier.Accuracies(Read(Row("const0").GetProperty("model")), MajorityOdd, 8, Generous, TestContext.Current.CancellationToken),
            length => Assert.Equal(new Rational(1, 2), length.Balanced));

    [Fact]
    public void The_verifier_agrees_with_brute_force_over_all_sequences_up_to_length_8()
    {
        var models = new RandomModels(20231123);
        var (proved, late) = (0, 0);
        for (var i = 0; i < 400; i++)
        {
            var model = models.Next();
            var verdict = model.Verify();
            var shortest = BruteForce.ShortestCounterexample(model, MajorityOdd, 8);
            var found = verdict.TieWithinRounding?.Count is { } tie ? Math.Min(tie, verdict.Counterexample!.Count) : verdict.Counterexample?.Count;
            Assert.True(shortest == (found > 8 ? null : found), $"model {i}: brute force {shortest}, verifier {verdict.Status} {found}: {new RecurrentModelType(2, []).Write(model)}");
            if (verdict.Status == VerdictStatus.Proved) proved++;
            if (found > 2) late++;
            if (verdict.Counterexample is { } wrong && verdict.TieWithinRounding is null)
                Assert.NotEqual(MajorityOdd.ClassOf(wrong), RecurrentTrace.Class(model, RecurrentTrace.Of(model, [.. wrong]).States[^1]));
        }
        Assert.True(proved >= 10 && late >= 10, $"{proved} proved, {late} refuted late: the models are too easy");
    }

    [Fact]
    public void Steps_of_a_fifth_and_a_tenth_that_doubles_would_refute_are_proved()
    {
        // 0.1 + 0.2 − 0.3 isn't 0 in doubles; here odd adds 1/5 − 1/10 = 1/10, even −1/10.
        var model = Counter(wxh: "[[0, \"1/5\"]]", bh: "[\"-1/10\"]");
        Assert.Equal(VerdictStatus.Proved, model.Verify().Status);
        Assert.Equal(0, RecurrentTrace.Class(model, RecurrentTrace.Of(model, ["01", "01", "01", "00", "00", "00"]).States[^1]));
    }

    [Theory]
    [InlineData("identity", "[[0, 2]]", "[[0.999]]", "[-1]", "[-0.5]")]
    [InlineData("identity", "[[0, 1.9999]]", "[[1]]", "[-0.9999]", "[-0.5]")]
    [InlineData("tanh", "[[0, 0.02]]", "[[1]]", "[-0.01]", "[-0.005]")]
    [InlineData("relu", "[[0, 2]]", "[[1]]", "[-1]", "[-40]", "[40]")]
    [InlineData("hardtanh", "[[0, \"1/10\"]]", "[[1]]", "[\"-1/20\"]", "[0]")]
    [InlineData("leakyRelu", "[[0, 2]]", "[[1]]", "[-1]", "[-30]", "[30]")]
    public void A_slowly_drifting_or_saturating_design_is_refuted_however_late(string activation, string wxh, string whh, string bh, string bo, string h0 = "[0]")
    {
        var verdict = Counter(wxh, whh, bh, activation, bo, h0: h0).Verify();

        Assert.Equal(VerdictStatus.Refuted, verdict.Status);
        Assert.True(verdict.Counterexample!.Count > 12, $"wrong at length {verdict.Counterexample.Count}");
    }

    [Fact]
    public void A_drift_that_takes_ten_thousand_steps_is_found_by_the_line_and_is_the_shortest()
    {
        // Each pair adds 1/10000, the tie is 1/2 below the threshold: the first wrong tie is after 5001 pairs.
        var verdict = Counter(wxh: "[[0, \"20001/10000\"]]", bo: "[\"-1/2\"]").Verify();
        Assert.Equal((VerdictStatus.Refuted, 10002L, true), (verdict.Status, verdict.Counterexample!.Count, verdict.IsShortest));
    }

    [Theory]
    [InlineData("count-affine", """{"hiddenSize":2,"Wxh":[[0,1],[0,-1]],"Whh":[[1,0],[0,1]],"bh":[0,1],"activation":"relu","Why":[[1,-1]]}""")]
    [InlineData("function-of-difference", """{"hiddenSize":2,"Wxh":[[0,2],[0,-2]],"Whh":[[1,-1],[-1,1]],"bh":[-1,1],"activation":"relu","Why":[[1,0]]}""")]
    [InlineData("stable-tail", """{"hiddenSize":2,"Wxh":[[0,2],[0,"1/10"]],"Whh":[[1,0],[0,"1/2"]],"bh":[-1,0],"activation":"identity","Why":[[1,1]],"bo":["-1/2"]}""")]
    public void Each_certificate_proves_its_kind_of_design(string certificate, string json)
    {
        var verdict = Read(json).Verify();
        Assert.Equal((VerdictStatus.Proved, certificate), (verdict.Status, verdict.Certificate));
        Assert.Null(BruteForce.ShortestCounterexample(Read(json), MajorityOdd, 7));
    }

    [Theory]
    [InlineData("count-affine", """{"hiddenSize":2,"Wxh":[[0,1],[0,-1]],"Whh":[[1,0],[0,1]],"bh":[0,1],"h0":["-1/4","-1/4"],"activation":"relu","Why":[[1,-1]],"bo":["-1/2"]}""")]
    [InlineData("count-affine", """{"hiddenSize":3,"Wxh":[[0,1],[0,0],[0,0]],"Whh":[[0,0,0],[1,1,0],[0,0,1]],"bh":[0,0,1],"h0":[0,"-1/4",0],"activation":"leakyRelu","negativeSlope":0,"Why":[[2,2,-1]],"bo":["-1/2"],"strict":true}""")]
    [InlineData("function-of-difference", """{"hiddenSize":2,"Wxh":[[0,2],[0,-2]],"Whh":[[1,-1],[-1,1]],"bh":[-1,1],"h0":["1/3",0],"activation":"relu","Why":[[1,0]],"bo":["-1/2"]}""")]
    [InlineData("function-of-difference", """{"hiddenSize":3,"Wxh":[[0,2],[0,-2],[1,0]],"Whh":[[1,-1,0],[-1,1,0],[0,0,0]],"bh":[-1,1,0],"activation":"relu","Why":[[1,0,"-1/4"]],"bo":["-1/2"]}""")]
    [InlineData("stable-tail", """{"hiddenSize":3,"Wxh":[[0,-1],[0,1],[1,0]],"Whh":[[1,0,0],[0,1,0],[0,0,"1/2"]],"bh":[1,0,0],"h0":[0,0,1],"activation":"relu","Why":[[-1,1,"-1/20"]]}""")]
    [InlineData("count-affine", """{"hiddenSize":3,"Wxh":[[0,2],[1,1],[1,0]],"Whh":[[1,0,0],[3,2,1],[0,5,2]],"bh":[-1,1,1],"activation":"identity","Why":[[1,0,0]]}""")]
    public void Starts_beside_the_line_and_units_that_do_not_matter_are_no_obstacle(string certificate, string json)
    {
        var verdict = Read(json).Verify();
        Assert.Equal((VerdictStatus.Proved, certificate), (verdict.Status, verdict.Certificate));
        Assert.Null(BruteForce.ShortestCounterexample(Read(json), MajorityOdd, 6));
    }

    [Fact]
    public void A_counter_of_twenty_four_units_and_long_weights_is_proved()
    {
        string Row(int one, string weight) => $"[{string.Join(",", Enumerable.Range(0, 24).Select(i => i == one ? weight : "0"))}]";
        var step = "\"123456789012345678901234567890/987654321098765432109876543211\"";
        var model = Read($$"""{"hiddenSize":24,"Wxh":[{{string.Join(",", Enumerable.Repeat($"[0,{step}]", 24))}}],"Whh":[{{string.Join(",", Enumerable.Range(0, 24).Select(i => Row(i, "1")))}}],"bh":[{{string.Join(",", Enumerable.Repeat("\"-61728394506172839450617283945/987654321098765432109876543211\"", 24))}}],"Why":[[{{string.Join(",", Enumerable.Repeat("1", 24))}}]]}""");
        Assert.Equal(VerdictStatus.Proved, model.Verify().Status);
    }

    [Fact]
    public void A_drift_of_a_billionth_is_refuted_by_the_shortest_of_a_billion_numbers()
    {
        // Each pair adds 10⁻⁹, the tie is ½ below the threshold: 500 000 000 pairs meet it, one more passes it.
        var verdict = Counter(wxh: "[[0, 2.000000001]]", bo: "[\"-1/2\"]").Verify();
        Assert.Equal((VerdictStatus.Refuted, 1_000_000_002L, true), (verdict.Status, verdict.Counterexample!.Count, verdict.IsShortest));
        Assert.Equal([("01", 500_000_001L), ("00", 500_000_001L)], verdict.Counterexample.Runs);
    }

    [Fact]
    public void A_cell_that_forgets_only_after_fifty_thousand_numbers_is_refuted()
    {
        var wrong = Counter(activation: "relu", bo: "[-50000]", h0: "[50000]").Verify().Counterexample!;

        var (state, difference) = (50_000L, 0L);
        foreach (var word in wrong)
        {
            var step = word[^1] == '1' ? 1 : -1;
            (state, difference) = (Math.Max(0, state + step), difference + step);
        }
        Assert.NotEqual(difference > 0, state > 50_000);
    }

    [Fact]
    public void A_weight_below_the_smallest_double_is_not_taken_for_zero()
    {
        // σ(0)·10⁻³⁹⁰ is positive: class 1 throughout. Doubles can't tell, and must say so.
        var verdict = Read("""{"hiddenSize":1,"Wxh":[[0,0]],"Whh":[[0]],"activation":"sigmoid","Why":[["1e-390"]]}""").Verify();
        Assert.NotNull(verdict.TieWithinRounding);
    }

    [Fact]
    public void A_dying_mode_that_reaches_over_the_threshold_is_refuted()
    {
        var verdict = Read("""{"hiddenSize":2,"Wxh":[[0,2],[0,"1/2"]],"Whh":[[1,0],[0,"1/2"]],"bh":[-1,0],"activation":"identity","Why":[[1,1]],"bo":["-1/2"]}""").Verify();
        Assert.Equal(VerdictStatus.Refuted, verdict.Status);
    }

    [Fact]
    public void A_sigmoid_threshold_other_than_one_half_moves_the_tie()
    {
        static RecurrentModel With(string threshold, string strict) =>
            Read($$"""{"hiddenSize":1,"Wxh":[[0,2]],"Whh":[[1]],"bh":[-1],"Why":[[1]],"output":"sigmoid","threshold":{{threshold}},"strict":{{strict}}}""");
        Assert.Equal(VerdictStatus.Proved, With("0.6", "false").Verify().Status);
        Assert.Equal(VerdictStatus.Proved, With("0.73", "true").Verify().Status);
        Assert.Equal(VerdictStatus.Refuted, With("0.74", "true").Verify().Status);
        Assert.Equal(VerdictStatus.Refuted, With("0.5", "false").Verify().Status);
        Assert.Equal(VerdictStatus.Refuted, With("1", "false").Verify().Status);
    }

    [Fact]
    public void Two_units_that_cancel_within_rounding_are_not_left_undecided() =>
        Assert.Equal(
            VerdictStatus.Refuted,
            Read("""{"hiddenSize":2,"Wxh":[[0,1],[0,1]],"Whh":[[0,0],[0,0]],"bh":["1/3","1/3"],"activation":"tanh","Why":[[1,-1]]}""").Verify().Status);

    [Fact]
    public void A_hard_model_ends_in_time_and_cancellation_ends_it_at_once()
    {
        var row = string.Join(",", Enumerable.Range(0, 8).Select(i => $"\"{i + 1}/97\""));
        var model = Read($$"""{"hiddenSize":8,"Wxh":[{{string.Join(",", Enumerable.Repeat("[0.37, 1.01]", 8))}}],"Whh":[{{string.Join(",", Enumerable.Repeat($"[{row}]", 8))}}],"activation":"leakyRelu","Why":[[{{row}}]],"bo":[-0.2]}""");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        ModelVerifier.Verify(model, MajorityOdd, TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => ModelVerifier.Verify(Counter(activation: "tanh", wxh: "[[0, 0.02]]", bh: "[-0.01]", bo: "[-0.005]"), MajorityOdd, Generous, cancelled.Token));
    }

    [Theory]
    [InlineData(64, "identity")]
    [InlineData(64, "relu")]
    [InlineData(64, "leakyRelu")]
    [InlineData(8, "identity")]
    [InlineData(8, "hardtanh")]
    [InlineData(8, "tanh")]
    [InlineData(2, "identity")]
    [InlineData(2, "relu")]
    [InlineData(1, "leakyRelu")]
    public void Weights_of_two_hundred_characters_neither_stall_nor_pass(int n, string activation)
    {
        // Every weight another long fraction, so that no denominator is shared; the output looks at the larger bit alone.
        var random = new Random(n);
        string Weight() => $"\"{string.Concat(Enumerable.Range(0, 95).Select(_ => random.Next(1, 9)))}/{string.Concat(Enumerable.Range(0, 95).Select(_ => random.Next(1, 9)))}\"";
        string Row(int length) => $"[{string.Join(",", Enumerable.Range(0, length).Select(_ => Weight()))}]";
        string Matrix(int length) => $"[{string.Join(",", Enumerable.Range(0, n).Select(_ => Row(length)))}]";
        var model = Read($$"""{"hiddenSize":{{n}},"Wxh":{{Matrix(2)}},"Whh":{{Matrix(n)}},"bh":{{Row(n)}},"activation":"{{activation}}","Why":[{{Row(n)}}]}""");

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var verdict = ModelVerifier.Verify(model, MajorityOdd, TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"{watch.Elapsed}");
        Assert.Equal(VerdictStatus.Refuted, verdict.Status);
    }

    [Fact]
    public void Weights_too_large_for_doubles_do_no_harm()
    {
        foreach (var activation in Enum.GetNames<CellActivation>())
        {
            var verdict = Read($$"""{"hiddenSize":2,"Wxh":[["1e400",2],[1,"-1e399"]],"Whh":[["1e400",1],["1e-400",1]],"activation":"{{activation}}","Why":[[1,"1e398"]],"bo":["-1e390"]}""").Verify();
            Assert.True(verdict.Status == VerdictStatus.Refuted, activation);
        }
    }
}
