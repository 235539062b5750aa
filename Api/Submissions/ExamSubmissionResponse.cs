using GradingService.Domain.Exams;
using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Submissions;

/// <summary>Submissions that were stored together.</summary>
/// <param name="StudentId">Whose answers they are.</param>
/// <param name="Status"><c>graded</c>, or <c>pending</c> while an item of any of them waits for its judge.</param>
/// <param name="Points">What they earned together; pending items are left out of the sum.</param>
/// <param name="MaxPoints">What the questions that were answered are worth.</param>
/// <param name="Submissions">One for each question that was answered, in the exam's order.</param>
public sealed record ExamSubmissionResponse(
    string StudentId, GradeStatus Status, decimal? Points, decimal MaxPoints, IReadOnlyList<SubmissionResponse> Submissions)
{
    /// <summary>Submissions as a caller sees them who is shown <paramref name="feedback"/>.</summary>
    public static ExamSubmissionResponse Of(IReadOnlyList<Submission> submissions, Feedback feedback) => new(
        submissions[0].StudentId,
        submissions.Any(submission => submission.Grade.Status == GradeStatus.Pending) ? GradeStatus.Pending : GradeStatus.Graded,
        feedback >= Feedback.Points ? Http.Points.Round(Sum(submissions.Select(submission => submission.Grade.Points))) : null,
        Http.Points.Round(Sum(submissions.Select(submission => submission.Grade.MaxPoints))),
        [.. submissions.Select(submission => SubmissionResponse.Of(submission, feedback))]);

    private static Rational Sum(IEnumerable<Rational> points) => points.Aggregate(Rational.Zero, (sum, one) => sum + one);
}
