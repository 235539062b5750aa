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
        return MayHoldSurrogates(raw) ? Reads(element) : Utf8.IsValid(raw);
    }

    /// <summary>Whether something is escaped as D800 to DFFF, or looks so.</summary>
    private static bool MayHoldSurrogates(ReadOnlySpan<byte> raw)
    {
        for (var at = raw.IndexOf("\\u"u8); at >= 0; at = raw.IndexOf("\\u"u8))
        {
            raw = raw[(at + 2)..];
            if (raw.Length >= 4 && (raw[0] | 0x20) == 'd' && raw[1] >= '8') return true;
        }
        return false;
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
