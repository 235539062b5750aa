using System.Buffers;
using System.Text;
using System.Text.Json;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Submissions;

/// <summary>Writes marks as the serializer of <see cref="MarksJson"/> would, character by character, without its bookkeeping.</summary>
internal static class MarksWriter
{
    private const int KeptBytes = 64 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? _ofThread;

    public static string Write(Marks marks)
    {
        var (bytes, json) = _ofThread ?? New();
        // Given back when all is written, so that a writer that was left in the midst isn't used again.
        _ofThread = null;
        WriteMarks(json, marks);
        json.Flush();
        var text = Encoding.UTF8.GetString(bytes.WrittenSpan);
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
        json.WriteString("points"u8, marks.Points.ToString());
        json.WriteString("maxPoints"u8, marks.MaxPoints.ToString());
        json.WriteStartArray("parts"u8);
        for (var i = 0; i < marks.Parts.Count; i++) WritePart(json, marks.Parts[i]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, PartMarks part)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, part.Id);
        json.WriteString("points"u8, part.Points.ToString());
        json.WriteString("maxPoints"u8, part.MaxPoints.ToString());
        json.WriteStartArray("items"u8);
        for (var i = 0; i < part.Items.Count; i++) WriteItem(json, part.Items[i]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, ItemMark item)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, item.Id);
        MarkJson.Write(json, item.Verdict);
        if (item.Points is { } points) json.WriteString("points"u8, points.ToString());
        json.WriteString("maxPoints"u8, item.MaxPoints.ToString());
        MarkJson.WriteReasons(json, item.Mistake, item.Message, item.Understood, item.WrongEntries, item.Warnings, item.Evidence);
        json.WriteEndObject();
    }
}
