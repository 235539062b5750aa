using System.Globalization;

namespace GradingService.Domain.Numerics;

/// <summary>A closed interval of whole sizes, possibly without an upper end.</summary>
/// <param name="Min">The smallest size.</param>
/// <param name="Max">The largest size, or null where there is none.</param>
public readonly record struct SizeInterval(long Min, long? Max)
{
    /// <summary>Every size from one up.</summary>
    public static SizeInterval Positive { get; } = new(1, null);

    /// <summary>Whether the interval has no upper end.</summary>
    public bool IsUnbounded => Max is null;

    /// <summary>Whether a size lies in the interval, ends included.</summary>
    public bool Contains(long size) => size >= Min && !(size > Max);

    /// <summary>The sizes in both intervals, or null where there are none.</summary>
    public SizeInterval? Intersect(SizeInterval other)
    {
        var min = Math.Max(Min, other.Min);
        long? max = Max is { } mine && other.Max is { } theirs ? Math.Min(mine, theirs) : Max ?? other.Max;
        return max < min ? null : new SizeInterval(min, max);
    }

    /// <summary><c>61–68</c>, <c>61</c> or <c>≥ 21</c>.</summary>
    public override string ToString() => Max switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"≥ {Min}"),
        { } max when max == Min => string.Create(CultureInfo.InvariantCulture, $"{Min}"),
        { } max => string.Create(CultureInfo.InvariantCulture, $"{Min}–{max}"),
    };
}
