using System.Text.Json;
using GradingService.Domain.Families.ConvolutionalNetwork;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork;

/// <summary>What PyTorch says about one network; written by Fixtures/make_networks.py.</summary>
internal sealed record NetworkFixture(
    Network Network, string Json, long[][] Shapes, long[] Parameters, long Total, Extent?[] Fields, Extent?[] DenseSpans, RunFixture[] Runs);

/// <summary>A run on an image of another size: shapes up to the layer that raised, if one did.</summary>
internal sealed record RunFixture(Extent Size, long[][] Shapes, int? FailsAt);

internal static class NetworkFixtures
{
    private static readonly Lazy<JsonDocument> Document = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "networks.json"))));

    private static readonly Lazy<IReadOnlyList<NetworkFixture>> Networks = new(() =>
        [.. Document.Value.RootElement.GetProperty("networks").EnumerateArray().Select(Read)]);

    public static IReadOnlyList<NetworkFixture> All => Networks.Value;

    public static NetworkFixture Published(string name) => Read(Document.Value.RootElement.GetProperty("published").GetProperty(name));

    private static NetworkFixture Read(JsonElement json)
    {
        using var remedy = JsonDocument.Parse($$"""{"layers":{{json.GetProperty("layers").GetRawText()}}}""");
        var layers = ArchitectureJson.ReadRemedy(remedy.RootElement, out var problems);
        Assert.Empty(problems);
        var input = Longs(json.GetProperty("input"));
        var network = Network.Build(new(TensorShape.OfMap(input[0], input[1], input[2]), layers!), out var failure);
        Assert.Null(failure);
        return new(
            network!, json.GetProperty("layers").GetRawText(), Shapes(json), Longs(json.GetProperty("parameters")),
            json.GetProperty("total").GetInt64(), Extents(json, "receptiveFields"), Extents(json, "denseSpans"), Runs(json));
    }

    private static RunFixture[] Runs(JsonElement json) => !json.TryGetProperty("runs", out var runs) ? [] :
    [
        .. runs.EnumerateArray().Select(run =>
        {
            var (size, fails) = (Longs(run.GetProperty("size")), run.GetProperty("failsAt"));
            return new RunFixture(new(size[0], size[1]), Shapes(run), fails.ValueKind == JsonValueKind.Null ? null : fails.GetInt32());
        }),
    ];

    private static Extent?[] Extents(JsonElement json, string name) => !json.TryGetProperty(name, out var extents) ? [] :
    [
        .. extents.EnumerateArray().Select(extent => extent.ValueKind == JsonValueKind.Null
            ? (Extent?)null
            : new Extent(extent[0].GetInt64(), extent[1].GetInt64())),
    ];

    private static long[][] Shapes(JsonElement json) => [.. json.GetProperty("shapes").EnumerateArray().Select(Longs)];

    private static long[] Longs(JsonElement json) => [.. json.EnumerateArray().Select(number => number.GetInt64())];
}
