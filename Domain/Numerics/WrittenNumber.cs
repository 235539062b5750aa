using System.Globalization;
using System.Text.Json;

namespace GradingService.Domain.Numerics;

/// <summary>A number with the precision it was written to: <c>33.2</c> has three significant digits and its last place is 0.1.</summary>
/// <param name="Value">The finite value.</param>
/// <param name="SignificantDigits">Digits from the first that isn't zero; 0 where the number was not written as a plain decimal (<c>1/3</c>).</param>
/// <param name="LastPlace">The unit of the last digit written.</param>
public readonly record struct WrittenNumber(double Value, int SignificantDigits = 0, double LastPlace = 0)
{
    /// <summary>The number that a JSON number token or a decimal without sign-space writes, such as <c>-1.85e4</c>; null where it overflows.</summary>
    public static WrittenNumber? FromDecimal(ReadOnlySpan<char> token)
    {
        if (!double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)) return null;
        var (digits, decimals, exponent, fraction) = (0, 0, 0.0, false);
        for (var i = 0; i < token.Length; i++)
        {
            var c = token[i];
            if (c is 'e' or 'E')
            {
                exponent = double.Parse(token[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            if (c == '.') fraction = true;
            if (!char.IsAsciiDigit(c)) continue;
            if (digits > 0 || c != '0') digits++;
            if (fraction) decimals++;
        }
        return new WrittenNumber(value, digits, Math.Pow(10, exponent - decimals));
    }

    /// <summary>The number of a JSON number token; null where it is too large for a double.</summary>
    public static WrittenNumber? FromJson(JsonElement number) => FromDecimal(number.GetRawText());
}
