using System.Runtime.InteropServices;
using System.Text.Json;
using GradingService.Domain.Families.AffineLayer.Layers;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Reads what was seen of a step.</summary>
internal static class ObservationJson
{
    private const int MostAxes = 8;
    private const int MostNumbers = 1 << 16;

    /// <summary>The harness carries the numbers of all arrays up to this size, so that a smaller one without numbers is forged.</summary>
    private const int MostCarried = 1 << 14;

    private const int MostItems = 4096;
    private const int Deepest = 8;

    private static readonly IReadOnlyDictionary<string, ObservedValue> NoAttributes = new Dictionary<string, ObservedValue>();

    public static StepObservation Read(JsonElement frame) => new(OutcomeOf(frame))
    {
        Argument = ValueIn(frame, "argument"),
        Input = ValueIn(frame, "input"),
        Weights = ValueIn(frame, "W"),
        Bias = ValueIn(frame, "b"),
    };

    private static StepOutcome OutcomeOf(JsonElement frame)
    {
        if (Failure(frame) is { } failure) return failure;
        return ValueIn(frame, "value") is { } value ? new Returned(value, AttributesIn(frame)) : new Garbled();
    }

    /// <summary>How a call failed; null where it didn't.</summary>
    public static StepOutcome? Failure(JsonElement frame)
    {
        if (frame.Field("raised", JsonValueKind.Object) is { } raised)
            return new Raised(raised.Text("type"), raised.Text("text"), raised.Number("line"), raised.Flag("torch"));
        return frame.Text("ended") switch
        {
            "" => null,
            "time" => new TimedOut(),
            "skipped" or "no-layer" => new NotTried(),
            _ => new Garbled(),
        };
    }

    private static IReadOnlyDictionary<string, ObservedValue> AttributesIn(JsonElement frame) =>
        frame.Field("attributes", JsonValueKind.Object) is { } attributes ? Entries(attributes, 0) : NoAttributes;

    private static ObservedValue? ValueIn(JsonElement frame, string name) =>
        frame.Field(name, JsonValueKind.Object) is { } node ? Value(node, 0) : null;

    private static ObservedValue Value(JsonElement node, int depth)
    {
        if (depth > Deepest || node.ValueKind != JsonValueKind.Object) return Odd;
        if (node.Field("list", JsonValueKind.Array) is { } list)
            return list.GetArrayLength() <= MostItems ? new ObservedList([.. list.EnumerateArray().Select(item => Value(item, depth + 1))]) : Odd;
        if (node.Field("dictionary", JsonValueKind.Object) is { } dictionary) return new ObservedEntries(Entries(dictionary, depth + 1));
        if (node.Field("shape", JsonValueKind.Array) is { } shape) return Array(node, shape);
        if (node.Flag("none")) return new ObservedNothing();
        if (node.Field("text", JsonValueKind.String) is { } text) return new ObservedText(text.Harmless());
        return node.Text("odd") is { Length: > 0 } type ? new ObservedOddity(type) : Odd;
    }

    private static Dictionary<string, ObservedValue> Entries(JsonElement dictionary, int depth)
    {
        var entries = new Dictionary<string, ObservedValue>();
        foreach (var entry in dictionary.EnumerateObject().Take(16)) entries[NameOf(entry)] = Value(entry.Value, depth);
        return entries;
    }

    private static string NameOf(JsonProperty entry)
    {
        try
        {
            return entry.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>An array whose sizes and bytes agree.</summary>
    private static ObservedValue Array(JsonElement node, JsonElement sizes)
    {
        var shape = new List<long>();
        long count = 1;
        foreach (var size in sizes.EnumerateArray())
        {
            if (size.ValueKind != JsonValueKind.Number || !size.TryGetInt64(out var length) || length is < 0 or > int.MaxValue || shape.Count == MostAxes) return Odd;
            shape.Add(length);
            count = length == 0 || count <= long.MaxValue / length ? count * length : long.MaxValue;
        }
        if (node.Flag("large")) return count > MostCarried ? new ObservedHugeArray(shape) : Odd;
        if (count > MostNumbers || node.Field("numbers", JsonValueKind.String) is not { } text) return Odd;
        if (!text.TryGetBytesFromBase64(out var bytes) || bytes.Length != count * sizeof(double)) return Odd;
        var data = BitConverter.IsLittleEndian
            ? MemoryMarshal.Cast<byte, double>(bytes).ToArray()
            : [.. Enumerable.Range(0, (int)count).Select(at => System.Buffers.Binary.BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(at * sizeof(double))))];
        return new ObservedArray(new NumericArray([.. shape.Select(length => (int)length)], data), node.Text("dtype"));
    }

    private static ObservedOddity Odd => new("?");
}
