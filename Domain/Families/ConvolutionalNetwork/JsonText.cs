using System.Text.Json;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>Strings of a JSON text; an escaped half of a surrogate pair parses as JSON, but .NET throws where it is read.</summary>
internal static class JsonText
{
    /// <summary>The string, or null where the element is no string or holds no readable one.</summary>
    public static string? Of(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The property's name, with the replacement character for one that can't be read.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
