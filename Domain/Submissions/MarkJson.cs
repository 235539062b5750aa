using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Submissions;

/// <summary>What the marks of an item have in common wherever they are written: in the store, and in answers to clients.</summary>
public static class MarkJson
{
    private static readonly JsonEncodedText[] Verdicts = Names<Verdict>();

    /// <summary>The names of an enumeration as JSON has them, by value.</summary>
    public static JsonEncodedText[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)))];

    /// <summary>Writes the member <c>verdict</c>.</summary>
    public static void Write(Utf8JsonWriter writer, Verdict verdict) => writer.WriteString("verdict"u8, Verdicts[(int)verdict]);

    /// <summary>Writes the members that explain a mark, those that there are.</summary>
    public static void WriteReasons(
        Utf8JsonWriter writer, string? mistake, LocalizedText? message, JsonNode? understood, IReadOnlyList<string>? wrongEntries,
        IReadOnlyList<Warning>? warnings, Evidence? evidence)
    {
        if (mistake is not null) writer.WriteString("mistake"u8, mistake);
        if (message is not null) Write(writer, message);
        if (understood is not null)
        {
            writer.WritePropertyName("understood"u8);
            understood.WriteTo(writer);
        }
        if (wrongEntries is not null)
        {
            writer.WriteStartArray("wrongEntries"u8);
            foreach (var entry in wrongEntries) writer.WriteStringValue(entry);
            writer.WriteEndArray();
        }
        if (warnings is not null) Write(writer, warnings);
        if (evidence is not null)
        {
            writer.WritePropertyName("evidence"u8);
            EvidenceJson.Write(writer, evidence);
        }
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<Warning> warnings)
    {
        writer.WriteStartArray("warnings"u8);
        foreach (var warning in warnings)
        {
            writer.WriteStartObject();
            writer.WriteString("code"u8, warning.Code);
            Write(writer, warning.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, LocalizedText message)
    {
        writer.WriteStartObject("message"u8);
        writer.WriteString("hr"u8, message.Hr);
        writer.WriteString("en"u8, message.En);
        writer.WriteEndObject();
    }
}
