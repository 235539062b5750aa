using System.Reflection;
using System.Text.Json;
using FluentValidation;
using GradingService.Api.Http;

namespace GradingService.Api.Submissions;

/// <summary>A student's answers to one question.</summary>
/// <param name="StudentId">Whose answers they are; a student's key may leave it out.</param>
/// <param name="StudentName">The student's name as it should appear in results; up to 200 characters.</param>
/// <param name="Answers">Parts, each an object of items: <c>{"a": {…}, "b": {…}}</c>. What is absent or blank is unanswered.</param>
public sealed record SubmissionRequest(string? StudentId, string? StudentName, JsonElement Answers) : IBoundRequest
{
    /// <summary>What the body holds that it may not.</summary>
    internal Faults Faults { get; init; } = new();

    Faults IBoundRequest.Faults => Faults;

    /// <summary>The body that it was read from.</summary>
    internal JsonBody? Body { get; init; }

    public static async ValueTask<SubmissionRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var body = await JsonBody.Read(context);
        var fields = BodyFields.Of(body.Root, Names);
        return new SubmissionRequest(fields.Text("studentId"), fields.Text("studentName"), fields.Object("answers"))
        {
            Faults = fields.Faults,
            Body = body,
        }.Checked(context);
    }

    private static readonly string[] Names = ["studentId", "studentName", "answers"];
}

/// <summary>What a submission must satisfy before its answers are looked at.</summary>
internal sealed class SubmissionRules : AbstractValidator<SubmissionRequest>
{
    public SubmissionRules()
    {
        RuleFor(request => request.StudentId).IsStudentId();
        RuleFor(request => request.StudentName).IsStudentName();
    }
}

/// <summary>What holds for students wherever they are named.</summary>
internal static class StudentRules
{
    private const int LongestName = 200;

    public static IRuleBuilderOptions<T, string?> IsStudentId<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(id => id is null || StudentId.IsValid(id)).Because(
            "studentId ima 1 do 64 znaka: engleska slova, znamenke i . _ @ -.",
            "A studentId has 1 to 64 characters: letters A to Z, digits and . _ @ -.");

    public static IRuleBuilderOptions<T, string?> IsStudentName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(LongestName).Because("studentName ima najviše 200 znakova.", "A studentName has at most 200 characters.");
}
