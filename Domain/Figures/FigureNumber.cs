using System.Globalization;

namespace GradingService.Domain.Figures;

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
