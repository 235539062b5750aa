using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Answers;

/// <summary>The shape of a tensor: <c>[channels, height, width]</c> for maps, <c>[n]</c> for a vector.</summary>
/// <remarks>A leading batch entry (1, -1, "N") is ignored; a vector may be <c>[1, n]</c> or <c>[n, 1]</c>, maps of size 1×1 just <c>[C]</c>.</remarks>
public sealed class ShapeType : AnswerType<int[]>
{
    private ShapeType() { }

    public static ShapeType Instance { get; } = new();

    private const int MostAxes = 6;

    private static readonly LocalizedText AShape = new("oblik tenzora kao polje, [3, 5, 7]", "a tensor's shape as an array, [3, 5, 7]");

    public override string Name => "shape";
    public override Tolerance DefaultTolerance => Tolerance.Exact;

    public override FieldForm Describe() => new(Name)
    {
        Shape = [null],
        Hint = new(
            "Oblik kao polje: [kanali, visina, širina] ili [n] za vektor. Dimenziju grupe možete izostaviti.",
            "A shape as an array: [channels, height, width], or [n] for a vector. The batch may be left out."),
    };

    public override Reading Read(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Number)
            return WrittenNumber.FromJson(element) is { } single ? new ShapeAnswer([single.Value]) : Reading.Unreadable(Problems.NotFinite);
        if (element.ValueKind != JsonValueKind.Array) return Reading.Unreadable(Problems.Expected(AShape, element.ValueKind.ToString()));
        if (element.GetArrayLength() > MostAxes) return Reading.Unreadable(Problems.TooMany(MostAxes));
        var entries = new List<double?>(4);
        foreach (var entry in element.EnumerateArray())
        {
            var pointer = Problems.Invariant($"/{entries.Count}");
            switch (entry.ValueKind)
            {
                case JsonValueKind.Null:
                    entries.Add(null);
                    break;
                case JsonValueKind.Number:
                    if (WrittenNumber.FromJson(entry) is not { } number) return Reading.Unreadable(Problems.NotFinite, pointer);
                    entries.Add(number.Value);
                    break;
                case JsonValueKind.String when entries.Count == 0 && entry.GetString()!.Trim().ToUpperInvariant() is "N" or "B" or "NONE" or "BATCH":
                    entries.Add(ShapeAnswer.Batch);
                    break;
                case JsonValueKind.String:
                    var text = entry.GetString()!;
                    if (string.IsNullOrWhiteSpace(text)) { entries.Add(null); break; }
                    var (size, problem) = Arithmetic.Read(text, integer: true);
                    if (problem is not null) return Reading.Unreadable(problem, pointer);
                    entries.Add(size.Value);
                    break;
                default:
                    return Reading.Unreadable(Problems.Expected(new("broj", "a number"), entry.ValueKind.ToString()), pointer);
            }
        }
        return new ShapeAnswer(entries);
    }

    public override Comparison Compare(Answer answer, int[] target, Tolerance tolerance)
    {
        var given = (ShapeAnswer)answer;
        if (given.For(target) is not { } entries) return Comparison.WrongSize(Axes(given.Entries.Count), Axes(target.Length));
        List<string>? wrong = null;
        for (var i = 0; i < target.Length; i++)
            if (entries[i] != target[i]) (wrong ??= []).Add(Problems.Invariant($"[{i}]"));
        return new Comparison(target.Length - (wrong?.Count ?? 0), target.Length, wrong);
    }

    public override bool TryFollow(Answer answer, int[] reference, out int[] value)
    {
        value = reference;
        if (((ShapeAnswer)answer).For(reference) is not { } entries) return false;
        var own = new int[entries.Count];
        for (var i = 0; i < own.Length; i++)
        {
            var size = entries[i] ?? reference[i];
            if (size is not (>= 1 and <= int.MaxValue) || size != Math.Floor(size)) return false;
            own[i] = (int)size;
        }
        value = own;
        return true;
    }

    public override bool Same(int[] left, int[] right) => left.AsSpan().SequenceEqual(right);

    public override JsonNode Write(int[] value) => new JsonArray([.. value.Select(size => (JsonNode)JsonValue.Create(size))]);

    private static LocalizedText Axes(int count) => new(
        Problems.Invariant($"osi: {count}"), Problems.Invariant($"{count} {(count == 1 ? "axis" : "axes")}"));
}

/// <summary>A shape as it was written, batch included; blank entries are null.</summary>
public sealed record ShapeAnswer(IReadOnlyList<double?> Entries) : Answer
{
    internal const double Batch = -1;

    /// <summary>The entries that stand for those of a shape with as many axes as <paramref name="target"/>; null where they can't.</summary>
    internal IReadOnlyList<double?>? For(int[] target)
    {
        if (Entries.Count == target.Length) return Entries;
        var perSample = Entries.Count > 1 && Entries[0] is null or 1 or Batch ? [.. Entries.Skip(1)] : Entries;
        if (perSample.Count == target.Length) return perSample;
        if (target.Length == 1 && perSample.Count == 2)
        {
            if (perSample[1] is 1) return [perSample[0]];
            if (perSample[0] is 1) return [perSample[1]];
        }
        var mapsOfOne = target.Length == 3 && target[1] == 1 && target[2] == 1;
        return mapsOfOne && (perSample.Count == 1 || (perSample.Count == 2 && perSample[1] is 1)) ? [perSample[0], 1, 1] : null;
    }

    /// <summary>The three sizes of a map without its batch entry; null for anything else.</summary>
    public IReadOnlyList<double?>? Map => Entries.Count == 3 ? Entries : Entries.Count == 4 && Entries[0] is null or 1 or Batch ? [.. Entries.Skip(1)] : null;

    public override JsonNode Understood() => new JsonArray([.. Entries.Select(size => size is { } s ? (JsonNode)JsonValue.Create(s) : null)]);
}
