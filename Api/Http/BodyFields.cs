using System.Text.Json;
using GradingService.Domain;
using GradingService.Domain.Answers;

namespace GradingService.Api.Http;

/// <summary>The named fields of a body that is an object; whatever is there but may not be is noted as a fault.</summary>
public sealed class BodyFields
{
    private static readonly LocalizedText AnObject = new("objekt", "an object");
    private static readonly LocalizedText AText = new("tekst", "a string");

    private readonly JsonElement _root;

    private BodyFields(JsonElement root) => _root = root;

    public Faults Faults { get; } = new();

    /// <summary>Reads an object that may hold these names and no others.</summary>
    public static BodyFields Of(JsonElement root, string[] known)
    {
        var fields = new BodyFields(root);
        if (root.ValueKind != JsonValueKind.Object)
        {
            fields.Faults.Add("", Problems.Expected(AnObject, root.ValueKind.ToString()));
            return fields;
        }
        foreach (var property in root.EnumerateObject())
            if (!IsKnown(property, known)) fields.Faults.Add("/" + JsonPointer.Escape(property.Name), Problems.UnknownItem(property.Name, known));
        return fields;
    }

    /// <summary>A text; null where it is absent, null or no text.</summary>
    public string? Text(string name)
    {
        if (!TryGet(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Faults.Add("/" + name, Problems.Expected(AText, value.ValueKind.ToString()));
        return null;
    }

    /// <summary>One of an enumeration's names, in camelCase; null where it is absent or none of them.</summary>
    public T? OneOf<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        foreach (var value in Enum.GetValues<T>())
            if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == text) return value;
        Faults.Add("/" + name, Problems.NotAllowed(
            text.Length > 40 ? text[..40] + "…" : text, Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)));
        return null;
    }

    /// <summary>An object; undefined where it is missing or something else, which is a fault.</summary>
    public JsonElement Object(string name)
    {
        if (TryGet(name, out var value) && value.ValueKind == JsonValueKind.Object) return value;
        if (_root.ValueKind == JsonValueKind.Object) Faults.Add("/" + name, Problems.Expected(AnObject, value.ValueKind.ToString()));
        return default;
    }

    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return _root.ValueKind == JsonValueKind.Object && _root.TryGetProperty(name, out value);
    }

    private static bool IsKnown(JsonProperty property, string[] known)
    {
        foreach (var name in known)
            if (property.NameEquals(name)) return true;
        return false;
    }
}
