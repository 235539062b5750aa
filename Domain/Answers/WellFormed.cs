using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace GradingService.Domain.Answers;

/// <summary>Whether the texts and names within JSON are Unicode: half a surrogate pair parses as JSON, but can't be read as text.</summary>
internal static class WellFormed
{
    public static bool Is(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Undefined) return true;
        var raw = JsonMarshal.GetRawUtf8Value(element);
        return raw.IndexOf("\\u"u8) < 0 ? Utf8.IsValid(raw) : Reads(element);
    }

    /// <summary>A text, or null where it isn't Unicode.</summary>
    public static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A name, or null where it isn't Unicode.</summary>
    public static string? Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Reads(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Text(element) is not null,
        JsonValueKind.Array => element.EnumerateArray().All(Reads),
        JsonValueKind.Object => element.EnumerateObject().All(property => Name(property) is not null && Reads(property.Value)),
        _ => true,
    };
}
