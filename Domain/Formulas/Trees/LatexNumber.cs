using System.Globalization;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>Numbers as LaTeX: without an exponent where that is short, else times a power of ten.</summary>
internal static class LatexNumber
{
    private const double Largest = 1e15;
    private const double Smallest = 1e-6;
    // Below, a power of ten would lose digits.
    private const double Normal = 1e-290;

    public static bool HasPowerOfTen(double value) => value is >= Largest or >= Normal and < Smallest;

    public static string Of(double value, FormulaScope scope)
    {
        if (value == Math.PI && !scope.TryFind("pi", out _)) return @"\pi";
        if (value == Math.E && !scope.TryFind("e", out _)) return "e";
        if (!HasPowerOfTen(value))
        {
            var shortest = value.ToString("R", CultureInfo.InvariantCulture);
            // 1.2E-05 is 0.000012.
            return value is >= Smallest and < Largest && shortest.Split("E-") is [var digits, var places]
                ? $"0.{new string('0', int.Parse(places, NumberStyles.None, CultureInfo.InvariantCulture) - 1)}{digits.Replace(".", "", StringComparison.Ordinal)}"
                : shortest;
        }

        var parts = value.ToString("E16", CultureInfo.InvariantCulture).Split('E');
        var (mantissa, exponent) = (Shortest(value, parts[1]), int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return FormattableString.Invariant($@"{mantissa} \cdot 10^{{{exponent}}}");
    }

    // The digits that tell the number from its neighbours.
    private static string Shortest(double value, string exponent)
    {
        for (var digits = 0; digits < 17; digits++)
        {
            var written = value.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (double.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture) == value && written.EndsWith(exponent, StringComparison.Ordinal))
                return written[..written.IndexOf('E', StringComparison.Ordinal)];
        }

        return value.ToString("E16", CultureInfo.InvariantCulture)[..18];
    }
}
