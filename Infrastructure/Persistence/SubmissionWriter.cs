using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using GradingService.Domain.Submissions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GradingService.Infrastructure.Persistence;

/// <summary>The one writer: commits, in one transaction, whatever queued while the last commit ran, and only then answers the callers.</summary>
internal sealed class SubmissionWriter(
    GradingDatabase database, IOptions<StorageOptions> options, StoreTelemetry telemetry, ILogger<SubmissionWriter> log) : IHostedService
{
    // How long callers are kept waiting to learn whether a commit that broke off took place.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Channel<QueuedWrite> _queue = Channel.CreateBounded<QueuedWrite>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { SingleReader = true });
    private Task _loop = Task.CompletedTask;

    // Characters of what is queued. Counted down once for a batch, after it was taken: so a batch is no longer than a full queue.
    private long _characters;

    // Only the loop touches it.
    private WriteSession? _session;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        telemetry.Observe(() => _queue.Reader.Count, () => Interlocked.Read(ref _characters));
        _loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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
    /// <exception cref="StoreUnavailableException">The database can't be reached, or can't write.</exception>
    public Task<T> Write<T>(QueuedWrite<T> write, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!TryQueue(write))
        {
            var busy = new StoreBusyException("Too many submissions are waiting to be stored.");
            telemetry.Failed(1, busy);
            throw busy;
        }
        return write.Completion.WaitAsync(cancellation);
    }

    /// <summary>A queue that has its characters already is full; below that it takes a write of any length, so that none is refused for ever.</summary>
    private bool TryQueue(QueuedWrite write)
    {
        if (Interlocked.Add(ref _characters, write.Length) - write.Length < options.Value.QueueCharacters && _queue.Writer.TryWrite(write)) return true;
        Interlocked.Add(ref _characters, -write.Length);
        return false;
    }

    /// <summary>On a thread of its own: SQLite's commits block theirs, and the pool has few to spare.</summary>
    private void Run()
    {
        var batch = new List<QueuedWrite>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Collect(batch);
            Store(batch).GetAwaiter().GetResult();
            batch.Clear();
        }
        End().GetAwaiter().GetResult();
    }

    /// <summary>Takes what is queued, and lets others run as long as they add to it: a commit costs as much as several rows.</summary>
    /// <remarks>Not beyond what the database takes best: where everyone who waits is in one batch, nobody keeps the processors busy while it is committed.</remarks>
    private void Collect(List<QueuedWrite> batch)
    {
        var most = Math.Min(database.BestBatch, options.Value.QueueCapacity);
        for (var before = -1; batch.Count > before && batch.Count < most; Thread.Yield())
        {
            before = batch.Count;
            while (batch.Count < most && _queue.Reader.TryRead(out var write)) batch.Add(write);
        }
    }

    private async Task End()
    {
        await Close();
        await Checkpoint();
    }

    /// <summary>Tries once more where the database was away: a connection may have died while nobody used it.</summary>
    private async Task Store(List<QueuedWrite> batch)
    {
        Interlocked.Add(ref _characters, -batch.Sum(write => (long)write.Length));
        using var span = telemetry.Begin(batch);
        var leftOpen = false;
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (!await TryTogether(batch)) await OneByOne(batch);
                return;
            }
            catch (Exception e) when (tries == 1 && e is not StoreUnavailableException && Outage.Explains(e))
            {
                leftOpen = Outage.LeavesOpen(e);
                log.LogWarning(e, "The database was lost under a batch of {Count} writes; they are tried again", batch.Count);
                await Close();
            }
            catch (Exception e)
            {
                log.LogError(e, "{Count} writes could not be stored", batch.Count);
                await Close();
                var reason = e is not StoreUnavailableException && Outage.Explains(e)
                    ? new StoreUnavailableException("The database can't be reached, or can't write.", leftOpen || Outage.LeavesOpen(e), e)
                    : e;
                span?.SetStatus(ActivityStatusCode.Error);
                telemetry.Failed(batch.Count, reason);
                foreach (var write in batch) write.Fail(reason);
                Answer(batch);
                return;
            }
        }
    }

    /// <summary>False where a write can't be stored; an outage is an exception. Whatever fails closes the session, which rolls back.</summary>
    private async Task<bool> TryTogether(List<QueuedWrite> batch)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            _session ??= await database.OpenSession();
            var transaction = await _session.Begin();
            foreach (var write in batch) write.Ask(_session);
            await _session.Send();
            foreach (var write in batch) await write.Settle();
            await Commit(transaction);
        }
        catch (Exception e) when (e is not StoreUnavailableException && !Outage.Explains(e))
        {
            log.LogWarning(e, "A batch of {Count} writes failed; they are tried one by one", batch.Count);
            return false;
        }
        telemetry.Committed(batch.Count, started);
        Answer(batch);
        _session.TidyUp();
        return true;
    }

    /// <summary>Each behind its own savepoint, so that one that can't be stored fails alone.</summary>
    private async Task OneByOne(List<QueuedWrite> batch)
    {
        var started = Stopwatch.GetTimestamp();
        var failures = new Dictionary<QueuedWrite, Exception>();
        await Close();
        _session = await database.OpenSession();
        var transaction = await _session.Begin();
        foreach (var write in batch)
        {
            await transaction.SaveAsync("one");
            var witness = _session.Witness;
            try
            {
                write.Ask(_session);
                await _session.Send();
                await write.Settle();
                await transaction.ReleaseAsync("one");
            }
            catch (Exception e) when (!Outage.Explains(e))
            {
                failures.Add(write, e);
                _session.Forget(witness);
                await transaction.RollbackAsync("one");
            }
        }
        await Commit(transaction);
        telemetry.Committed(batch.Count - failures.Count, started);
        foreach (var (write, failure) in failures)
        {
            log.LogError(failure, "A write could not be stored");
            telemetry.Failed(1, failure);
            write.Fail(failure);
        }
        Answer(batch);
    }

    /// <summary>Answers from within the pool, in a group for each processor: there the callers queue up without waking a thread each.</summary>
    private static void Answer(List<QueuedWrite> batch)
    {
        foreach (var group in batch.Chunk((batch.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount))
            ThreadPool.UnsafeQueueUserWorkItem(static writes => Array.ForEach(writes, write => write.Answer()), group, preferLocal: false);
    }

    /// <summary>Commits. Where that breaks off, the database is asked whether it took place; only if it didn't, this fails for the reason it broke off.</summary>
    /// <exception cref="StoreUnavailableException">It couldn't be found out.</exception>
    private async Task Commit(DbTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync();
            await transaction.DisposeAsync();
        }
        catch (Exception e)
        {
            var witness = _session!.Witness;
            log.LogWarning(e, "A commit broke off; the database is asked whether it took place");
            await Close();
            if (witness is null || !await TookPlace(witness.Value, e)) throw;
        }
    }

    private async Task<bool> TookPlace(Guid witness, Exception brokeOff)
    {
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                _session ??= await database.OpenSession();
                return await _session.Holds(witness);
            }
            catch (Exception e)
            {
                await Close();
                if (Stopwatch.GetElapsedTime(started) > Patience)
                {
                    log.LogError(e, "It could not be found out whether a commit took place");
                    throw new StoreUnavailableException("The database was lost in the midst of a commit.", mayBeStored: true, brokeOff);
                }
            }
            await Task.Delay(Pause);
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
