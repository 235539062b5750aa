using System.Globalization;
using System.Text.Json.Nodes;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>Writes the failing call down, with shapes, and with numbers where they are few enough to check by hand.</summary>
internal static class LayerEvidence
{
    private const int MostNumbers = 24;

    public static Evidence Of(Finding finding, IReadOnlyDictionary<Behaviour, bool> behaviours)
    {
        var (expected, context) = (finding.Expectation, finding.Expectation.Context);
        var details = new JsonObject
        {
            ["behaviours"] = new JsonObject(behaviours.Select(behaviour => KeyValuePair.Create(behaviour.Key.Name(), (JsonNode?)behaviour.Value))),
            ["failing"] = expected.Behaviour.Name(),
            ["call"] = expected.Method.Name(),
            ["W"] = Json(context.W),
            ["b"] = Json(context.B),
            ["p"] = Json(context.P),
        };
        if (context.G is { } g) details["grads"] = Json(g);
        details["expected"] = Json(context.Right(expected.Behaviour));
        if (finding.Actual is { } actual) details["got"] = Json(actual);
        if (finding.OddType is { } type) details["gotType"] = type;
        if (finding.Error is { } error) details["error"] = LayerFault.Json(error);
        return new Evidence("failing-call") { Details = details };
    }

    public static Evidence? Of(SourceReport source) =>
        source.Failure is Raised error ? new Evidence("python-error") { Details = LayerFault.Json(error) } : null;

    private static JsonObject Json(NumericArray array)
    {
        var json = new JsonObject { ["shape"] = new JsonArray([.. array.Shape.Select(size => (JsonNode)size)]) };
        if (array.Size <= MostNumbers) json["values"] = Nested(array.Data, [.. array.Shape]);
        return json;
    }

    private static JsonNode? Nested(ReadOnlySpan<double> data, ReadOnlySpan<int> shape)
    {
        if (shape.Length == 0) return Number(data[0]);
        var rows = new JsonArray();
        var size = shape[0] == 0 ? 0 : data.Length / shape[0];
        for (var row = 0; row < shape[0]; row++) rows.Add(Nested(data.Slice(row * size, size), shape[1..]));
        return rows;
    }

    private static JsonNode Number(double value) => double.IsFinite(value)
        ? double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : value.ToString(CultureInfo.InvariantCulture);
}
