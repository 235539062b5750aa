using System.Text.Json;
using GradingService.Api.Access;
using GradingService.Api.Exams;
using GradingService.Api.Http;
using GradingService.Domain.Exams;
using GradingService.Domain.Figures;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Submissions;

/// <summary>A submission with the exam it was marked by, and how much of it the reader is shown.</summary>
/// <param name="Exam">The exam in the submission's version; null where that can't be loaded any more.</param>
/// <param name="Feedback">How much of the marks is shown.</param>
/// <param name="ShowsSolution">Whether pictures may show the solution.</param>
internal sealed record SubmissionView(Submission Submission, Exam? Exam, Feedback Feedback, bool ShowsSolution)
{
    /// <summary>The question in the submission's version.</summary>
    public Question? Question { get; } = Exam?.Find(Submission.QuestionId);

    /// <summary>The pictures of the answers; none where marks aren't explained, since they show what was off.</summary>
    public IReadOnlyList<Figure> Figures()
    {
        if (Feedback < Feedback.Full || Question is not { Figures: { } figures } question) return [];
        using var answers = JsonDocument.Parse(Submission.Answers);
        return figures.OfAnswers(question.Scheme.Read(answers.RootElement), Submission.Grade.Marks, ShowsSolution);
    }
}

/// <summary>Finds submissions for those who may see them.</summary>
internal sealed class SubmissionViews(ISubmissionStore store, ExamVersions versions, TimeProvider clock)
{
    /// <summary>A submission as a caller is shown it, or as its student would be.</summary>
    /// <exception cref="ProblemException">There is none for this caller.</exception>
    public async Task<SubmissionView> Of(Caller caller, Guid id, bool forStudent, CancellationToken cancellation)
    {
        if (await store.Find(id, cancellation) is not { } submission || !caller.MaySee(submission.StudentId))
            throw new ProblemException(ProblemType.NotFound, new("Nema takve predaje.", "There is no such submission."));
        var now = clock.GetUtcNow();
        var policy = await versions.PolicyOf(submission, cancellation);
        var exam = await versions.Find(submission.ExamId, submission.ExamVersion, cancellation);
        return forStudent
            ? new SubmissionView(submission, exam, policy.FeedbackAt(now), policy.ShowsSolutionAt(now))
            : new SubmissionView(submission, exam, caller.Sees(policy, now), caller.MaySeeSolution(policy, now));
    }
}
