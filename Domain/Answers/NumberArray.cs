using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Answers;

/// <summary>A number, or a rectangular array of numbers, as it was written; entries that were left blank are null.</summary>
/// <param name="Dimensions">Sizes along each axis, outermost first; empty for a number.</param>
/// <param name="Entries">The entries, rows first.</param>
[JsonConverter(typeof(NumberArrayJson))]
public sealed record NumberArray(IReadOnlyList<int> Dimensions, WrittenNumber?[] Entries) : Answer
{
    private const int MostEntries = 10_000;
    private const int DeepestNesting = 4;

    private static readonly LocalizedText ANumber = new("broj", "a number");

    public int Count => Entries.Length;

    /// <summary>Reads numbers and strings of arithmetic, nested in arrays of equal length.</summary>
    /// <param name="integer">Whether whole numbers are asked for: then a string with a dot before three digits is refused as ambiguous.</param>
    public static Reading Read(JsonElement element, bool integer = false)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            var (number, problem) = ReadEntry(element, integer);
            return problem is null ? new NumberArray([], [number]) : Reading.Unreadable(problem);
        }
        Span<int> sizes = stackalloc int[DeepestNesting];
        var (axes, count) = (0, 1L);
        for (var inner = element; inner.ValueKind == JsonValueKind.Array; inner = inner[0])
        {
            var size = inner.GetArrayLength();
            if (axes == DeepestNesting || size == 0) return Reading.Unreadable(Problems.Ragged);
            sizes[axes++] = size;
            count = Math.Min(count * size, int.MaxValue);
        }
        if (count > MostEntries) return Reading.Unreadable(Problems.TooMany(MostEntries));
        var dimensions = sizes[..axes].ToArray();
        var entries = new WrittenNumber?[count];
        var next = 0;
        return Fill(element, dimensions, entries, ref next, integer) ?? new NumberArray(dimensions, entries);
    }

    /// <summary>Reads an array of the given sizes into the next entries; null where nothing is wrong.</summary>
    private static Reading? Fill(JsonElement array, ReadOnlySpan<int> sizes, WrittenNumber?[] entries, ref int next, bool integer)
    {
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() != sizes[0]) return Reading.Unreadable(Problems.Ragged);
        var i = 0;
        foreach (var entry in array.EnumerateArray())
        {
            if (sizes.Length > 1)
            {
                if (Fill(entry, sizes[1..], entries, ref next, integer) is { } deeper) return deeper with { Pointer = Problems.Invariant($"/{i}{deeper.Pointer}") };
            }
            else
            {
                if (entry.ValueKind == JsonValueKind.Array) return Reading.Unreadable(Problems.Ragged, Problems.Invariant($"/{i}"));
                var (number, problem) = ReadEntry(entry, integer);
                if (problem is not null) return Reading.Unreadable(problem, Problems.Invariant($"/{i}"));
                entries[next++] = number;
            }
            i++;
        }
        return null;
    }

    private static (WrittenNumber? Number, LocalizedText? Problem) ReadEntry(JsonElement element, bool integer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return (null, null);
            case JsonValueKind.Number:
                return WrittenNumber.FromJson(element) is { } number ? (number, null) : (null, Problems.NotFinite);
            case JsonValueKind.String:
                var text = element.GetString()!;
                if (string.IsNullOrWhiteSpace(text)) return (null, null);
                var (value, problem) = Arithmetic.Read(text, integer);
                return (value, problem);
            default:
                return (null, Problems.Expected(ANumber, element.ValueKind.ToString()));
        }
    }

    public override JsonNode Understood() => Dimensions.Count == 0 && Entries[0] is null ? null! : NumberArrayJson.Node(this);
}
