using GradingService.Api.Http;
using GradingService.Domain.Exams;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Results;

/// <summary>Where a student stands in an exam. Points are absent where the exam's feedback policy hides them.</summary>
/// <param name="ExamId">The exam.</param>
/// <param name="StudentId">The student.</param>
/// <param name="StudentName">The name that came with the latest submission that had one.</param>
/// <param name="Counts">Whether a student's best or last submission to a question counts.</param>
/// <param name="Questions">The exam's questions, in order.</param>
/// <param name="Total">The sum over the questions; pending items are left out.</param>
/// <param name="MaxTotal">What all questions are worth together.</param>
/// <param name="Percent">Of the most there is.</param>
/// <param name="Submissions">All of the student's submissions, by question and then in the order they were stored.</param>
public sealed record StandingResponse(
    string ExamId,
    string StudentId,
    string? StudentName,
    Counts Counts,
    IReadOnlyList<QuestionStanding> Questions,
    decimal? Total,
    decimal MaxTotal,
    decimal? Percent,
    IReadOnlyList<SubmissionSummary> Submissions)
{
    internal static StandingResponse Of(Exam exam, Standing standing, IReadOnlyList<SubmissionResult> submissions, bool showsPoints) => new(
        exam.Id, standing.StudentId, standing.StudentName, exam.Policy.Counts,
        [.. exam.Questions.Select(question => QuestionStanding.Of(question, standing.For(question.Id), showsPoints))],
        showsPoints ? Points.Round(standing.Total) : null,
        Points.Round(standing.MaxTotal),
        showsPoints ? Points.Round(standing.Percent) : null,
        [.. submissions.Select(result => SubmissionSummary.Of(result, showsPoints))]);
}

/// <summary>What counts for one question.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="Attempts">How many submissions there are.</param>
/// <param name="SubmissionId">The one that counts; absent where there is none, or where which one it is would tell its points.</param>
/// <param name="Points">What it earned; absent where nothing was submitted.</param>
/// <param name="MaxPoints">What the question is worth.</param>
public sealed record QuestionStanding(string QuestionId, int Attempts, Guid? SubmissionId, decimal? Points, decimal MaxPoints)
{
    internal static QuestionStanding Of(Question question, Counted? counted, bool showsPoints) => new(
        question.Id, counted?.Attempts ?? 0,
        showsPoints ? counted?.Result.Id : null,
        showsPoints && counted is not null ? Http.Points.Round(counted.Result.Points) : null,
        Http.Points.Round(question.Scheme.MaxPoints));
}

/// <summary>A submission in a student's list.</summary>
/// <param name="Id">To see it whole.</param>
/// <param name="QuestionId">The question.</param>
/// <param name="Attempt">1 for the first to the question.</param>
/// <param name="SubmittedAt">When it was received.</param>
/// <param name="Status"><c>graded</c>, or <c>pending</c> while an item waits for its judge.</param>
/// <param name="Points">What it earned.</param>
/// <param name="MaxPoints">What the question was worth.</param>
public sealed record SubmissionSummary(
    Guid Id, string QuestionId, int Attempt, DateTimeOffset SubmittedAt, GradeStatus Status, decimal? Points, decimal MaxPoints)
{
    internal static SubmissionSummary Of(SubmissionResult result, bool showsPoints) => new(
        result.Id, result.QuestionId, result.Attempt, result.SubmittedAt, result.Status,
        showsPoints ? Http.Points.Round(result.Points) : null, Http.Points.Round(result.MaxPoints));
}
