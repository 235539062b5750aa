using System.Globalization;
using FluentValidation;
using GradingService.Api.Access;
using GradingService.Api.BackgroundMarking;
using GradingService.Api.Exams;
using GradingService.Api.Http;
using GradingService.Domain.Exams;
using GradingService.Domain.Submissions;
using Microsoft.AspNetCore.Http.HttpResults;
using Serilog;

namespace GradingService.Api.Submissions;

/// <summary>Answers and their marks.</summary>
internal static class SubmissionHandlers
{
    /// <summary>Submits answers and returns their marks.</summary>
    /// <remarks>
    /// 201 with the marks, or 202 while an item waits for its judge: the submission is stored; ask the Location again after as many seconds as Retry-After
    /// says. Programs take a moment: the response waits a few seconds for their marks. A body that can't be read is refused whole, with a
    /// pointer for every item at fault; nothing is stored then and no attempt is used.
    /// </remarks>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    /// <param name="question">The question's id within the exam, such as <c>4</c>.</param>
    public static async Task<StoredResult<SubmissionResponse>> Submit(
        string exam, string question, SubmissionRequest request, [AsParameters] SubmissionOptions options,
        Caller caller, LoadedExams exams, Intake intake, AwaitedMarks awaited, TimeProvider clock, IDiagnosticContext log, CancellationToken cancellation)
    {
        var asked = exams.For(caller, exam, question, clock.GetUtcNow());
        var submission = await intake.Take(caller, asked.Exam, asked.Question, request, options, cancellation);
        log.Set("SubmissionId", submission.Id);
        var response = SubmissionResponse.Of(submission, caller.Sees(asked.Exam.Policy, clock.GetUtcNow()));
        var retryAfter = response.Status == GradeStatus.Pending ? awaited.RetryAfter(submission) : null;
        return new StoredResult<SubmissionResponse>($"/api/v1/submissions/{submission.Id}", response, retryAfter);
    }

    /// <summary>Tells item by item what would be understood of answers; marks and stores nothing.</summary>
    /// <remarks>Always 200 for a body that is JSON: what can't be read is in <c>errors</c>, and nothing is used up.</remarks>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    /// <param name="question">The question's id within the exam, such as <c>4</c>.</param>
    public static Ok<ValidationResponse> Validate(
        string exam, string question, SubmissionRequest request,
        IValidator<SubmissionRequest> rules, Caller caller, LoadedExams exams, TimeProvider clock)
    {
        var asked = exams.For(caller, exam, question, clock.GetUtcNow());
        var sheet = asked.Question.Scheme.Read(request.Answers);
        var faults = request.Faults;
        faults.AddFrom(rules, request);
        faults.AddUnreadable(sheet.Unreadable);
        return TypedResults.Ok(new ValidationResponse(
            faults.IsEmpty, [.. asked.Question.Scheme.Parts.Select(part => PartReading.Of(part, sheet))], faults.IsEmpty ? null : faults.ByPointer));
    }

    /// <summary>Shows a submission and its marks as they stand now.</summary>
    /// <param name="id">The submission's id.</param>
    public static async Task<Ok<SubmissionResponse>> Show(
        Guid id, Caller caller, SubmissionViews views, IDiagnosticContext log, CancellationToken cancellation)
    {
        log.Set("SubmissionId", id);
        var view = await views.Of(caller, id, forStudent: false, cancellation);
        return TypedResults.Ok(SubmissionResponse.Of(view.Submission, view.Feedback));
    }

    /// <summary>Lists an exam's submissions in the order they were stored, a page at a time.</summary>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    public static async Task<Ok<SubmissionPage>> List(
        string exam, [AsParameters] SubmissionFilter filter,
        Caller caller, LoadedExams exams, ISubmissionStore store, TimeProvider clock, CancellationToken cancellation)
    {
        var found = exams.For(caller, exam, clock.GetUtcNow());
        var page = await store.List(filter.Of(found.Id), cancellation).ToListAsync(cancellation);
        var next = page.Count > filter.PageSize ? page[filter.PageSize - 1].Place.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new SubmissionPage(
            [.. page.Take(filter.PageSize).Select(stored => SubmissionResponse.Of(stored.Submission, Feedback.Full))], next));
    }
}
