using System.Globalization;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>Numbers as LaTeX: without an exponent where that is short, else times a power of ten.</summary>
internal static class LatexNumber
{
    private const double Largest = 1e15;
    private const double Smallest = 1e-6;
    private const string MostDecimals = "0.######################";

    public static bool HasPowerOfTen(double value) => value is not 0 && value is not (>= Smallest and < Largest);

    public static string Of(double value, FormulaScope scope)
    {
        if (value == Math.PI && !scope.TryFind("pi", out _)) return @"\pi";
        if (value == Math.E && !scope.TryFind("e", out _)) return "e";
        if (!HasPowerOfTen(value))
        {
            var shortest = value.ToString("R", CultureInfo.InvariantCulture);
            return shortest.Contains('E', StringComparison.Ordinal) ? ((decimal)value).ToString(MostDecimals, CultureInfo.InvariantCulture) : shortest;
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
