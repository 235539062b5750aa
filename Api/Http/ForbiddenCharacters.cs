using System.Globalization;
using System.Text.Json;
using GradingService.Domain;

namespace GradingService.Api.Http;

/// <summary>Finds what no answer may hold: NUL and halves of surrogate pairs. JSON can only write them as <c>\u</c> escapes.</summary>
internal static class ForbiddenCharacters
{
    /// <summary>A pointer to the first string, or to the object of the first name, that holds one; null where none does.</summary>
    public static string? Find(JsonElement root, ReadOnlySpan<byte> utf8) => MayHold(utf8) ? Find(root, "") : null;

    /// <summary>Whether an escape stands for NUL or for half of a pair; escaped letters, as many clients send them, are no reason to look closer.</summary>
    private static bool MayHold(ReadOnlySpan<byte> utf8)
    {
        while (utf8.IndexOf("\\u"u8) is >= 0 and var escape)
        {
            utf8 = utf8[(escape + 2)..];
            if (utf8.StartsWith("0000"u8) || utf8 is [(byte)'d' or (byte)'D', >= (byte)'8', ..]) return true;
        }
        return false;
    }

    private static string? Find(JsonElement element, string pointer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return Text(element.GetString) is null ? pointer : null;
            case JsonValueKind.Array:
                var i = 0;
                foreach (var entry in element.EnumerateArray())
                    if (Find(entry, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i++}")) is { } found) return found;
                return null;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (Text(() => property.Name) is not { } name) return pointer;
                    if (Find(property.Value, $"{pointer}/{JsonPointer.Escape(name)}") is { } found) return found;
                }
                return null;
            default:
                return null;
        }
    }

    private static string? Text(Func<string?> read)
    {
        try
        {
            return read() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
