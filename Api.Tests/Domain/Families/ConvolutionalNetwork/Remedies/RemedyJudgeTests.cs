using GradingService.Domain.Families.ConvolutionalNetwork;
using GradingService.Domain.Families.ConvolutionalNetwork.Remedies;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork.Remedies;

public sealed class RemedyJudgeTests
{
    private const string Dense = """{"type":"linear","units":10,"activation":"softmax"}""";
    private const string Global = """{"type":"globalAveragePool"}""";

    [Theory]
    [InlineData(Global + """,{"type":"flatten"},""" + Dense, 21, 7338)]
    [InlineData(Global + "," + Dense, 21, 7338)]
    [InlineData(Global + """,{"type":"flatten"},{"type":"linear","units":10}""", 21, 7338)]
    [InlineData(Global + """,{"type":"flatten"},{"type":"linear","units":10},{"type":"softmax"}""", 21, 7338)]
    [InlineData("""{"type":"globalMaxPool"},""" + Dense, 21, 7338)]
    [InlineData("""{"type":"adaptiveAvgPool","output":6},{"type":"flatten"},""" + Dense, 21, 18538)]
    [InlineData("""{"type":"adaptiveMaxPool","output":[6,6]},""" + Dense, 21, 18538)]
    [InlineData("""{"type":"adaptiveAvgPool","output":1},""" + Dense, 21, 7338)]
    [InlineData("""{"type":"adaptiveAvgPool","output":[2,3]},""" + Dense, 21, 8938)]
    [InlineData("""{"type":"conv","filters":10,"kernel":1},""" + Global, 21, 7338)]
    [InlineData("""{"type":"conv","filters":10,"kernel":1},""" + Global + """,{"type":"flatten"},{"type":"softmax"}""", 21, 7338)]
    [InlineData("""{"type":"conv","filters":10,"kernel":6},""" + Global, 61, 18538)]
    [InlineData("""{"type":"conv","filters":10,"kernel":6},{"type":"adaptiveMaxPool","output":1},{"type":"softmax"}""", 61, 18538)]
    [InlineData("""{"type":"spatialPyramidPool","levels":[1,2,4]},""" + Dense, 21, 7008 + 32 * 21 * 10 + 10)]
    [InlineData("""{"type":"spatialPyramidPool","levels":2},{"type":"flatten"},""" + Dense, 21, 8298)]
    [InlineData("""{"type":"maxPool","kernel":2},{"type":"dropout"},""" + Global + "," + Dense, 29, 7338)]
    public void Right_heads_earn_everything(string head, long minimum, int parameters)
    {
        var verdict = Judge($"{ExamNetwork.Trunk},{head}");
        Assert.Null(verdict.Code);
        Assert.Equal(1, verdict.Credit);
        var works = Assert.IsType<WorksFromSize>(verdict.Evidence);
        Assert.Equal(Extent.Square(minimum), works.MinimalSize);
        Assert.Equal(10, (int)works.Output.Elements);
        Assert.Equal(parameters, works.Parameters);
        Assert.True(works.SizesTried > 150);
    }

    [Fact]
    public void Activations_standing_alone_named_otherwise_or_left_unsaid_do_not_matter()
    {
        const string bare = """
            {"type":"conv","filters":16,"kernel":[7,7],"stride":[2,2]},{"type":"maxPool","kernel":2,"stride":2},{"name":"c","type":"conv","filters":32,"kernel":3},
            {"type":"relu"},{"type":"dropout"},{"type":"maxPool","kernel":2},
            """;
        Assert.Null(Judge($"{bare}{Global},{Dense}").Code);
    }

    [Fact]
    public void The_unchanged_network_fails_for_64_by_80()
    {
        var verdict = Judge($"{ExamNetwork.Trunk},{ExamNetwork.Head}");
        Assert.Equal((0, RemedyCodes.SizeDependent), (verdict.Credit, verdict.Code));
        var failing = Assert.IsType<FailingInput>(verdict.Evidence);
        Assert.Equal(new Extent(64, 80), failing.InputSize);
        Assert.Equal(5, failing.Failure.Layer);
        Assert.Equal("The network fails for a 64×80 image: Layer 6 (fc) expects 1152 inputs but gets 1536.", verdict.Message.En);
    }

    [Theory]
    [InlineData(Dense)]
    [InlineData("""{"type":"conv","filters":10,"kernel":6},{"type":"flatten"},{"type":"linear","units":10}""")]
    [InlineData("""{"type":"avgPool","kernel":6},{"type":"flatten"},""" + Dense)]
    [InlineData("""{"type":"flatten"},{"type":"batchNorm"}""")]
    public void Heads_tied_to_one_map_size_fail(string head) => AssertFailing($"{ExamNetwork.Trunk},{head}", RemedyCodes.SizeDependent);

