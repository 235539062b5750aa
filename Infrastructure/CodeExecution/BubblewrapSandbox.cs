using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>
/// Runs jobs in workers isolated by bubblewrap. Each worker belongs to a thread of its own that starts it, proves it, feeds it, and replaces it when it is lost; where
/// none can be started, jobs are refused and starting is tried again at growing intervals. Nothing ever runs outside a worker.
/// </summary>
public sealed class BubblewrapSandbox : ISandbox, IAsyncDisposable
{
    /// <summary>A job that twice loses its worker is taken for the cause.</summary>
    private const int Attempts = 2;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);

    private readonly CodeExecutionOptions _options;
    private readonly ILogger<BubblewrapSandbox> _log;
    private readonly BlockingCollection<Job> _jobs = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<Thread> _threads = [];
    private readonly List<SandboxWorker> _running = [];
    private SandboxState _state;
    private int _busy;

    public BubblewrapSandbox(IOptions<CodeExecutionOptions> options, ILogger<BubblewrapSandbox> log)
    {
        (_options, _log) = (options.Value, log);
        _state = _options.Enabled ? new(SandboxCondition.Starting) : new(SandboxCondition.Disabled, "CodeExecution:Enabled is false.");
    }

    /// <summary>Whether jobs can be run now, and if not, why.</summary>
    public SandboxState State
    {
        get
        {
            lock (_lock) return _state;
        }
    }

    /// <summary>How much there is to do, and who does it.</summary>
    public SandboxLoad Load
    {
        get
        {
            lock (_lock) return new(_jobs.Count, Volatile.Read(ref _busy), _running.Count);
        }
    }

    /// <summary>The processes of the workers that are up.</summary>
    internal int[] Processes
    {
        get
        {
            lock (_lock) return [.. _running.Select(worker => worker.Id)];
        }
    }

    /// <summary>Starts the workers in the background, unless they were; <see cref="Run"/> does so too.</summary>
    public void Start()
    {
        lock (_lock)
            if (_options.Enabled && _threads.Count == 0) StartThread();
    }

    /// <inheritdoc/>
    public async Task<SandboxRun> Run(ReadOnlyMemory<byte> job, CancellationToken cancellation)
    {
        var waiting = new Job(job, cancellation);
        Start();
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested) throw new SandboxUnavailableException("The service is stopping.");
            if (_state.Condition is SandboxCondition.Unavailable or SandboxCondition.Disabled) throw new SandboxUnavailableException(_state.Reason!);
            _jobs.Add(waiting, CancellationToken.None);
        }
        await using var registration = cancellation.Register(() => waiting.Done.TrySetCanceled(cancellation));
        return await waiting.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Thread[] threads;
        lock (_lock) threads = [.. _threads];
        await Task.Run(() => Array.ForEach(threads, thread => thread.Join()));
        Refuse("The service is stopping.");
    }

    private void StartThread()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = $"sandbox {_threads.Count + 1}" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Work()
    {
        try
        {
            while (true)
            {
                using var worker = StartWorker();
                Came(worker);
                try
                {
                    Feed(worker);
                }
                finally
                {
                    Went(worker);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox is stopping.
        }
    }

    /// <summary>Tries until a worker is up.</summary>
    private SandboxWorker StartWorker()
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            try
            {
                return new SandboxWorker(_options, _stopping.Token);
            }
            catch (SandboxUnavailableException e)
            {
                _log.LogWarning("Students' code can't be run: {Reason}", e.Message);
                Failed(e.Message);
            }
            _stopping.Token.WaitHandle.WaitOne(pause);
        }
    }

    /// <summary>Gives the worker jobs until it is lost.</summary>
    private void Feed(SandboxWorker worker)
    {
        while (true)
        {
            var job = _jobs.Take(_stopping.Token);
            if (job.Done.Task.IsCompleted) continue;
            if (!worker.IsAlive)
            {
                _jobs.Add(job);
                return;
            }
            Interlocked.Increment(ref _busy);
            try
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(job.Cancellation, _stopping.Token);
                job.Done.TrySetResult(worker.Run(job.Bytes, either.Token));
            }
            catch (WorkerLostException e)
            {
                _log.LogWarning("A worker of the sandbox was lost: {Reason}", e.Message);
                if (++job.Losses < Attempts) _jobs.Add(job);
                else job.Done.TrySetResult(new SandboxRun(SandboxEnding.Crashed, default, TimeSpan.Zero));
                return;
            }
            catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                job.Done.TrySetException(new SandboxUnavailableException("The service is stopping."));
                throw;
            }
            finally
            {
                Interlocked.Decrement(ref _busy);
            }
        }
    }

    /// <summary>A worker is up; the first one calls the others, so that a sandbox that can't start is tried by one thread only.</summary>
    private void Came(SandboxWorker worker)
    {
        lock (_lock)
        {
            _running.Add(worker);
            _state = new(SandboxCondition.Available);
            while (_threads.Count < (_options.Workers ?? Environment.ProcessorCount)) StartThread();
        }
    }

    private void Went(SandboxWorker worker)
    {
        lock (_lock) _running.Remove(worker);
    }

    private void Failed(string reason)
    {
        lock (_lock)
        {
            if (_running.Count > 0) return;
            _state = new(SandboxCondition.Unavailable, reason);
            Refuse(reason);
        }
    }

    private void Refuse(string reason)
    {
        while (_jobs.TryTake(out var job)) job.Done.TrySetException(new SandboxUnavailableException(reason));
    }

    private sealed class Job(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        public ReadOnlyMemory<byte> Bytes => bytes;

        public CancellationToken Cancellation => cancellation;

        public int Losses { get; set; }

        public TaskCompletionSource<SandboxRun> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
