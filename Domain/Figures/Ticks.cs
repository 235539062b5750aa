using System.Globalization;

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

/// <summary>Round numbers along an axis: steps of 1, 2 or 5 times a power of ten.</summary>
/// <param name="Values">Ascending.</param>
/// <param name="Exponent">The power of ten that all labels are divided by; 0 for numbers of everyday size.</param>
public sealed record Ticks(IReadOnlyList<double> Values, int Exponent)
{
    private const double Large = 1e5;
    private const double Small = 1e-2;
    private const double Slack = 1e-9;

    private static readonly int[] Factors = [1, 2, 5, 10, 20];

    private double Step { get; init; } = 1;

    /// <summary>At most <paramref name="most"/> ticks within a range, as many as fit.</summary>
    public static Ticks Of(DataRange range, int most)
    {
        var raw = range.Length / Math.Max(1, most);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = Factors.Select(factor => factor * power).First(step => Count(range, step) <= most || step == 20 * power);
        var values = new List<double>();
        for (var i = Math.Ceiling(range.Low / step - Slack); i * step <= range.High + Slack * step && values.Count <= most + 1; i++) values.Add(i * step + 0.0);
        var largest = Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
        var exponent = largest is >= Large or < Small ? (int)Math.Floor(Math.Log10(largest)) : 0;
        return new Ticks(values, exponent) { Step = step };
    }

    /// <summary>A tick's number, divided by the common power of ten.</summary>
    public string Text(double value)
    {
        var decimals = Math.Clamp(Exponent - (int)Math.Floor(Math.Log10(Step) + Slack), 0, 10);
        return FigureNumber.Signed((value / Math.Pow(10, Exponent)).ToString($"F{decimals}", CultureInfo.InvariantCulture));
    }

    /// <summary>An axis's name, with the power of ten that its numbers are divided by.</summary>
    public Label Name(Label name) => Exponent == 0 ? name : name + Label.Math($" / 10^{{{FigureNumber.Signed(Exponent.ToString(CultureInfo.InvariantCulture))}}}");

    private static double Count(DataRange range, double step) => Math.Floor(range.High / step + Slack) - Math.Ceiling(range.Low / step - Slack) + 1;
}

/// <summary>Numbers as people write them: a real minus sign, no more digits than a figure needs.</summary>
public static class FigureNumber
{
    private const double Plain = 1e6;
    private const double Tiny = 1e-4;

    /// <summary>The number to so many significant digits.</summary>
    public static string Of(double value, int digits = 4)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "?" : value > 0 ? "∞" : "−∞";
        if (value == 0) return "0";
        var rounded = double.Parse(value.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (Math.Abs(rounded) is < Plain and >= Tiny || (double.IsInteger(value) && Math.Abs(value) < Plain))
            return Signed((double.IsInteger(value) && Math.Abs(value) < Plain ? value : rounded).ToString("0.##########", CultureInfo.InvariantCulture));
        return Signed(value.ToString($"0.{new string('#', digits - 1)}e0", CultureInfo.InvariantCulture));
    }

    internal static string Signed(string number) => number.Replace('-', '−');
}
