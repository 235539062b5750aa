using System.Numerics;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>Encloses the natural logarithm of a fraction between two fractions.</summary>
internal static class NaturalLogarithm
{
    private const int Precision = 256;

    /// <summary>Bits at the end that the truncated terms may have spoilt.</summary>
    private const int Spoilt = 32;

    private static readonly BigInteger Unit = BigInteger.One << Precision;
    private static readonly BigInteger Two = TwiceArtanh(Unit / 3);

    /// <returns>Two fractions about 2⁻²²³ apart, with ln(<paramref name="value"/>) strictly between.</returns>
    public static (Rational Low, Rational High) Of(Rational value)
    {
        // value = 2^power · rest, with rest between ½ and 2, so that the series converges by a factor of 9 a term.
        var power = (int)(value.Numerator.GetBitLength() - value.Denominator.GetBitLength());
        var (numerator, denominator) = power > 0 ? (value.Numerator, value.Denominator << power) : (value.Numerator << -power, value.Denominator);
        var logarithm = power * Two + TwiceArtanh(((numerator - denominator) << Precision) / (numerator + denominator));
        var error = BigInteger.One << Spoilt;
        return (new Rational(logarithm - error, Unit), new Rational(logarithm + error, Unit));
    }

    private static BigInteger TwiceArtanh(BigInteger x)
    {
        var (square, power, sum) = ((x * x) >> Precision, x, BigInteger.Zero);
        for (var k = 1; !power.IsZero && k < 2 * Precision; k += 2)
        {
            sum += power / k;
            power = power * square / Unit;
        }
        return 2 * sum;
    }
}
