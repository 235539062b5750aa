using System.Text.Json;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Reads fields that may be missing or of another type.</summary>
internal static class FrameFields
{
    public static JsonElement? Field(this JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) && field.ValueKind == kind ? field : null;

    public static int? Number(this JsonElement element, string name) =>
        element.Field(name, JsonValueKind.Number) is { } field && field.TryGetInt32(out var number) ? number : null;

    public static bool Flag(this JsonElement element, string name) => element.Field(name, JsonValueKind.True) is not null;

    /// <summary>A text that may be shown and stored.</summary>
    public static string Text(this JsonElement element, string name) => element.Field(name, JsonValueKind.String) is { } field ? field.Harmless() : "";

    public static string Harmless(this JsonElement text)
    {
        try
        {
            return HarmlessText.Of(text.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            return "";
        }
    }
}
