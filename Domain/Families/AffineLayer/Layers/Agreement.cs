namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>How near two arrays are.</summary>
/// <remarks>Bounds are relative to each entry's sum of absolute values, so that they hold for any order of summation and however much cancels.</remarks>
internal static class Agreement
{
    /// <summary>
    /// Sums of twenty thousand terms in float64 err by 2e-12, and central differences of an affine function with steps of 1e-5 by some 1e-10. Of a whole array in float32 an entry errs by
    /// 1e-8 and more.
    /// </summary>
    public const double OfDoubles = 2e-9;

    public const double OfSingles = 1e-4;

    /// <summary>Whether every entry is within <paramref name="bound"/> times its magnitude; never where one isn't finite.</summary>
    /// <param name="magnitude">What each entry is at most, by its absolute value; asked for only where that itself isn't enough.</param>
    public static bool Within(NumericArray actual, NumericArray expected, Func<NumericArray> magnitude, double bound)
    {
        if (actual.Size != expected.Size) return false;
        NumericArray? most = null;
        for (var at = 0; at < expected.Size; at++)
        {
            var difference = Math.Abs(actual.Data[at] - expected.Data[at]);
            if (!(difference <= bound * Math.Abs(expected.Data[at])) && !(difference <= bound * (most ??= magnitude()).Data[at])) return false;
        }
        return true;
    }

    /// <summary>Whether two arrays have one shape and agree to a bound relative to the largest entry.</summary>
    public static bool Alike(NumericArray actual, NumericArray expected, double bound)
    {
        if (!actual.HasShape(expected.Shape)) return false;
        var largest = expected.Data.Select(Math.Abs).DefaultIfEmpty().Max();
        return Within(actual, expected, () => expected.Map(_ => largest), bound);
    }
}