    [Theory]
    [InlineData("""{"type":"conv","filters":10,"kernel":6}""")]
    [InlineData("""{"type":"conv","filters":10,"kernel":1},{"type":"softmax"}""")]
    [InlineData("""{"type":"flatten"},{"type":"softmax"}""")]
    public void Heads_whose_output_grows_with_the_image_fail(string head)
    {
        var verdict = Judge($"{ExamNetwork.Trunk},{head}");
        Assert.Equal((0, RemedyCodes.SizeDependent), (verdict.Credit, verdict.Code));
        var changing = Assert.IsType<ChangingOutput>(verdict.Evidence);
        Assert.NotEqual(changing.FirstOutput, changing.SecondOutput);
        Assert.Equal(Extent.Square(62), changing.First);
    }

    [Fact]
    public void A_head_that_no_longer_takes_the_network_s_own_images_fails_for_them()
    {
        var verdict = Judge($$"""{{ExamNetwork.Trunk}},{"type":"conv","filters":10,"kernel":7},{{Global}}""");
        Assert.Equal(RemedyCodes.SizeDependent, verdict.Code);
        Assert.Equal(Extent.Square(62), Assert.IsType<FailingInput>(verdict.Evidence).InputSize);
    }

    [Theory]
    [InlineData("""{"type":"flatten"},{"type":"globalAveragePool"},""" + Dense)]
    [InlineData("""{"type":"conv","filters":10,"kernel":7},""" + Dense)]
    [InlineData("""{"type":"conv","filters":10,"kernel":1,"groups":3},""" + Global)]
    [InlineData("""{"type":"maxPool","kernel":2,"padding":2},""" + Global)]
    public void Layers_that_never_fit_together_fail(string head) => AssertFailing($"{ExamNetwork.Trunk},{head}", RemedyCodes.NoValidSize);

    [Theory]
    [InlineData("""{"type":"resize","output":62},""" + ExamNetwork.Trunk + "," + ExamNetwork.Head, 0)]
    [InlineData("""{"type":"crop","output":[62,62]},""" + ExamNetwork.Trunk + "," + ExamNetwork.Head, 0)]
    [InlineData(ExamNetwork.Trunk + """,{"type":"resize","output":6},""" + ExamNetwork.Head, 4)]
    public void Resizing_is_no_change_of_the_architecture(string layers, int at)
    {
        var verdict = Judge(layers);
        Assert.Equal((0, RemedyCodes.ResizesInput), (verdict.Credit, verdict.Code));
        Assert.Equal(at, Assert.IsType<OffendingLayer>(verdict.Evidence).Layer);
    }

    [Theory]
    [InlineData(Global)]
    [InlineData("""{"type":"adaptiveAvgPool","output":6},{"type":"flatten"}""")]
    [InlineData(Global + """,{"type":"linear","units":9}""")]
    [InlineData("""{"type":"conv","filters":10,"kernel":1},{"type":"adaptiveAvgPool","output":2}""")]
    public void Another_number_of_outputs_earns_a_quarter(string head) =>
        AssertWorking($"{ExamNetwork.Trunk},{head}", RemedyCodes.ChangesOutput, 0.25);

    [Theory]
    [InlineData("\"filters\":16", "\"filters\":8")]
    [InlineData("\"stride\":2", "\"stride\":1")]
    [InlineData("\"kernel\":3", "\"kernel\":3,\"padding\":1")]
    [InlineData("\"kernel\":3", "\"kernel\":3,\"bias\":false")]
    [InlineData("\"kernel\":3", "\"kernel\":3,\"dilation\":2")]
    [InlineData("\"kernel\":3", "\"kernel\":3,\"groups\":2")]
    public void Changed_convolutions_earn_a_quarter(string was, string now) => AssertWorking(
        $"{ExamNetwork.Trunk.Replace(was, now, StringComparison.Ordinal)},{Global},{Dense}", RemedyCodes.TrainedLayersChanged, 0.25);

    [Fact]
    public void A_removed_convolution_earns_a_quarter() => AssertWorking(
        $$"""{"type":"conv","filters":16,"kernel":7,"stride":2},{"type":"maxPool","kernel":2},{{Global}},{{Dense}}""", RemedyCodes.TrainedLayersChanged, 0.25);

    [Theory]
    [InlineData(ExamNetwork.Trunk + "," + Global + """,{"type":"linear","units":64,"activation":"relu"},""" + Dense)]
    [InlineData(ExamNetwork.Trunk + """,{"type":"conv","filters":64,"kernel":1},""" + Global + "," + Dense)]
    [InlineData(ExamNetwork.Trunk + """,{"type":"batchNorm"},""" + Global + "," + Dense)]
    public void Layers_may_be_inserted_after_the_last_pooling(string layers) => AssertWorking(layers, null, 1);

