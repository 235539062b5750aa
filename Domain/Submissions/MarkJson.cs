using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Answers;
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
    public static void Write(Utf8JsonWriter writer, Verdict verdict) => writer.WriteString(MarkNames.Verdict, Verdicts[(int)verdict]);

    /// <summary>Writes the members that explain a mark, those that there are.</summary>
    public static void WriteReasons(
        Utf8JsonWriter writer, string? mistake, LocalizedText? message, JsonNode? understood, IReadOnlyList<string>? wrongEntries,
        IReadOnlyList<Warning>? warnings, Evidence? evidence)
    {
        if (mistake is not null) writer.WriteString(MarkNames.Mistake, mistake);
        if (message is not null) Write(writer, message);
        if (understood is not null)
        {
            writer.WritePropertyName(MarkNames.Understood);
            NumberArrayJson.Write(writer, understood);
        }
        if (wrongEntries is not null)
        {
            writer.WriteStartArray(MarkNames.WrongEntries);
            foreach (var entry in wrongEntries) writer.WriteStringValue(entry);
            writer.WriteEndArray();
        }
        if (warnings is not null) Write(writer, warnings);
        if (evidence is not null)
        {
            writer.WritePropertyName(MarkNames.Evidence);
            EvidenceJson.Write(writer, evidence);
        }
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<Warning> warnings)
    {
        writer.WriteStartArray(MarkNames.Warnings);
        foreach (var warning in warnings)
        {
            writer.WriteStartObject();
            writer.WriteString(MarkNames.Code, warning.Code);
            Write(writer, warning.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, LocalizedText message)
    {
        writer.WriteStartObject(MarkNames.Message);
        writer.WriteString(MarkNames.Hr, message.Hr);
        writer.WriteString(MarkNames.En, message.En);
        writer.WriteEndObject();
    }
}
