using System.Text.Json;
using System.Text.Json.Serialization;
using GradingService.Domain;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Submissions;

/// <summary>Writes a submission as the serializer would, member by member, without its bookkeeping: at a deadline every answer is one.</summary>
internal sealed class SubmissionJson : JsonConverter<SubmissionResponse>
{
    private static readonly JsonEncodedText[] Verdicts = Names<Verdict>();
    private static readonly JsonEncodedText[] Statuses = Names<GradeStatus>();

    /// <summary>Submissions are only written.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override SubmissionResponse Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Submissions are only written.");

    public override void Write(Utf8JsonWriter writer, SubmissionResponse value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, value.Id);
        writer.WriteString("examId"u8, value.ExamId);
        writer.WriteString("examVersion"u8, value.ExamVersion);
        writer.WriteString("questionId"u8, value.QuestionId);
        writer.WriteString("studentId"u8, value.StudentId);
        if (value.StudentName is { } name) writer.WriteString("studentName"u8, name);
        writer.WriteNumber("attempt"u8, value.Attempt);
        writer.WriteString("submittedAt"u8, value.SubmittedAt);
        writer.WriteString("status"u8, Statuses[(int)value.Status]);
        if (value.Points is { } points) writer.WriteNumber("points"u8, points);
        writer.WriteNumber("maxPoints"u8, value.MaxPoints);
        if (value.Parts is { } parts)
        {
            writer.WriteStartArray("parts"u8);
            foreach (var part in parts) WritePart(writer, part, options);
            writer.WriteEndArray();
        }
        writer.WriteString("report"u8, value.Report);
        if (value.Figures is { } figures) writer.WriteString("figures"u8, figures);
        writer.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter writer, PartResponse part, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, part.Id);
        writer.WriteNumber("points"u8, part.Points);
        writer.WriteNumber("maxPoints"u8, part.MaxPoints);
        writer.WriteStartArray("items"u8);
        foreach (var item in part.Items) WriteItem(writer, item, options);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter writer, ItemResponse item, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, item.Id);
        if (item.Verdict is { } verdict) writer.WriteString("verdict"u8, Verdicts[(int)verdict]);
        if (item.Points is { } points) writer.WriteNumber("points"u8, points);
        else writer.WriteNull("points"u8);
        writer.WriteNumber("maxPoints"u8, item.MaxPoints);
        if (item.Mistake is { } mistake) writer.WriteString("mistake"u8, mistake);
        if (item.Message is { } message) WriteText(writer, "message"u8, message);
        if (item.Understood is { } understood)
        {
            writer.WritePropertyName("understood"u8);
            understood.WriteTo(writer);
        }
        if (item.WrongEntries is { } wrong)
        {
            writer.WriteStartArray("wrongEntries"u8);
            foreach (var entry in wrong) writer.WriteStringValue(entry);
            writer.WriteEndArray();
        }
        if (item.Warnings is { } warnings)
        {
            writer.WriteStartArray("warnings"u8);
            foreach (var warning in warnings)
            {
                writer.WriteStartObject();
                writer.WriteString("code"u8, warning.Code);
                WriteText(writer, "message"u8, warning.Message);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        if (item.Evidence is { } evidence)
        {
            writer.WritePropertyName("evidence"u8);
            JsonSerializer.Serialize(writer, evidence, options);
        }
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, LocalizedText text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("hr"u8, text.Hr);
        writer.WriteString("en"u8, text.En);
        writer.WriteEndObject();
    }

    private static JsonEncodedText[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)))];
}
