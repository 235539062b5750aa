using System.Text.Json;
using GradingService.Domain.Families.ConvolutionalNetwork;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork;

/// <summary>The network of the exam, and a shorthand for networks written in JSON.</summary>
internal static class ExamNetwork
{
    public const string Trunk = """
        {"name":"conv1","type":"conv","filters":16,"kernel":7,"stride":2,"activation":"relu"},
        {"name":"pool1","type":"maxPool","kernel":2},
        {"name":"conv2","type":"conv","filters":32,"kernel":3,"activation":"relu"},
        {"name":"pool2","type":"maxPool","kernel":2}
        """;

    public const string Head = """{"name":"flatten","type":"flatten"},{"name":"fc","type":"linear","units":10,"activation":"softmax"}""";

    public static Network Instance { get; } = Build($"{Trunk},{Head}");

    public static Architecture Architecture => Instance.Architecture;

    public static Network Build(string layers, string input = "[3,62,62]")
    {
        var network = Network.Build(Read(layers, input), out var failure);
        Assert.Null(failure);
        return network!;
    }

    public static Architecture Read(string layers, string input = "[3,62,62]")
    {
        using var json = JsonDocument.Parse($$"""{"input":{{input}},"layers":[{{layers}}]}""");
        var architecture = ArchitectureJson.Read(json.RootElement, out var problems);
        Assert.Empty(problems);
        return architecture!;
    }

    public static IReadOnlyList<Layer> ReadRemedy(string layers)
    {
        using var json = JsonDocument.Parse($$"""{"layers":[{{layers}}]}""");
        var remedy = ArchitectureJson.ReadRemedy(json.RootElement, out var problems);
        Assert.Empty(problems);
        return remedy!;
    }

    public static int IndexOf(string name) => Architecture.IndexOf(name)!.Value;
}
