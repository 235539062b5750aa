using GradingService.Domain.Submissions;
using Microsoft.Extensions.Options;

namespace GradingService.Api.BackgroundMarking;

/// <summary>The submissions that wait in memory for a worker, bounded, and taken in turns: one of each student, then the next of each.</summary>
/// <remarks>
/// All of them are in the store too. Where the queue is full, a student who has less in it takes the place of the newest submission of the student who has
/// most; what loses its place, or gets none, is found in the store later. A submission is in here once, from when it is added until its marking is done.
/// </remarks>
internal sealed class MarkingQueue(IOptions<MarkingOptions> options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, MarkingJob> _known = [];
    private readonly Dictionary<string, LinkedList<MarkingJob>> _queued = [];
    private readonly Queue<string> _turns = new();
    private readonly SemaphoreSlim _ready = new(0);
    private readonly SemaphoreSlim _room = new(0, 1);
    private int _count;
    private bool _hasSpilled;

    /// <summary>How much there is to do.</summary>
    public MarkingLoad Load
    {
        get
        {
            lock (_gate) return new MarkingLoad(_count, _known.Count - _count);
        }
    }

    /// <summary>The job of a submission that is queued or being marked.</summary>
    public MarkingJob? Find(Guid id)
    {
        lock (_gate) return _known.GetValueOrDefault(id);
    }

    /// <summary>Queues a submission, unless it is here already; null where there is no room.</summary>
    public MarkingJob? Add(PendingSubmission submission)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(submission.Id, out var known)) return known;
            if (_count == options.Value.QueueCapacity)
            {
                _hasSpilled = true;
                if (!TryDisplaceFor(submission.StudentId)) return null;
            }
            var job = new MarkingJob(submission);
            _known.Add(submission.Id, job);
            if (!_queued.TryGetValue(submission.StudentId, out var own))
            {
                _queued.Add(submission.StudentId, own = new());
                _turns.Enqueue(submission.StudentId);
            }
            own.AddLast(job);
            _count++;
            _ready.Release();
            return job;
        }
    }

    /// <summary>Takes the next submission in turn, once there is one.</summary>
    public async Task<MarkingJob> Take(CancellationToken cancellation)
    {
        while (true)
        {
            await _ready.WaitAsync(cancellation);
            lock (_gate)
            {
                // There was one for every release, but it may have been displaced.
                if (_turns.TryDequeue(out var student)) return TakeOf(student);
            }
        }
    }

    /// <summary>Ends a job and tells whoever waits for it.</summary>
    /// <param name="marked">The submission as it now stands; null where nothing is known.</param>
    public void Done(MarkingJob job, Submission? marked)
    {
        lock (_gate) _known.Remove(job.Submission.Id);
        job.End(marked);
    }

    /// <summary>Completes when the queue is half empty after it was full.</summary>
    public Task HasRoom(CancellationToken cancellation) => _room.WaitAsync(cancellation);

    public void Dispose()
    {
        _ready.Dispose();
        _room.Dispose();
    }

    private MarkingJob TakeOf(string student)
    {
        var own = _queued[student];
        var job = own.First!.Value;
        own.RemoveFirst();
        _count--;
        if (own.Count > 0) _turns.Enqueue(student);
        else _queued.Remove(student);
        if (_hasSpilled && _count <= options.Value.QueueCapacity / 2)
        {
            _hasSpilled = false;
            if (_room.CurrentCount == 0) _room.Release();
        }
        return job;
    }

    private bool TryDisplaceFor(string student)
    {
        var most = _queued.Values.MaxBy(jobs => jobs.Count)!;
        var own = _queued.TryGetValue(student, out var jobs) ? jobs.Count : 0;
        if (most.Count <= own + 1) return false;
        var newest = most.Last!.Value;
        most.RemoveLast();
        _known.Remove(newest.Submission.Id);
        _count--;
        newest.End(null);
        return true;
    }
}

/// <summary>How much there is to mark in the background.</summary>
/// <param name="Queued">Submissions that wait for a worker.</param>
/// <param name="Underway">Submissions that are being marked.</param>
internal readonly record struct MarkingLoad(int Queued, int Underway);

/// <summary>A submission on its way through the queue.</summary>
internal sealed class MarkingJob(PendingSubmission submission)
{
    private readonly TaskCompletionSource<Submission?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PendingSubmission Submission { get; } = submission;

    /// <summary>The submission as it stands after marking; null where it lost its place, or nothing is known.</summary>
    public Task<Submission?> Ended => _ended.Task;

    public void End(Submission? marked) => _ended.TrySetResult(marked);
}
