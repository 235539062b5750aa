namespace GradingService.Domain.Figures;

/// <summary>What a data axis shows, from low to high.</summary>
public readonly record struct DataRange
{
    private const double Widest = 1e12;
    private const double Narrowest = 1e-9;

    /// <summary>A range that holds both numbers; never empty, and never more than can be drawn.</summary>
    public DataRange(double low, double high)
    {
        (Low, High) = (Bounded(Math.Min(low, high)), Bounded(Math.Max(low, high)));
        var least = Narrowest * Math.Max(Math.Abs(Low), Math.Abs(High));
        if (High - Low <= least) (Low, High) = Low == 0 && High == 0 ? (-1, 1) : (Low - Math.Max(least, Math.Abs(Low) / 2), High + Math.Max(least, Math.Abs(High) / 2));
    }

    public double Low { get; }
    public double High { get; }
    public double Length => High - Low;

    /// <summary>The range that holds all of these numbers and a margin, relative to its length, on either side.</summary>
    public static DataRange Of(IEnumerable<double> values, double margin)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            if (double.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high) return new(0, 1);
        var range = new DataRange(low, high);
        return new(range.Low - margin * range.Length, range.High + margin * range.Length);
    }

    private static double Bounded(double value) => double.IsNaN(value) ? 0 : Math.Clamp(value, -Widest, Widest);
}
