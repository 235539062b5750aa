using System.Text.Json;
using GradingService.Domain.Families.ConvolutionalNetwork;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork;

public sealed class ArchitectureJsonTests
{
    [Fact]
    public void Defaults_are_those_of_the_vocabulary()
    {
        var layers = ExamNetwork.Read("""{"type":"conv","filters":4,"kernel":3},{"type":"avgPool","kernel":[2,3]}""").Layers;
        Assert.Equal(
            new Convolution(4, Extent.Square(3)) { Stride = Extent.One, Padding = Extent.Zero, Dilation = Extent.One, Groups = 1, Bias = true }, layers[0]);
        Assert.Equal(new Pooling(PoolingKind.Average, new(2, 3)) { Stride = new(2, 3), Padding = Extent.Zero }, layers[1]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    public void A_blank_name_is_no_name(string name) =>
        Assert.Null(ExamNetwork.Read($$"""{"type":"flatten","name":{{name}}}""").Layers[0].Name);

    [Theory]
    [InlineData("3.0")]
    [InlineData("3")]
    [InlineData("0.3e1")]
    [InlineData("[3.0, 3]")]
    public void Whole_numbers_count_however_they_are_written(string kernel) =>
        Assert.Equal(new Convolution(4, Extent.Square(3)), ExamNetwork.Read($$"""{"type":"conv","filters":4,"kernel":{{kernel}}}""").Layers[0]);

    [Theory]
    [InlineData("""{"type":"conv","kernel":3}""", "/layers/0/filters", "missing")]
    [InlineData("""{"type":"conv","filters":4,"kernel":null}""", "/layers/0/kernel", "missing")]
    [InlineData("""{"type":"conv","filters":"4","kernel":3}""", "/layers/0/filters", "whole number")]
    [InlineData("""{"type":"conv","filters":4,"kernel":2.5}""", "/layers/0/kernel", "whole")]
    [InlineData("""{"type":"conv","filters":4,"kernel":"3"}""", "/layers/0/kernel", "[height, width]")]
    [InlineData("""{"type":"conv","filters":4,"kernel":[3]}""", "/layers/0/kernel", "two numbers")]
    [InlineData("""{"type":"conv","filters":4,"kernel":[3,0]}""", "/layers/0/kernel/1", "between 1 and 10000")]
    [InlineData("""{"type":"conv","filters":1e400,"kernel":3}""", "/layers/0/filters", "between 1 and 1000000")]
    [InlineData("""{"type":"conv","filters":4,"kernel":3,"padding":-1}""", "/layers/0/padding", "between 0")]
    [InlineData("""{"type":"conv","filters":4,"kernel":3,"bias":1}""", "/layers/0/bias", "true or false")]
    [InlineData("""{"type":"conv","filters":4,"kernel":3,"activation":"swish"}""", "/layers/0/activation", "leakyRelu")]
    [InlineData("""{"type":"conv","filters":4,"kernel":3,"a/b~":1}""", "/layers/0/a~1b~0", "Unknown property")]
    [InlineData("""{"type":"conv","filters":4,"filters":4,"kernel":3}""", "/layers/0/filters", "twice")]
    [InlineData("""{"type":"flatten","units":4}""", "/layers/0/units", "Unknown property")]
    [InlineData("""{"type":"dense","units":4}""", "/layers/0/type", "known types")]
    [InlineData("""{"type":"resize","output":4}""", "/layers/0/type", "Unknown layer type")]
    [InlineData("""{"type":7}""", "/layers/0/type", "Unknown layer type")]
    [InlineData("""{"units":7}""", "/layers/0/type", "missing")]
    [InlineData("""{"type":"flatten","name":7}""", "/layers/0/name", "text")]
    [InlineData("""{"type":"flatten"},[]""", "/layers/1", "object")]
    [InlineData("""{"type":"flatten","name":"f"},{"type":"flatten","name":"f"}""", "/layers/1/name", "already called")]
    [InlineData("", "/layers", "1 to 100 layers")]
    public void Every_fault_is_found_at_its_place(string layers, string pointer, string words)
    {
        var problem = Assert.Single(ProblemsOf($$"""{"input":[3,62,62],"layers":[{{layers}}]}"""));
        Assert.Equal(pointer, problem.Pointer);
        Assert.Contains(words, problem.Message.En, StringComparison.Ordinal);
        Assert.NotEqual(problem.Message.Hr, problem.Message.En);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("7", "")]
    [InlineData("""{"layers":[{"type":"flatten"}]}""", "/input")]
    [InlineData("""{"input":[3,62],"layers":[{"type":"flatten"}]}""", "/input")]
    [InlineData("""{"input":[3,62,0],"layers":[{"type":"flatten"}]}""", "/input/2")]
    [InlineData("""{"input":[3,62,"62"],"layers":[{"type":"flatten"}]}""", "/input/2")]
    [InlineData("""{"input":[3,62,62]}""", "/layers")]
    [InlineData("""{"input":[3,62,62],"layers":{}}""", "/layers")]
    [InlineData("""{"input":[3,62,62],"layers":[{"type":"flatten"}],"x":1}""", "/x")]
    public void Faults_around_the_layers_are_found(string json, string pointer) => Assert.Equal(pointer, Assert.Single(ProblemsOf(json)).Pointer);

    [Theory]
    [InlineData("""{"layers":[{"type":"\ud800"}]}""")]
    [InlineData("""{"layers":[{"type":"flatten","\ud800":1}]}""")]
    [InlineData("""{"layers":[{"type":"flatten","name":"\ud800"}]}""")]
    [InlineData("""{"layers":[{"type":"linear","units":1,"activation":"\udc00"}]}""")]
    [InlineData("""{"\ud800":[]}""")]
    public void Half_a_character_is_a_fault_like_any_other(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Null(ArchitectureJson.ReadRemedy(document.RootElement, out var problems));
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void Networks_with_any_value_replaced_by_anything_are_read_or_refused()
    {
        const string sample = """{"layers":[{"name":"a","type":"conv","filters":4,"kernel":[3,3],"bias":true,"activation":"relu"},{"type":"spatialPyramidPool","levels":[1,2]}]}""";
        string[] values = ["null", "[]", "{}", "[[1]]", "-0", "1e999", "0.1e-400", "\"\"", "\"conv\"", "true", "[1,2,3]", "{\"type\":1}", "99999999999999999999999999999999"];
        string[] parts = ["\"a\"", "\"conv\"", "4", "[3,3]", "true", "\"relu\"", "[1,2]", "{\"type\":\"spatialPyramidPool\",\"levels\":[1,2]}"];
        var refused = 0;
        foreach (var part in parts)
        {
            foreach (var value in values)
            {
                using var document = JsonDocument.Parse(sample.Replace(part, value, StringComparison.Ordinal));
                var layers = ArchitectureJson.ReadRemedy(document.RootElement, out var problems);
                Assert.Equal(layers is null, problems.Count > 0);
                Assert.All(problems, problem => Assert.StartsWith("/layers", problem.Pointer, StringComparison.Ordinal));
                refused += problems.Count > 0 ? 1 : 0;
            }
        }

        Assert.InRange(refused, 80, 103);
    }

    [Fact]
    public void A_flood_of_faults_is_cut_at_a_hundred()
    {
        var flood = string.Join(',', Enumerable.Range(0, 50_000).Select(number => $"\"x{number}\":1"));
        Assert.Equal(100, ProblemsOf($$"""{"input":[3,62,62],"layers":[{"type":"flatten",{{flood}}}]}""").Count);
    }

    [Fact]
    public void All_faults_are_collected_at_once()
    {
        var problems = ProblemsOf("""{"input":[0,62,"x"],"layers":[{"type":"conv","stride":0,"colour":1},{"type":"lstm"},{"type":"linear","units":[1]}]}""");
        Assert.Equal(
            ["/input/0", "/input/2", "/layers/0/colour", "/layers/0/filters", "/layers/0/kernel", "/layers/0/stride", "/layers/1/type", "/layers/2/units"],
            problems.Select(problem => problem.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Strides_may_not_multiply_to_more_than_a_million()
    {
        var pool = """{"type":"maxPool","kernel":1,"stride":101}""";
        Assert.Equal("/layers", Assert.Single(ProblemsOf($$"""{"input":[3,62,62],"layers":[{{pool}},{{pool}},{{pool}}]}""")).Pointer);
    }

    [Fact]
    public void A_remedy_also_knows_pyramids_resizing_and_cropping() => Assert.Equal(
        ["spatialPyramidPool", "resize", "crop"],
        ExamNetwork.ReadRemedy("""{"type":"spatialPyramidPool","levels":[1,2]},{"type":"resize","output":62},{"type":"crop","output":[6,2]}""").Select(layer => layer.Type));

    [Fact]
    public void What_is_written_is_read_back_the_same()
    {
        foreach (var fixture in NetworkFixtures.All)
        {
            var written = ArchitectureJson.Write(fixture.Network.Architecture.Layers).ToJsonString();
            var read = ExamNetwork.ReadRemedy(written[1..^1]);
            Assert.Equal(written, ArchitectureJson.Write(read).ToJsonString());
            Assert.Equal(
                fixture.Network.Architecture.Layers.Where(layer => layer is not SpatialPyramidPooling),
                read.Where(layer => layer is not SpatialPyramidPooling));
        }
    }

    [Fact]
    public void The_exam_s_network_is_written_in_full()
    {
        var written = ArchitectureJson.Write(ExamNetwork.Architecture).ToJsonString();
        Assert.StartsWith(
            """{"input":[3,62,62],"layers":[{"name":"conv1","type":"conv","filters":16,"kernel":7,"stride":2,"padding":0,"activation":"relu"},{"name":"pool1","type":"maxPool","kernel":2,"stride":2,"padding":0}""",
            written, StringComparison.Ordinal);
    }

    private static IReadOnlyList<JsonProblem> ProblemsOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Null(ArchitectureJson.Read(document.RootElement, out var problems));
        return problems;
    }
}
