using GradingService.Domain.Submissions;
using Microsoft.Extensions.Options;

namespace GradingService.Api.BackgroundMarking;

/// <summary>
/// Queues the submissions that wait in the store, oldest first: at start what an earlier run left, then what found no place in the queue, and
/// what may be tried again.
/// </summary>
internal sealed class PendingSweep(
    ISubmissionStore store, MarkingQueue queue, MarkingRetries retries, IOptions<MarkingOptions> options, TimeProvider clock, ILogger<PendingSweep> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Sweep(stoppingToken);
            await Pause(stoppingToken);
        }
    }

    private async Task Sweep(CancellationToken stopping)
    {
        try
        {
            await foreach (var submission in store.Pending(stopping))
                if (retries.MayTry(submission.Id)) queue.Add(submission);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // The service serves on; the submissions stay where they are until the next time.
            logger.LogError(e, "The store couldn't be searched for pending submissions");
        }
    }

    /// <summary>Until it is time again, or there is room for what had none.</summary>
    private async Task Pause(CancellationToken stopping)
    {
        using var time = new CancellationTokenSource(options.Value.Sweep, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stopping);
        try
        {
            await queue.HasRoom(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // It is time again.
        }
    }
}
