using System.Globalization;
using System.Numerics;

namespace GradingService.Domain.Numerics;

public readonly partial struct Rational
{
    /// <summary>Bits of a quotient that still fits a long; the last stands for all that are cut off.</summary>
    private const int BitsBeforeRounding = 62;

    /// <summary>The largest power of ten that fits a long has as many zeros.</summary>
    private const int MostLongDecimals = 18;

    private const long LargestExactDouble = 1L << 53;

    /// <summary>The fraction that a decimal writes: 0.5 is 1/2.</summary>
    public static Rational From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var low = (ulong)(uint)bits[1] << 32 | (uint)bits[0];
        if (bits[2] == 0 && low <= long.MaxValue && value.Scale <= MostLongDecimals)
            return Reduced(bits[3] < 0 ? -(long)low : (long)low, PowerOfTen(value.Scale));
        var magnitude = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return new Rational(bits[3] < 0 ? -magnitude : magnitude, BigInteger.Pow(10, value.Scale));
    }

    private static long PowerOfTen(int zeros)
    {
        var power = 1L;
        for (var i = 0; i < zeros; i++) power *= 10;
        return power;
    }

    /// <summary>Rounded half away from zero to <paramref name="decimals"/> places.</summary>
    public decimal Round(int decimals)
    {
        if (_large is null && IsInteger && decimals >= 0) return _numerator;
        if (_large is null && decimals is >= 0 and <= MostLongDecimals && PowerOfTen(decimals) is var power && Magnitude(_numerator) <= (ulong)(long.MaxValue / power))
        {
            var twice = 2 * (Int128)Magnitude(_numerator) * power + SmallDenominator;
            return (decimal)((long)(twice / (2 * (Int128)SmallDenominator)) * Math.Sign(_numerator)) / power;
        }
        var scale = BigInteger.Pow(10, decimals);
        var doubled = 2 * BigInteger.Abs(Numerator) * scale + Denominator;
        var rounded = doubled / (2 * Denominator) * Numerator.Sign;
        return (decimal)rounded / (decimal)scale;
    }

    /// <summary>The nearest double, also where numerator and denominator alone would overflow one; infinite where the fraction itself does.</summary>
    public double ToDouble()
    {
        // Both are doubles then, and their quotient is rounded once.
        if (_large is null && Magnitude(_numerator) <= LargestExactDouble && SmallDenominator <= LargestExactDouble) return _numerator / (double)SmallDenominator;
        var (numerator, denominator) = (BigInteger.Abs(Numerator), Denominator);
        var exponent = (int)(numerator.GetBitLength() - denominator.GetBitLength()) - BitsBeforeRounding;
        if (exponent < 0) numerator <<= -exponent;
        else denominator <<= exponent;
        var quotient = (long)BigInteger.DivRem(numerator, denominator, out var remainder);
        if (!remainder.IsZero) quotient |= 1;
        return Math.ScaleB((double)quotient, exponent) * Numerator.Sign;
    }

    /// <summary>Reads what <see cref="ToString"/> writes: <c>"10/3"</c> or <c>"7"</c>.</summary>
    public static Rational Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole)
                ? new Rational(whole, 1L)
                : new Rational(BigInteger.Parse(text, CultureInfo.InvariantCulture), 1);
        return new Rational(
            BigInteger.Parse(text.AsSpan(0, slash), NumberStyles.Integer, CultureInfo.InvariantCulture),
            BigInteger.Parse(text.AsSpan(slash + 1), NumberStyles.Integer, CultureInfo.InvariantCulture));
    }

    public override string ToString() => _large switch
    {
        null when IsInteger => _numerator.ToString(CultureInfo.InvariantCulture),
        null => string.Create(CultureInfo.InvariantCulture, $"{_numerator}/{SmallDenominator}"),
        { Denominator.IsOne: true } => Numerator.ToString(CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}"),
    };
}
