using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace GradingService.Domain.Numerics;

/// <summary>A number with the precision it was written to: <c>33.2</c> has three significant digits and its last place is 0.1.</summary>
/// <param name="Value">The finite value.</param>
/// <param name="SignificantDigits">Digits from the first that isn't zero; 0 where the number was not written as a plain decimal (<c>1/3</c>).</param>
/// <param name="LastPlace">The unit of the last digit written.</param>
public readonly record struct WrittenNumber(double Value, int SignificantDigits = 0, double LastPlace = 0)
{
    private const int LargestUsualPower = 32;
    private const int LongestShort = 15;

    private static readonly double[] UsualPowers = [.. Enumerable.Range(-LargestUsualPower, 2 * LargestUsualPower + 1).Select(power => Math.Pow(10, power))];

    /// <summary>The number that a JSON number token or a decimal without sign-space writes, such as <c>-1.85e4</c>; null where it overflows.</summary>
    public static WrittenNumber? FromDecimal(ReadOnlySpan<char> token) =>
        double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? Written(token, value) : null;

    /// <summary>The number of a JSON number token; null where it is too large for a double.</summary>
    public static WrittenNumber? FromJson(JsonElement number)
    {
        var token = JsonMarshal.GetRawUtf8Value(number);
        if (Short(token) is { } read) return read;
        return double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? Written(token, value) : null;
    }

    /// <summary>The number of a token without an exponent and of few digits; null for any other.</summary>
    /// <remarks>Its digits and its power of ten are doubles without rounding; their quotient is rounded once, as a parsed number is.</remarks>
    private static WrittenNumber? Short(ReadOnlySpan<byte> token)
    {
        if (token.Length > LongestShort) return null;
        var (whole, unit, digits, decimals, fraction) = (0L, 1L, 0, 0, false);
        foreach (var c in token)
        {
            if (c == '-') continue;
            if (c == '.')
            {
                fraction = true;
                continue;
            }
            if (!char.IsAsciiDigit((char)c)) return null;
            whole = 10 * whole + (c - '0');
            if (whole > 0) digits++;
            if (!fraction) continue;
            unit *= 10;
            decimals++;
        }
        var magnitude = whole / (double)unit;
        return new WrittenNumber(token[0] == '-' ? -magnitude : magnitude, digits, PowerOfTen(-decimals));
    }

    private static WrittenNumber Written<TCharacter>(ReadOnlySpan<TCharacter> token, double value)
        where TCharacter : unmanaged, IBinaryInteger<TCharacter>
    {
        var (digits, decimals, fraction) = (0, 0, false);
        for (var i = 0; i < token.Length; i++)
        {
            var c = (char)ushort.CreateTruncating(token[i]);
            if (c is 'e' or 'E') return new WrittenNumber(value, digits, PowerOfTen(Exponent(token[(i + 1)..]) - decimals));
            if (c == '.') fraction = true;
            if (!char.IsAsciiDigit(c)) continue;
            if (digits > 0 || c != '0') digits++;
            if (fraction) decimals++;
        }
        return new WrittenNumber(value, digits, PowerOfTen(-decimals));
    }

    /// <summary>A whole number of any size, with or without a sign.</summary>
    private static double Exponent<TCharacter>(ReadOnlySpan<TCharacter> digits)
        where TCharacter : unmanaged, IBinaryInteger<TCharacter>
    {
        var (exponent, sign) = (0.0, 1);
        foreach (var digit in digits)
        {
            var c = (char)ushort.CreateTruncating(digit);
            if (c == '-') sign = -1;
            else if (char.IsAsciiDigit(c)) exponent = 10 * exponent + (c - '0');
        }
        return sign * exponent;
    }

    private static double PowerOfTen(double power) =>
        Math.Abs(power) <= LargestUsualPower ? UsualPowers[(int)power + LargestUsualPower] : Math.Pow(10, power);
}
