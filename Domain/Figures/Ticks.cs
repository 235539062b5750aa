using System.Globalization;

namespace GradingService.Domain.Figures;

/// <summary>Round numbers along an axis: steps of 1, 2 or 5 times a power of ten.</summary>
/// <param name="Values">Ascending.</param>
/// <param name="Exponent">The power of ten that all labels are divided by; 0 for numbers of everyday size.</param>
public sealed record Ticks(IReadOnlyList<double> Values, int Exponent)
{
    private const double Large = 1e5;
    private const double Small = 1e-2;
    private const double Slack = 1e-9;
    private const int MostTicks = 40;

    private static readonly int[] Factors = [1, 2, 5, 10, 20];

    /// <summary>From one tick to the next.</summary>
    public double Step { get; private init; } = 1;

    /// <summary>At most <paramref name="most"/> ticks within a range, as many as fit.</summary>
    public static Ticks Of(DataRange range, int most)
    {
        var raw = range.Length / Math.Max(1, most);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = Factors.Select(factor => factor * power).First(step => Count(range, step) <= most || step == 20 * power);
        var largest = Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
        return Every(step, range, largest is >= Large or < Small ? (int)Math.Floor(Math.Log10(largest)) : 0);
    }

    /// <summary>Ticks of two axes at one scale: alike in step and power of ten.</summary>
    public static (Ticks First, Ticks Second) Alike(DataRange first, int most, DataRange second, int mostOfSecond)
    {
        var (one, other) = (Of(first, most), Of(second, mostOfSecond));
        var (step, exponent) = (Math.Max(one.Step, other.Step), Math.Max(one.Exponent, other.Exponent));
        return (Every(step, first, exponent), Every(step, second, exponent));
    }

    /// <summary>A tick's number, divided by the common power of ten.</summary>
    public string Text(double value)
    {
        var decimals = Math.Clamp(Exponent - (int)Math.Floor(Math.Log10(Step) + Slack), 0, 10);
        return FigureNumber.Signed((value / Math.Pow(10, Exponent)).ToString($"F{decimals}", CultureInfo.InvariantCulture));
    }

    /// <summary>An axis's name, with the power of ten that its numbers are divided by.</summary>
    public Label Name(Label name) => Exponent == 0 ? name : name + Label.Math($" / 10^{{{FigureNumber.Signed(Exponent.ToString(CultureInfo.InvariantCulture))}}}");

    private static Ticks Every(double step, DataRange range, int exponent)
    {
        var values = new List<double>();
        for (var i = Math.Ceiling(range.Low / step - Slack); i * step <= range.High + Slack * step && values.Count < MostTicks; i++) values.Add(i * step + 0.0);
        return new Ticks(values, exponent) { Step = step };
    }

    private static double Count(DataRange range, double step) => Math.Floor(range.High / step + Slack) - Math.Ceiling(range.Low / step - Slack) + 1;
}
