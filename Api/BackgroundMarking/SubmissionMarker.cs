using System.Diagnostics;
using System.Text.Json;
using GradingService.Api.Exams;
using GradingService.Api.Operations;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;
using Microsoft.Extensions.Options;

namespace GradingService.Api.BackgroundMarking;

/// <summary>Marks a stored submission from its answers, and appends the grade where it is a new one.</summary>
internal sealed class SubmissionMarker(
    ISubmissionStore store, ExamVersions versions, MarkingRetries retries, GradingTelemetry telemetry, IOptions<MarkingOptions> options, TimeProvider clock,
    ILogger<SubmissionMarker> logger)
{
    private static readonly TimeSpan WhileBusy = TimeSpan.FromSeconds(1);

    /// <summary>Marks what is pending of a submission by the exam's version it belongs to.</summary>
    /// <returns>The submission as it now stands; null where there is none.</returns>
    public async Task<Submission?> Mark(Guid id, CancellationToken cancellation)
    {
        if (await store.Find(id, cancellation) is not { } submission) return null;
        if (submission.Grade.Status == GradeStatus.Graded)
        {
            retries.Forget(id);
            return submission;
        }
        var exam = await versions.Find(submission.ExamId, submission.ExamVersion, cancellation);
        if (exam?.Find(submission.QuestionId) is not { } question || !question.Scheme.Awaits(submission.Grade.Marks))
        {
            retries.GiveUp(id);
            return submission;
        }
        using var span = telemetry.Begin(id);
        var (failed, started, before) = (false, Stopwatch.GetTimestamp(), submission.Grade.Marks);
        if (await Judge(question, submission, () => failed = true, cancellation) is { } marks)
            submission = await Grade(submission, marks, cancellation);
        telemetry.Marked(submission, before, started);
        if (submission.Grade.Status == GradeStatus.Graded) retries.Forget(id);
        else if (failed) retries.Failed(id);
        else retries.Postpone(id);
        return submission;
    }

    /// <summary>The marks, with the item pending of a judge that failed; null where marking itself did, or took too long.</summary>
    private async Task<Marks?> Judge(Question question, Submission submission, Action failed, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.Value.Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var answers = JsonDocument.Parse(submission.Answers);
            return await question.Scheme.Mark(
                question.Scheme.Read(answers.RootElement), new Judging { Earlier = submission.Grade.Marks, Failed = Failed }, either.Token);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Failed("?", e);
            return null;
        }

        void Failed(string item, Exception reason)
        {
            logger.LogError(reason, "Item {Item} of submission {SubmissionId} couldn't be judged; it stays pending", item, submission.Id);
            failed();
        }
    }

    /// <summary>Appends the grade unless it says nothing new. Students go first: where the store is busy, or away, this waits.</summary>
    private async Task<Submission> Grade(Submission submission, Marks marks, CancellationToken cancellation)
    {
        if (MarksJson.Write(marks) == MarksJson.Write(submission.Grade.Marks)) return submission;
        var grade = new Grade(clock.GetUtcNow(), marks);
        while (true)
        {
            try
            {
                await store.Append(submission.Id, grade, cancellation);
                return submission with { Grade = grade };
            }
            catch (Exception e) when (e is StoreBusyException or StoreUnavailableException)
            {
                await Task.Delay(WhileBusy, clock, cancellation);
            }
        }
    }
}
