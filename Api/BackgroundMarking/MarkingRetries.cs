namespace GradingService.Api.BackgroundMarking;

/// <summary>When a submission that stayed pending may be tried again: after a while that doubles each time, and not for ever where its judge fails.</summary>
/// <remarks>Kept in memory alone: a restart tries everything again.</remarks>
internal sealed class MarkingRetries(TimeProvider clock)
{
    /// <summary>So often may a judge fail on a submission before it is left for the next start.</summary>
    public const int MostFailures = 8;

    private const int MostRemembered = 100_000;
    private const int MostDoublings = 6;
    private static readonly TimeSpan FirstWhile = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Tried> _tried = [];

    public bool MayTry(Guid id)
    {
        lock (_gate) return !_tried.TryGetValue(id, out var tried) || tried.Next <= clock.GetUtcNow();
    }

    /// <summary>It couldn't be marked now, through no fault of its own.</summary>
    public void Postpone(Guid id) => Again(id, failed: false);

    /// <summary>Its judge failed.</summary>
    public void Failed(Guid id) => Again(id, failed: true);

    /// <summary>Nothing will change before the next start.</summary>
    public void GiveUp(Guid id)
    {
        lock (_gate) Remember(id, new Tried(0, 0, DateTimeOffset.MaxValue));
    }

    /// <summary>It is marked.</summary>
    public void Forget(Guid id)
    {
        lock (_gate) _tried.Remove(id);
    }

    private void Again(Guid id, bool failed)
    {
        lock (_gate)
        {
            var before = _tried.GetValueOrDefault(id);
            var failures = before.Failures + (failed ? 1 : 0);
            var next = failures >= MostFailures ? DateTimeOffset.MaxValue : clock.GetUtcNow() + FirstWhile * (1 << Math.Min(before.Times, MostDoublings));
            Remember(id, new Tried(before.Times + 1, failures, next));
        }
    }

    private void Remember(Guid id, Tried tried)
    {
        // So many don't wait unless something is badly broken; to try them all again costs time, not memory.
        if (_tried.Count >= MostRemembered) _tried.Clear();
        _tried[id] = tried;
    }

    private readonly record struct Tried(int Times, int Failures, DateTimeOffset Next);
}
