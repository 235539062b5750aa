using GradingService.Api.Access;
using GradingService.Api.Exams;
using GradingService.Api.Http;
using GradingService.Domain.Exams;
using GradingService.Domain.Submissions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradingService.Api.Results;

/// <summary>What submissions came to.</summary>
internal static class ResultHandlers
{
    /// <summary>Shows where a student stands: what counts for each question, the total, and all submissions.</summary>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    /// <param name="student">The student's id. A student's key sees its own student alone.</param>
    public static async Task<Ok<StandingResponse>> ShowStanding(
        string exam, string student, Caller caller, LoadedExams exams, ISubmissionStore store, TimeProvider clock, CancellationToken cancellation)
    {
        if (!caller.MaySee(student)) throw new ProblemException(ProblemType.OtherStudent);
        var found = exams.For(caller, exam, clock.GetUtcNow());
        var submissions = await store.Results(found.Id, student, cancellation).ToListAsync(cancellation);
        var standing = new Standing(found, student);
        foreach (var submission in submissions) standing.Add(submission);
        var showsPoints = caller.Sees(found.Policy, clock.GetUtcNow()) >= Feedback.Points;
        return TypedResults.Ok(StandingResponse.Of(found, standing, submissions, showsPoints));
    }

    /// <summary>Exports one row for each student: points by question, and the total.</summary>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    public static async Task WriteResults(
        string exam, HttpContext http, Caller caller, LoadedExams exams, ISubmissionStore store, TimeProvider clock)
    {
        var found = exams.For(caller, exam, clock.GetUtcNow());
        await ResultsTable.Write(http.Response, found, store.Results(found.Id, null, http.RequestAborted));
    }

    /// <summary>Exports one row for each submission.</summary>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    public static async Task WriteSubmissions(
        string exam, HttpContext http, Caller caller, LoadedExams exams, ISubmissionStore store, TimeProvider clock)
    {
        var found = exams.For(caller, exam, clock.GetUtcNow());
        await SubmissionsTable.Write(http.Response, found, store.Results(found.Id, null, http.RequestAborted));
    }

    /// <summary>Exports one row for each marked item, with its answer.</summary>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    public static async Task WriteItems(
        string exam, HttpContext http, Caller caller, LoadedExams exams, ISubmissionStore store, TimeProvider clock)
    {
        var found = exams.For(caller, exam, clock.GetUtcNow());
        await ItemsTable.Write(http.Response, found, store.List(new SubmissionQuery(found.Id), http.RequestAborted));
    }
}
