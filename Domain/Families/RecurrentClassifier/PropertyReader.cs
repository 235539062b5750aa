using System.Text.Json;
using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>Reads the properties of a model; numbers exactly, never through a double.</summary>
internal readonly struct PropertyReader(JsonElement model)
{
    private static readonly LocalizedText ANumber = new("broj", "a number");

    public int Integer(string name, int least, int most)
    {
        var value = Number(name) ?? throw Missing(name);
        if (!value.IsInteger || value < least || value > most)
            throw new UnreadablePropertyException($"/{name}", new(
                Problems.Invariant($"Očekuje se cijeli broj od {least} do {most}."), Problems.Invariant($"A whole number from {least} to {most} is expected.")));
        return (int)value.Numerator;
    }

    public Rational? Number(string name) => Find(name) is { } element ? Exact(element, $"/{name}") : null;

    public bool Boolean(string name, bool otherwise) => Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: var kind } => throw new UnreadablePropertyException($"/{name}", Problems.Expected(new("true ili false", "true or false"), kind.ToString())),
    };

    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum
    {
        if (Find(name) is not { } element) return otherwise;
        var names = Enum.GetNames<T>();
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()!.Trim() : "";
        foreach (var known in names)
            if (string.Equals(known, text, StringComparison.OrdinalIgnoreCase)) return Enum.Parse<T>(known);
        throw new UnreadablePropertyException($"/{name}", Problems.NotAllowed(text.Length > 40 ? text[..40] : text, names.Select(JsonNamingPolicy.CamelCase.ConvertName)));
    }

    /// <summary>A vector; a number alone is a vector of one.</summary>
    public Rational[]? Vector(string name) => Find(name) is { } element ? Row(element, $"/{name}") : null;

    /// <summary>A matrix by rows; a plain array is one row, a number alone is 1×1.</summary>
    public Rational[][] Matrix(string name)
    {
        if (Find(name) is not { } element) throw Missing(name);
        if (element.ValueKind != JsonValueKind.Array || element.EnumerateArray().All(entry => entry.ValueKind != JsonValueKind.Array))
            return [Row(element, $"/{name}")];
        var rows = new List<Rational[]>();
        foreach (var row in element.EnumerateArray()) rows.Add(Row(row, Problems.Invariant($"/{name}/{rows.Count}")));
        return rows.TrueForAll(row => row.Length == rows[0].Length) ? [.. rows] : throw new UnreadablePropertyException($"/{name}", Problems.Ragged);
    }

    private static Rational[] Row(JsonElement element, string pointer)
    {
        if (element.ValueKind != JsonValueKind.Array) return [Exact(element, pointer)];
        var row = new List<Rational>();
        foreach (var entry in element.EnumerateArray()) row.Add(Exact(entry, Problems.Invariant($"{pointer}/{row.Count}")));
        return row.Count > 0 ? [.. row] : throw new UnreadablePropertyException(pointer, Problems.Ragged);
    }

    private static Rational Exact(JsonElement element, string pointer)
    {
        var (value, problem) = element.ValueKind switch
        {
            JsonValueKind.Number => Arithmetic.Exact(element.GetRawText()),
            JsonValueKind.String => Arithmetic.Exact(element.GetString()!),
            var kind => (default, Problems.Expected(ANumber, kind.ToString())),
        };
        return problem is null ? value : throw new UnreadablePropertyException(pointer, problem);
    }

    private JsonElement? Find(string name) =>
        model.TryGetProperty(name, out var element) && !Marking.AnswerSheet.IsBlank(element) ? element : null;

    private static UnreadablePropertyException Missing(string name) => new($"/{name}", new($"Nedostaje {name}.", $"{name} is missing."));
}

/// <summary>A property that can't be read.</summary>
internal sealed class UnreadablePropertyException(string pointer, LocalizedText reason) : Exception(reason.En)
{
    public string Pointer { get; } = pointer;
    public LocalizedText Reason { get; } = reason;
}
