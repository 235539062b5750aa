using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Answers;

/// <summary>A number, or a rectangular array of numbers, as it was written; entries that were left blank are null.</summary>
/// <param name="Dimensions">Sizes along each axis, outermost first; empty for a number.</param>
/// <param name="Entries">The entries, rows first.</param>
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
        var dimensions = new List<int>(2);
        for (var inner = element; inner.ValueKind == JsonValueKind.Array; inner = inner[0])
        {
            dimensions.Add(inner.GetArrayLength());
            if (dimensions.Count > DeepestNesting || dimensions[^1] == 0) return Reading.Unreadable(Problems.Ragged);
        }
        var count = dimensions.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue));
        if (count > MostEntries) return Reading.Unreadable(Problems.TooMany(MostEntries));
        var entries = new WrittenNumber?[count];
        var next = 0;
        return Fill(element, 0) ?? new NumberArray(dimensions, entries);

        Reading? Fill(JsonElement array, int axis)
        {
            if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() != dimensions[axis]) return Reading.Unreadable(Problems.Ragged);
            var i = 0;
            foreach (var entry in array.EnumerateArray())
            {
                if (axis + 1 < dimensions.Count)
                {
                    if (Fill(entry, axis + 1) is { } deeper) return deeper with { Pointer = Problems.Invariant($"/{i}{deeper.Pointer}") };
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

    public override JsonNode Understood() => Dimensions.Count == 0 ? Leaf(0)! : Nest(0, 0);

    private JsonArray Nest(int axis, int from)
    {
        var array = new JsonArray();
        var stride = 1;
        for (var deeper = axis + 1; deeper < Dimensions.Count; deeper++) stride *= Dimensions[deeper];
        for (var i = 0; i < Dimensions[axis]; i++)
            array.Add(axis + 1 == Dimensions.Count ? Leaf(from + i) : Nest(axis + 1, from + i * stride));
        return array;
    }

    private JsonValue? Leaf(int i) => Entries[i] is { } number ? JsonValue.Create(number.Value) : null;
}
