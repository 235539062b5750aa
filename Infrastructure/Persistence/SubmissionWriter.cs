using System.Threading.Channels;
using GradingService.Domain.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GradingService.Infrastructure.Persistence;

/// <summary>The one writer: commits, in one transaction, whatever queued while the last commit ran, and only then answers the callers.</summary>
internal sealed class SubmissionWriter(
    IDbContextFactory<GradingContext> contexts,
    GradingDatabase database,
    IOptions<StorageOptions> options,
    ILogger<SubmissionWriter> log) : IHostedService
{
    private readonly Channel<QueuedWrite> _queue = Channel.CreateBounded<QueuedWrite>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { SingleReader = true });
    private Task _loop = Task.CompletedTask;

    // Only the loop touches it.
    private WriteSession? _session;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = Task.Run(Run, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Takes no more, commits what is queued, and leaves a database without a log.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        return _loop.WaitAsync(cancellationToken);
    }

    /// <summary>Queues a write and waits until it is committed. Cancelling ends the waiting, not the write.</summary>
    /// <exception cref="StoreBusyException">The queue is full, or the service is stopping.</exception>
    public Task<T> Write<T>(Func<WriteSession, Task<T>> write, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var queued = new QueuedWrite<T>(write);
        if (!_queue.Writer.TryWrite(queued)) throw new StoreBusyException("Too many submissions are waiting to be stored.");
        return queued.Completion.WaitAsync(cancellation);
    }

    private async Task Run()
    {
        var batch = new List<QueuedWrite>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < options.Value.QueueCapacity && _queue.Reader.TryRead(out var write)) batch.Add(write);
            await Commit(batch);
            batch.Clear();
        }
        await Close();
        await Checkpoint();
    }

    private async Task Commit(List<QueuedWrite> batch)
    {
        if (!await TryTogether(batch)) await OneByOne(batch);
    }

    private async Task<bool> TryTogether(List<QueuedWrite> batch)
    {
        try
        {
            _session ??= await WriteSession.Open(contexts);
            await using var transaction = await _session.Begin();
            foreach (var write in batch) await write.Apply(_session);
            await transaction.CommitAsync();
        }
        catch (Exception e)
        {
            log.LogWarning(e, "A batch of {Count} writes failed; they are tried one by one", batch.Count);
            return false;
        }
        foreach (var write in batch) write.Acknowledge();
        return true;
    }

    /// <summary>Each behind its own savepoint, so that one that can't be stored fails alone.</summary>
    private async Task OneByOne(List<QueuedWrite> batch)
    {
        var failures = new Dictionary<QueuedWrite, Exception>();
        try
        {
            await Close();
            _session = await WriteSession.Open(contexts);
            await using var transaction = await _session.Begin();
            foreach (var write in batch)
            {
                await transaction.SaveAsync("one");
                try
                {
                    await write.Apply(_session);
                    await transaction.ReleaseAsync("one");
                }
                catch (Exception e)
                {
                    failures.Add(write, e);
                    await transaction.RollbackAsync("one");
                }
            }
            await transaction.CommitAsync();
        }
        catch (Exception e)
        {
            log.LogError(e, "{Count} writes could not be stored", batch.Count);
            foreach (var write in batch) write.Fail(failures.GetValueOrDefault(write, e));
            await Close();
            return;
        }
        foreach (var write in batch)
        {
            if (!failures.TryGetValue(write, out var failure))
            {
                write.Acknowledge();
                continue;
            }
            log.LogError(failure, "A write could not be stored");
            write.Fail(failure);
        }
    }

    private async Task Close()
    {
        if (_session is not { } session) return;
        _session = null;
        try
        {
            await session.DisposeAsync();
        }
        catch (Exception e)
        {
            log.LogWarning(e, "The writer's connection did not close");
        }
    }

    private async Task Checkpoint()
    {
        try
        {
            await database.Checkpoint(CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "The write-ahead log stays for the next start");
        }
    }
}
