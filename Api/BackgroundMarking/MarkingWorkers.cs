using GradingService.Domain.Submissions;
using Microsoft.Extensions.Options;

namespace GradingService.Api.BackgroundMarking;

/// <summary>Takes submissions from the queue and marks them, a few at a time. What a stop interrupts is found in the store at the next start.</summary>
internal sealed class MarkingWorkers(
    MarkingQueue queue, SubmissionMarker marker, MarkingRetries retries, IOptions<MarkingOptions> options, ILogger<MarkingWorkers> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Workers).Select(_ => Task.Run(() => Work(stoppingToken), stoppingToken)));

    private async Task Work(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested) await MarkNext(await queue.Take(stopping), stopping);
    }

    private async Task MarkNext(MarkingJob job, CancellationToken stopping)
    {
        Submission? marked = null;
        try
        {
            marked = await marker.Mark(job.Submission.Id, stopping);
        }
        catch (Exception e)
        {
            if (stopping.IsCancellationRequested) return;
            // The store fails, not the answers: it is tried again for as long as that takes.
            logger.LogError(e, "Submission {SubmissionId} couldn't be marked; it is tried again later", job.Submission.Id);
            retries.Postpone(job.Submission.Id);
        }
        finally
        {
            queue.Done(job, marked);
        }
    }
}
