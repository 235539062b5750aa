using System.Text.Json;
using GradingService.Api.Exams;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Submissions;

/// <summary>At start, marks submissions again that wait for a judge, from their stored answers; in the background.</summary>
internal sealed class PendingSubmissions(ISubmissionStore store, ExamVersions versions, TimeProvider clock, ILogger<PendingSubmissions> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var (pending, changed) = (0, 0);
            await foreach (var (_, submission) in store.List(new SubmissionQuery(null, Status: GradeStatus.Pending), stoppingToken))
            {
                pending++;
                if (await MarkAgain(submission, stoppingToken)) changed++;
            }
            if (pending > 0) logger.LogInformation("{Changed} of {Pending} pending submissions got a new grade", changed, pending);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is done at the next start.
        }
        catch (Exception e)
        {
            // The service serves on; the submissions stay pending until the next start.
            logger.LogError(e, "Pending submissions couldn't be marked again");
        }
    }

    private async Task<bool> MarkAgain(Submission submission, CancellationToken cancellation)
    {
        var exam = await versions.Find(submission.ExamId, submission.ExamVersion, cancellation);
        if (exam?.Find(submission.QuestionId) is not { } question) return false;
        var marks = await Mark(question, submission, cancellation);
        if (marks is null || MarksJson.Write(marks) == MarksJson.Write(submission.Grade.Marks)) return false;
        await Append(submission.Id, new Grade(clock.GetUtcNow(), marks), cancellation);
        return true;
    }

    private async Task<Marks?> Mark(Question question, Submission submission, CancellationToken cancellation)
    {
        try
        {
            using var json = JsonDocument.Parse(submission.Answers);
            return await question.Scheme.Mark(question.Scheme.Read(json.RootElement), cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // One that can't be marked must not keep the others waiting.
            logger.LogError(e, "Submission {SubmissionId} couldn't be marked again", submission.Id);
            return null;
        }
    }

    /// <summary>Students go first: where the store is busy, or away, this waits.</summary>
    private async Task Append(Guid id, Grade grade, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await store.Append(id, grade, cancellation);
                return;
            }
            catch (Exception e) when (e is StoreBusyException or StoreUnavailableException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellation);
            }
        }
    }
}
