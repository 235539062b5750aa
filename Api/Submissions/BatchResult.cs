using GradingService.Api.Http;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Submissions;

/// <summary>What became of a line of a batch; the last line of the answer has <c>summary</c> alone.</summary>
/// <param name="Line">The line's number, from 1; blank lines are counted and not answered.</param>
/// <param name="StudentId">Whose answers they are; absent where the line can't be read that far.</param>
/// <param name="Status">Whether it was stored.</param>
/// <param name="Submissions">What was stored, in the exam's order.</param>
/// <param name="Problem">Why the line was refused.</param>
/// <param name="Summary">How the batch ended; in the last line alone.</param>
public sealed record BatchResult(
    long? Line, string? StudentId, BatchStatus? Status, IReadOnlyList<BatchSubmission>? Submissions, Problem? Problem, BatchSummary? Summary)
{
    internal static BatchResult Stored(long line, IReadOnlyList<Submission> submissions) => new(
        line, submissions[0].StudentId,
        submissions.Any(submission => submission.Grade.Status == GradeStatus.Pending) ? BatchStatus.Pending : BatchStatus.Stored,
        [.. submissions.Select(BatchSubmission.Of)], null, null);

    internal static BatchResult Refused(long line, string? studentId, Problem problem) =>
        new(line, studentId, BatchStatus.Refused, null, problem, null);

    internal static BatchResult End(BatchSummary summary) => new(null, null, null, null, null, summary);
}

/// <summary>What became of a line.</summary>
public enum BatchStatus
{
    /// <summary>It is on disk and marked.</summary>
    Stored,

    /// <summary>It is on disk; an item waits for its judge.</summary>
    Pending,

    /// <summary>Nothing of it was stored.</summary>
    Refused,
}

/// <summary>A submission of a batch, in brief.</summary>
/// <param name="Id">The submission's id.</param>
/// <param name="QuestionId">The question.</param>
/// <param name="Attempt">1 for the student's first submission to the question.</param>
/// <param name="Points">What it earned; pending items are left out of the sum.</param>
/// <param name="MaxPoints">What the question is worth.</param>
/// <param name="Status"><c>graded</c>, or <c>pending</c> while an item waits for its judge.</param>
public sealed record BatchSubmission(Guid Id, string QuestionId, int Attempt, decimal Points, decimal MaxPoints, GradeStatus Status)
{
    internal static BatchSubmission Of(Submission submission) => new(
        submission.Id, submission.QuestionId, submission.Attempt, Http.Points.Round(submission.Grade.Points),
        Http.Points.Round(submission.Grade.MaxPoints), submission.Grade.Status);
}

/// <summary>How a batch ended.</summary>
/// <param name="Lines">The lines that were answered.</param>
/// <param name="Stored">Those that are on disk and marked.</param>
/// <param name="Pending">Those that are on disk and wait for a judge.</param>
/// <param name="Refused">Those of which nothing was stored.</param>
/// <param name="Complete">False where the service stopped before it had read all lines: send the rest again.</param>
public sealed record BatchSummary(long Lines, long Stored, long Pending, long Refused, bool Complete)
{
    internal BatchSummary With(BatchStatus? status) => this with
    {
        Lines = Lines + 1,
        Stored = Stored + (status == BatchStatus.Stored ? 1 : 0),
        Pending = Pending + (status == BatchStatus.Pending ? 1 : 0),
        Refused = Refused + (status == BatchStatus.Refused ? 1 : 0),
    };
}
