using System.Globalization;
using System.Text.Json;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>Reads the properties of one JSON object and notes every problem instead of stopping at the first.</summary>
internal sealed class JsonObjectReader
{
    private readonly Dictionary<string, JsonElement> _properties = [];
    private readonly string _pointer;
    private readonly JsonProblems _problems;

    /// <summary>Opens the object at a pointer; properties that are not allowed or come twice are noted, a null counts as absent.</summary>
    public JsonObjectReader(JsonElement element, string pointer, IReadOnlyList<string> allowed, JsonProblems problems)
    {
        (_pointer, _problems) = (pointer, problems);
        foreach (var property in element.EnumerateObject())
        {
            var name = JsonText.NameOf(property);
            if (!allowed.Contains(name))
                Note(name, UnknownProperty(name, allowed));
            else if (!_properties.TryAdd(name, property.Value))
                Note(name, new("Svojstvo je zadano dvaput.", "The property is given twice."));
        }
    }

    public JsonElement? Value(string name) =>
        _properties.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public long Integer(string name, long min, long max, long? otherwise = null) =>
        Value(name) is { } value ? Integer(value, Pointer(name), min, max)
        : otherwise ?? Missing<long>(name);

    public Extent Extent(string name, long min, long max, Extent? otherwise = null)
    {
        if (Value(name) is not { } value)
            return otherwise ?? Missing<Extent>(name);
        if (value.ValueKind != JsonValueKind.Array)
        {
            return value.ValueKind == JsonValueKind.Number
                ? ConvolutionalNetwork.Extent.Square(Integer(value, Pointer(name), min, max))
                : Wrong<Extent>(name, new("Očekuje se cijeli broj ili [visina, širina].", "Expected a whole number or [height, width]."));
        }

        if (value.GetArrayLength() != 2)
            return Wrong<Extent>(name, new("Očekuju se točno dva broja: [visina, širina].",
                "Expected exactly two numbers: [height, width]."));
        return new(Integer(value[0], $"{Pointer(name)}/0", min, max), Integer(value[1], $"{Pointer(name)}/1", min, max));
    }

    public bool Boolean(string name, bool otherwise) => Value(name)?.ValueKind switch
    {
        null => otherwise,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Wrong<bool>(name, new("Očekuje se true ili false.", "Expected true or false.")),
    };

    public Activation? Activation(string name)
    {
        if (Value(name) is not { } value)
            return null;
        var known = string.Join(", ", LayerVocabulary.Activations);
        return JsonText.Of(value) is { } text && LayerVocabulary.ActivationNamed(text) is { } activation
            ? activation
            : Wrong<Activation?>(name, new($"Očekuje se jedna od aktivacija: {known}.", $"Expected one of the activations: {known}."));
    }

    /// <summary>A text, or null where it is absent or blank.</summary>
    public string? Text(string name, int longest)
    {
        if (Value(name) is not { } value)
            return null;
        if (JsonText.Of(value) is { } text && text.Length <= longest)
            return string.IsNullOrWhiteSpace(text) ? null : text;
        return Wrong<string?>(name, new(
            Text($"Očekuje se tekst do {longest} znakova."), Text($"Expected a text of at most {longest} characters.")));
    }

    /// <summary>A list of integers, or one integer read as a list of one.</summary>
    public IReadOnlyList<long> Integers(string name, long min, long max, int fewest, int most)
    {
        if (Value(name) is not { } value)
            return Missing<long[]>(name) ?? [];
        if (value.ValueKind == JsonValueKind.Number && fewest <= 1)
            return [Integer(value, Pointer(name), min, max)];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() >= fewest && value.GetArrayLength() <= most)
            return [.. value.EnumerateArray().Select((entry, i) => Integer(entry, Text($"{Pointer(name)}/{i}"), min, max))];
        var range = fewest == most ? Text($"{fewest}") : Text($"{fewest}–{most}");
        return Wrong<long[]>(name, new($"Očekuje se niz cijelih brojeva, duljine {range}.",
            $"Expected a list of whole numbers, of length {range}.")) ?? [];
    }

    private long Integer(JsonElement value, string pointer, long min, long max)
    {
        LocalizedText? wrong = null;
        if (value.ValueKind != JsonValueKind.Number)
            wrong = new("Očekuje se cijeli broj.", "Expected a whole number.");
        else if (!value.TryGetDecimal(out var number))
            wrong = OutOfRange(min, max);
        else if (number != decimal.Truncate(number))
            wrong = new("Broj mora biti cijeli.", "The number must be whole.");
        else if (number < min || number > max)
            wrong = OutOfRange(min, max);
        else
            return (long)number;
        _problems.Add(new(pointer, wrong));
        return min;
    }

    private T? Missing<T>(string name) => Wrong<T>(name, new($"Nedostaje svojstvo „{name}”.", $"The property “{name}” is missing."));

    private T? Wrong<T>(string name, LocalizedText message)
    {
        Note(name, message);
        return default;
    }

    private void Note(string name, LocalizedText message) => _problems.Add(new(Pointer(name), message));

    private string Pointer(string name) => $"{_pointer}/{JsonPointer.Escape(Shortened(name))}";

    private static LocalizedText OutOfRange(long min, long max) => new(
        Text($"Broj mora biti između {min} i {max}."), Text($"The number must lie between {min} and {max}."));

    private static LocalizedText UnknownProperty(string name, IReadOnlyList<string> allowed)
    {
        var (shown, known) = (Shortened(name), string.Join(", ", allowed));
        return new($"Nepoznato svojstvo „{shown}”; ovdje mogu stajati: {known}.", $"Unknown property “{shown}”; known here: {known}.");
    }

    private static string Shortened(string name) => name.Length <= 80 ? name : name[..80];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
