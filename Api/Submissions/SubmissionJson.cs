using System.Text.Json;
using System.Text.Json.Serialization;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Submissions;

/// <summary>Writes a submission as the serializer would, member by member, without its bookkeeping: at a deadline every answer is one.</summary>
internal sealed class SubmissionJson : JsonConverter<SubmissionResponse>
{
    private static readonly JsonEncodedText[] Statuses = MarkJson.Names<GradeStatus>();

    /// <summary>Submissions are only written.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override SubmissionResponse Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Submissions are only written.");

    public override void Write(Utf8JsonWriter writer, SubmissionResponse value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(MarkNames.Id, value.Id);
        writer.WriteString("examId"u8, value.ExamId);
        writer.WriteString("examVersion"u8, value.ExamVersion);
        writer.WriteString("questionId"u8, value.QuestionId);
        writer.WriteString("studentId"u8, value.StudentId);
        if (value.StudentName is { } name) writer.WriteString("studentName"u8, name);
        writer.WriteNumber("attempt"u8, value.Attempt);
        writer.WriteString("submittedAt"u8, value.SubmittedAt);
        writer.WriteString("status"u8, Statuses[(int)value.Status]);
        if (value.Points is { } points) WritePoints(writer, MarkNames.Points, points);
        WritePoints(writer, MarkNames.MaxPoints, value.MaxPoints);
        if (value.Parts is { } parts)
        {
            writer.WriteStartArray(MarkNames.Parts);
            foreach (var part in parts) WritePart(writer, part);
            writer.WriteEndArray();
        }
        writer.WriteString("report"u8, value.Report);
        if (value.Figures is { } figures) writer.WriteString("figures"u8, figures);
        writer.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter writer, PartResponse part)
    {
        writer.WriteStartObject();
        writer.WriteString(MarkNames.Id, part.Id);
        WritePoints(writer, MarkNames.Points, part.Points);
        WritePoints(writer, MarkNames.MaxPoints, part.MaxPoints);
        writer.WriteStartArray(MarkNames.Items);
        foreach (var item in part.Items) WriteItem(writer, item);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter writer, ItemResponse item)
    {
        writer.WriteStartObject();
        writer.WriteString(MarkNames.Id, item.Id);
        if (item.Verdict is { } verdict) MarkJson.Write(writer, verdict);
        if (item.Points is { } points) WritePoints(writer, MarkNames.Points, points);
        else writer.WriteNull(MarkNames.Points);
        WritePoints(writer, MarkNames.MaxPoints, item.MaxPoints);
        MarkJson.WriteReasons(writer, item.Mistake, item.Message, item.Understood, item.WrongEntries, item.Warnings, item.Evidence);
        writer.WriteEndObject();
    }

    /// <summary>Most points are whole, and as whole numbers they are written many times faster than as decimals.</summary>
    private static void WritePoints(Utf8JsonWriter writer, JsonEncodedText name, decimal points)
    {
        if (points.Scale == 0 && points is >= 0 and <= int.MaxValue) writer.WriteNumber(name, (int)points);
        else writer.WriteNumber(name, points);
    }
}
