using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GradingService.Api.Figures;
using GradingService.Domain;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Submissions;

/// <summary>A stored submission and its marks. What the exam's feedback policy hides, and what there is nothing to say of, is absent.</summary>
/// <param name="Id">The submission's id.</param>
/// <param name="ExamId">The exam.</param>
/// <param name="ExamVersion">The version of the exam that it was marked by.</param>
/// <param name="QuestionId">The question.</param>
/// <param name="StudentId">Whose answers they are.</param>
/// <param name="StudentName">The student's name as it was sent.</param>
/// <param name="Attempt">1 for the student's first submission to the question.</param>
/// <param name="SubmittedAt">When it was received.</param>
/// <param name="Status"><c>graded</c>, or <c>pending</c> while an item waits for its judge.</param>
/// <param name="Points">What it earned; pending items are left out of the sum.</param>
/// <param name="MaxPoints">What the question is worth.</param>
/// <param name="Parts">The marks by part and item.</param>
/// <param name="Report">Where the page is that people read: <c>text/html</c>; add <c>?lang=en</c> for English.</param>
/// <param name="Figures">Where the pictures of the answers are listed; absent where marks aren't explained.</param>
public sealed record SubmissionResponse(
    Guid Id,
    string ExamId,
    string ExamVersion,
    string QuestionId,
    string StudentId,
    string? StudentName,
    int Attempt,
    DateTimeOffset SubmittedAt,
    GradeStatus Status,
    decimal? Points,
    decimal MaxPoints,
    IReadOnlyList<PartResponse>? Parts,
    string Report,
    string? Figures)
{
    /// <summary>A submission as a caller sees it who is shown <paramref name="feedback"/>.</summary>
    public static SubmissionResponse Of(Submission submission, Feedback feedback)
    {
        var marks = submission.Grade.Marks;
        var shown = feedback >= Feedback.Points;
        return new SubmissionResponse(
            submission.Id, submission.ExamId, submission.ExamVersion, submission.QuestionId, submission.StudentId, submission.StudentName,
            submission.Attempt, submission.SubmittedAt, submission.Grade.Status,
            shown ? Http.Points.Round(marks.Points) : null,
            Http.Points.Round(marks.MaxPoints),
            shown ? PartResponse.Of(marks.Parts, feedback) : null,
            $"/api/v1/submissions/{submission.Id}/report",
            feedback >= Feedback.Full ? FigurePaths.OfSubmission(submission.Id) : null);
    }
}

/// <summary>The marks of one part.</summary>
/// <param name="Id">The part: <c>a</c>, <c>b</c> …</param>
/// <param name="Points">What it earned; pending items are left out of the sum.</param>
/// <param name="MaxPoints">What it is worth.</param>
/// <param name="Items">Its items, in the form's order.</param>
public sealed record PartResponse(string Id, decimal Points, decimal MaxPoints, IReadOnlyList<ItemResponse> Items)
{
    internal static PartResponse[] Of(IReadOnlyList<PartMarks> parts, Feedback feedback)
    {
        var all = new PartResponse[parts.Count];
        for (var i = 0; i < all.Length; i++)
            all[i] = new(parts[i].Id, Http.Points.Round(parts[i].Points), Http.Points.Round(parts[i].MaxPoints), ItemResponse.Of(parts[i].Items, feedback));
        return all;
    }
}

/// <summary>The mark of one item.</summary>
/// <param name="Id">The item's id within the part.</param>
/// <param name="Verdict">What it earned, in one word.</param>
/// <param name="Points">What it earned; null while it is pending.</param>
/// <param name="MaxPoints">What it is worth.</param>
/// <param name="Mistake">The code of the mistake that explains the answer, kebab-case.</param>
/// <param name="Message">What to tell the student.</param>
/// <param name="Understood">The answer as it was understood: numbers computed, arrays with blanks as null.</param>
/// <param name="WrongEntries">Paths of the entries that are wrong, such as <c>[2]</c> or <c>out[1]</c>.</param>
/// <param name="Warnings">What the student should know and which costs nothing.</param>
/// <param name="Evidence">What a judge found that anyone can check.</param>
public sealed record ItemResponse(
    string Id,
    Verdict? Verdict,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? Points,
    decimal MaxPoints,
    string? Mistake,
    LocalizedText? Message,
    JsonNode? Understood,
    IReadOnlyList<string>? WrongEntries,
    IReadOnlyList<Warning>? Warnings,
    Evidence? Evidence)
{
    internal static ItemResponse[] Of(IReadOnlyList<ItemMark> items, Feedback feedback)
    {
        var all = new ItemResponse[items.Count];
        for (var i = 0; i < all.Length; i++) all[i] = Of(items[i], feedback);
        return all;
    }

    private static ItemResponse Of(ItemMark item, Feedback feedback)
    {
        var (verdicts, full) = (feedback >= Feedback.Verdicts, feedback >= Feedback.Full);
        return new ItemResponse(
            item.Id,
            verdicts ? item.Verdict : null,
            item.Points is { } points ? Http.Points.Round(points) : null,
            Http.Points.Round(item.MaxPoints),
            full ? item.Mistake : null,
            full ? item.Message : null,
            verdicts ? item.Understood : null,
            verdicts ? item.WrongEntries : null,
            full ? item.Warnings : null,
            full ? item.Evidence : null);
    }
}
