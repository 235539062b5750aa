using GradingService.Api.Access;
using GradingService.Api.BackgroundMarking;
using GradingService.Api.Exams;
using GradingService.Api.Http;
using GradingService.Domain.Exams;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Submissions;

/// <summary>Answers to several questions of an exam at once.</summary>
internal static class ExamSubmissionHandlers
{
    /// <summary>Submits a student's answers to several questions, all or none, and returns their marks; or those of many students, a line each.</summary>
    /// <remarks>
    /// <c>application/json</c>: one submission for each question that is given. If anything can't be read, or a question has no attempt left, nothing is
    /// stored and pointers such as <c>/answers/4/b/loss</c> say what is at fault. 201 with the marks, or 202 while an item of any waits for its judge.
    ///
    /// <c>application/x-ndjson</c>, for portals and instructors: every line is such an object, with an <c>idempotencyKey</c> of its own, and is stored or
    /// refused by itself. The answer is 200 and comes while lines are still being sent: a line for each, in order, and a summary at the end.
    /// </remarks>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    public static async Task<StoredResult<ExamSubmissionResponse>> Submit(
        string exam, ExamSubmissionRequest request, [AsParameters] SubmissionOptions options,
        Caller caller, LoadedExams exams, ExamIntake intake, AwaitedMarks awaited, TimeProvider clock, CancellationToken cancellation)
    {
        var asked = exams.For(caller, exam, clock.GetUtcNow());
        var promise = options.Promise(caller, asked.Id, options.IdempotencyKey, request.Body!);
        var receipt = await intake.Take(caller, asked, request, options.KeepsUnreadable, promise, cancellation);
        var submissions = await Settled(receipt, asked, awaited, cancellation);
        var response = ExamSubmissionResponse.Of(submissions, caller.Sees(asked.Policy, clock.GetUtcNow()));
        var location = $"/api/v1/exams/{asked.Id}/students/{response.StudentId}";
        var pending = submissions.FirstOrDefault(submission => submission.Grade.Status == GradeStatus.Pending);
        return new StoredResult<ExamSubmissionResponse>(location, response, pending is null ? null : awaited.RetryAfter(pending));
    }

    /// <summary>Takes a batch, a line for each student.</summary>
    public static Task SubmitBatch(
        string exam, [AsParameters] SubmissionOptions options, Caller caller, LoadedExams exams, BatchIntake batches, TimeProvider clock, HttpContext http)
    {
        var asked = exams.For(caller, exam, clock.GetUtcNow());
        if (options.IdempotencyKey is not null)
            throw new ProblemException(ProblemType.InvalidParameter, new(
                "U paketu svaki redak ima svoj idempotencyKey; zaglavlje Idempotency-Key ovdje ne vrijedi.",
                "In a batch every line has an idempotencyKey of its own; the Idempotency-Key header isn't taken."));
        return batches.Take(http, new Batch(caller, asked, options, options.KeepsUnreadable));
    }

    /// <summary>All of them wait at the same time, and so no longer than one would.</summary>
    private static Task<Submission[]> Settled(SetReceipt receipt, Exam exam, AwaitedMarks awaited, CancellationToken cancellation) => receipt switch
    {
        SetReceipt.Stored(var submissions) => Task.WhenAll(
            submissions.Select(submission => awaited.OfNew(submission, exam.Find(submission.QuestionId)!.Scheme, cancellation))),
        SetReceipt.Repeated(var submissions) => Task.WhenAll(submissions.Select(submission => awaited.OfRepeated(submission, cancellation))),
        _ => throw new InvalidOperationException($"Unknown receipt {receipt.GetType().Name}."),
    };
}
