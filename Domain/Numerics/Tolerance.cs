namespace GradingService.Domain.Numerics;

/// <summary>How near a written number must be to the reference: |s − t| ≤ max(absolute, relative·|t|), a closed bound.</summary>
/// <param name="Relative">Relative to the reference alone, never to what was answered.</param>
/// <param name="Absolute">Absolute; in a vector or matrix it is multiplied by the largest magnitude in it.</param>
/// <param name="Rounding">Whether the reference rounded or truncated to the digits written is accepted, from three significant digits on.</param>
public sealed record Tolerance(double Relative, double Absolute, bool Rounding = true)
{
    /// <summary>Real numbers, unless the exam says otherwise.</summary>
    public static Tolerance Real { get; } = new(1e-4, 1e-6);

    /// <summary>Counts, sizes and classes.</summary>
    public static Tolerance Exact { get; } = new(0, 0, Rounding: false);

    private const int DigitsThatCountAsRounding = 3;

    /// <summary>Whether <paramref name="written"/> is accepted for <paramref name="reference"/>; never for a number that isn't finite.</summary>
    /// <param name="scale">The largest magnitude of the vector or matrix that the entry stands in; 1 for a number by itself.</param>
    public bool Accepts(WrittenNumber written, double reference, double scale = 1)
    {
        var (s, t) = (written.Value, reference);
        if (!double.IsFinite(s) || !double.IsFinite(t)) return false;
        if (Math.Abs(s - t) <= Math.Max(Absolute * scale, Relative * Math.Abs(t)) + DecimalToBinary(t)) return true;
        return Rounding && written.SignificantDigits >= DigitsThatCountAsRounding && IsRoundedOrTruncated(written, t);
    }

    private static bool IsRoundedOrTruncated(WrittenNumber written, double t)
    {
        var (s, unit, slack) = (written.Value, written.LastPlace, DecimalToBinary(t));
        if (Math.Abs(s - t) <= unit / 2 + slack) return true;
        var cutOff = Math.Abs(t) - Math.Abs(s);
        return Math.Sign(s) == Math.Sign(t) && cutOff >= -slack && cutOff < unit - slack;
    }

    private static double DecimalToBinary(double t) => 1e-12 * Math.Max(1, Math.Abs(t));
}
