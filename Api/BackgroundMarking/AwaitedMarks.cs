using System.Globalization;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;
using Microsoft.Extensions.Options;

namespace GradingService.Api.BackgroundMarking;

/// <summary>Lets a request wait a while for the marks that judges in the background give.</summary>
internal sealed class AwaitedMarks(MarkingQueue queue, IOptions<MarkingOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    /// <summary>Has a submission marked that was just stored, and waits a while for its marks.</summary>
    /// <returns>The submission as it stands after the marking or the while, whichever is first.</returns>
    public Task<Submission> OfNew(Submission submission, MarkScheme scheme, CancellationToken cancellation) =>
        scheme.Awaits(submission.Grade.Marks, onlyInBackground: true)
            ? Wait(submission, queue.Add(new PendingSubmission(submission.Id, submission.StudentId)), cancellation)
            : Task.FromResult(submission);

    /// <summary>Has a submission marked that was just stored, without waiting for it.</summary>
    public void Announce(Submission submission, MarkScheme scheme)
    {
        if (scheme.Awaits(submission.Grade.Marks, onlyInBackground: true)) queue.Add(new PendingSubmission(submission.Id, submission.StudentId));
    }

    /// <summary>Waits a while for the marks of a submission that was stored before, where it is queued or being marked.</summary>
    /// <returns>The submission as it stands after the marking or the while, whichever is first.</returns>
    public Task<Submission> OfRepeated(Submission submission, CancellationToken cancellation) =>
        submission.Grade.Status == GradeStatus.Pending ? Wait(submission, queue.Find(submission.Id), cancellation) : Task.FromResult(submission);

    /// <summary>After how many seconds it is worth asking again for a pending submission, as the header <c>Retry-After</c>.</summary>
    public string RetryAfter(Submission submission)
    {
        var time = queue.Find(submission.Id) is null ? options.Value.Sweep : options.Value.Wait;
        return Math.Max(1, Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    private async Task<Submission> Wait(Submission submission, MarkingJob? job, CancellationToken cancellation)
    {
        if (job is null) return submission;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        try
        {
            return await job.Ended.WaitAsync(options.Value.Wait, clock, either.Token) ?? submission;
        }
        catch (Exception e) when (e is TimeoutException || e is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // Time is up, or the service stops. The marking goes on, now or after the next start.
            return submission;
        }
    }
}
