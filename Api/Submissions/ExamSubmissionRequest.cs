using System.Reflection;
using System.Text.Json;
using FluentValidation;
using GradingService.Api.Http;

namespace GradingService.Api.Submissions;

/// <summary>A student's answers to several questions of an exam.</summary>
/// <param name="StudentId">Whose answers they are; a student's key may leave it out.</param>
/// <param name="StudentName">The student's name as it should appear in results; up to 200 characters.</param>
/// <param name="Answers">By question, what a submission to that question has as answers: <c>{"1": {"a": {…}}, "4": {…}}</c>. A question that is absent or null gets no submission.</param>
public record ExamSubmissionRequest(string? StudentId, string? StudentName, JsonElement Answers) : IBoundRequest
{
    private static readonly string[] Names = ["studentId", "studentName", "answers"];

    /// <summary>What the body holds that it may not.</summary>
    internal Faults Faults { get; init; } = new();

    Faults IBoundRequest.Faults => Faults;

    /// <summary>The body that it was read from.</summary>
    internal JsonBody? Body { get; init; }

    public static async ValueTask<ExamSubmissionRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var body = await JsonBody.Read(context);
        var fields = BodyFields.Of(body.Root, Names);
        return new ExamSubmissionRequest(fields.Text("studentId"), fields.Text("studentName"), fields.Object("answers"))
        {
            Faults = fields.Faults,
            Body = body,
        }.Checked(context);
    }
}

/// <summary>A line of a batch: one student's answers to several questions of an exam.</summary>
/// <param name="IdempotencyKey">1 to 255 visible ASCII characters: the same line, sent again with the same ones, gets the same submissions and stores nothing.</param>
public sealed record BatchLine(string? StudentId, string? StudentName, JsonElement Answers, string? IdempotencyKey)
    : ExamSubmissionRequest(StudentId, StudentName, Answers)
{
    private static readonly string[] Names = ["studentId", "studentName", "answers", "idempotencyKey"];

    internal static BatchLine Of(JsonBody body)
    {
        var fields = BodyFields.Of(body.Root, Names);
        return new BatchLine(fields.Text("studentId"), fields.Text("studentName"), fields.Object("answers"), fields.Text("idempotencyKey"))
        {
            Faults = fields.Faults,
            Body = body,
        };
    }
}

/// <summary>What must hold before the answers are looked at.</summary>
internal sealed class ExamSubmissionRules : AbstractValidator<ExamSubmissionRequest>
{
    public ExamSubmissionRules()
    {
        RuleFor(request => request.StudentId).IsStudentId();
        RuleFor(request => request.StudentName).IsStudentName();
    }
}
