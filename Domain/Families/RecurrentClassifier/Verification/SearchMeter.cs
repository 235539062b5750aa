using System.Diagnostics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>What a search ran into before it was done.</summary>
internal enum SearchLimit
{
    /// <summary>The number of steps.</summary>
    Work,

    /// <summary>The clock.</summary>
    Time,

    /// <summary>The number of states kept.</summary>
    States,

    /// <summary>The length of a fraction's numbers.</summary>
    Numbers,
}

/// <summary>Counts the work of a search, and ends it at a limit. Work is counted rather than timed, so that verdicts repeat; the clock is the last resort.</summary>
internal sealed class SearchMeter(TimeSpan time, CancellationToken cancellation)
{
    private const int BetweenLooks = 2_000;

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _left;
    private long _sinceLook;

    /// <summary>Whether the clock ended a search: a verdict may then depend on how busy the machine was.</summary>
    public bool RanOutOfTime { get; private set; }

    /// <summary>Begins a search that may do this much work.</summary>
    public void Allow(long work) => _left = work;

    /// <exception cref="SearchLimitException">The work or the time is used up.</exception>
    public void Spend(long work)
    {
        if ((_left -= work) < 0) throw new SearchLimitException(SearchLimit.Work);
        if ((_sinceLook += work) < BetweenLooks) return;
        _sinceLook = 0;
        cancellation.ThrowIfCancellationRequested();
        if (time == Timeout.InfiniteTimeSpan || Stopwatch.GetElapsedTime(_started) <= time) return;
        RanOutOfTime = true;
        throw new SearchLimitException(SearchLimit.Time);
    }
}

/// <summary>A search has to end before it is done.</summary>
internal sealed class SearchLimitException(SearchLimit limit) : Exception(limit.ToString())
{
    public SearchLimit Limit { get; } = limit;
}