    [Fact]
    public void A_change_before_the_last_pooling_that_works_earns_half() => AssertWorking(
        """{"type":"adaptiveAvgPool","output":62},""" + ExamNetwork.Trunk + "," + ExamNetwork.Head, RemedyCodes.NotMinimal, 0.5);

    [Theory]
    [InlineData("""{"name":"pool2","type":"maxPool","kernel":2}""", """{"type":"avgPool","kernel":2}""")]
    [InlineData("""{"name":"pool2","type":"maxPool","kernel":2}""", """{"type":"batchNorm"},{"type":"maxPool","kernel":2}""")]
    [InlineData("""{"name":"pool1","type":"maxPool","kernel":2},""", "")]
    [InlineData("relu", "tanh")]
    public void Changes_up_to_the_last_pooling_earn_half(string was, string now) =>
        AssertWorking($"{ExamNetwork.Trunk.Replace(was, now, StringComparison.Ordinal)},{Global},{Dense}", RemedyCodes.NotMinimal, 0.5);

    [Fact]
    public void Convolutions_behind_the_last_pooling_must_stay_too()
    {
        var network = ExamNetwork.Build("""
            {"type":"conv","filters":4,"kernel":3},{"type":"maxPool","kernel":2},{"type":"conv","filters":8,"kernel":3,"activation":"relu"},
            {"type":"flatten"},{"type":"linear","units":5},{"type":"linear","units":3}
            """, "[1,20,28]");
        const string kept = """{"type":"conv","filters":4,"kernel":3},{"type":"maxPool","kernel":2},{"type":"conv","filters":8,"kernel":3}""";
        Assert.Null(RemedyJudge.Judge(network, ExamNetwork.ReadRemedy($$"""{{kept}},{{Global}},{"type":"linear","units":3}""")).Code);
        Assert.Null(RemedyJudge.Judge(network, ExamNetwork.ReadRemedy($$"""{{kept}},{{Global}},{"type":"linear","units":5},{"type":"linear","units":3}""")).Code);
        var lost = kept[..kept.LastIndexOf(",{", StringComparison.Ordinal)];
        Assert.Equal(
            RemedyCodes.TrainedLayersChanged,
            RemedyJudge.Judge(network, ExamNetwork.ReadRemedy($$"""{{lost}},{{Global}},{"type":"linear","units":3}""")).Code);
    }

    [Fact]
    public void Verdicts_agree_with_running_every_size_for_every_pair_of_network_and_remedy()
    {
        var networks = NetworkFixtures.All.Where(fixture => fixture.Network.Outputs > 0).ToArray();
        foreach (var (index, fixture) in networks.Index())
        {
            var original = fixture.Network;
            foreach (var step in (int[])[0, 1, 7, 40])
            {
                var remedy = networks[(index + step) % networks.Length].Network.Architecture.Layers;
                var verdict = RemedyJudge.Judge(original, remedy);
                var outputs = OutputsOf(original.Architecture with { Layers = remedy });
                var works = outputs.All(output => output is not null) && outputs.Distinct().Count() == 1;
                Assert.Equal(works, verdict.Evidence is WorksFromSize);
                Assert.Equal(works, verdict.Credit > 0);
                Assert.Equal(verdict.Credit == 1, verdict.Code is null);
            }
        }
    }

    /// <summary>Outputs for images no smaller than the network's own, found by running alone.</summary>
    private static TensorShape?[] OutputsOf(Architecture architecture)
    {
        if (Network.Build(architecture, out _) is not { } network)
            return [null];
        var (height, width) = (network.InputSize.Height, network.InputSize.Width);
        return
        [
            .. Enumerable.Range(0, 200).Select(more => network.Run(new(height + more, width)).Output),
            .. Enumerable.Range(0, 200).Select(more => network.Run(new(height + more, width + 2 * more)).Output),
        ];
    }

    private static RemedyVerdict Judge(string layers) => RemedyJudge.Judge(ExamNetwork.Instance, ExamNetwork.ReadRemedy(layers));

    private static void AssertFailing(string layers, string code)
    {
        var verdict = Judge(layers);
        Assert.Equal((0, code), (verdict.Credit, verdict.Code));
        var failing = Assert.IsType<FailingInput>(verdict.Evidence);
        Assert.True(failing.InputSize is { Height: >= 62, Width: >= 62 });
        Assert.Contains(failing.Failure.Message.En, verdict.Message.En, StringComparison.Ordinal);
    }

    private static void AssertWorking(string layers, string? code, double credit)
    {
        var verdict = Judge(layers);
        Assert.Equal((credit, code), (verdict.Credit, verdict.Code));
        Assert.IsType<WorksFromSize>(verdict.Evidence);
    }
}
