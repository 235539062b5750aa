using System.Buffers;
using System.Text.Json;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Submissions;

/// <summary>Writes marks as the serializer of <see cref="MarksJson"/> would, character by character, without its bookkeeping.</summary>
internal static class MarksWriter
{
    private const int KeptBytes = 64 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? _ofThread;

    public static byte[] Write(Marks marks)
    {
        var (bytes, json) = _ofThread ?? New();
        // Given back when all is written, so that a writer that was left in the midst isn't used again.
        _ofThread = null;
        WriteMarks(json, marks);
        json.Flush();
        var text = bytes.WrittenSpan.ToArray();
        bytes.ResetWrittenCount();
        json.Reset();
        if (bytes.Capacity <= KeptBytes) _ofThread = (bytes, json);
        return text;
    }

    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json) New()
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        return (bytes, new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }));
    }

    private static void WriteMarks(Utf8JsonWriter json, Marks marks)
    {
        json.WriteStartObject();
        json.WriteString(MarkNames.Points, marks.Points.ToString());
        json.WriteString(MarkNames.MaxPoints, marks.MaxPoints.ToString());
        json.WriteStartArray(MarkNames.Parts);
        for (var i = 0; i < marks.Parts.Count; i++) WritePart(json, marks.Parts[i]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, PartMarks part)
    {
        json.WriteStartObject();
        json.WriteString(MarkNames.Id, part.Id);
        json.WriteString(MarkNames.Points, part.Points.ToString());
        json.WriteString(MarkNames.MaxPoints, part.MaxPoints.ToString());
        json.WriteStartArray(MarkNames.Items);
        for (var i = 0; i < part.Items.Count; i++) WriteItem(json, part.Items[i]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, ItemMark item)
    {
        json.WriteStartObject();
        json.WriteString(MarkNames.Id, item.Id);
        MarkJson.Write(json, item.Verdict);
        if (item.Points is { } points) json.WriteString(MarkNames.Points, points.ToString());
        json.WriteString(MarkNames.MaxPoints, item.MaxPoints.ToString());
        MarkJson.WriteReasons(json, item.Mistake, item.Message, item.Understood, item.WrongEntries, item.Warnings, item.Evidence);
        json.WriteEndObject();
    }
}
