using System.Globalization;
using System.Numerics;

namespace GradingService.Domain.Numerics;

/// <summary>An exact fraction in lowest terms with a positive denominator; <c>default</c> is zero.</summary>
/// <remarks>Points are summed as fractions and rounded once, for output: 4/6 + 4/6 + 4/6 is 2, never 1.9998.</remarks>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    /// <summary>Bits of a quotient that still fits a long; the last stands for all that are cut off.</summary>
    private const int BitsBeforeRounding = 62;

    private readonly BigInteger _denominatorLessOne;

    /// <summary>The fraction numerator/denominator.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominatorLessOne = denominator / divisor - 1;
    }

    public static Rational Zero => default;
    public static Rational One { get; } = new(1, 1);

    public BigInteger Numerator { get; }
    public BigInteger Denominator => _denominatorLessOne + 1;
    public bool IsZero => Numerator.IsZero;
    public bool IsInteger => _denominatorLessOne.IsZero;

    public static implicit operator Rational(int value) => new(value, 1);

    /// <summary>The fraction that a decimal writes: 0.5 is 1/2.</summary>
    public static Rational From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return new Rational(bits[3] < 0 ? -magnitude : magnitude, BigInteger.Pow(10, value.Scale));
    }

    public static Rational operator +(Rational a, Rational b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;
    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);
    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);
    public static bool operator ==(Rational a, Rational b) => a.Equals(b);
    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    public static Rational Max(Rational a, Rational b) => a >= b ? a : b;

    /// <summary>Rounded half away from zero to <paramref name="decimals"/> places.</summary>
    public decimal Round(int decimals)
    {
        var scale = BigInteger.Pow(10, decimals);
        var doubled = 2 * BigInteger.Abs(Numerator) * scale + Denominator;
        var rounded = doubled / (2 * Denominator) * Numerator.Sign;
        return (decimal)rounded / (decimal)scale;
    }

    /// <summary>The nearest double, also where numerator and denominator alone would overflow one; infinite where the fraction itself does.</summary>
    public double ToDouble()
    {
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
        return slash < 0
            ? new Rational(BigInteger.Parse(text, CultureInfo.InvariantCulture), 1)
            : new Rational(
                BigInteger.Parse(text.AsSpan(0, slash), NumberStyles.Integer, CultureInfo.InvariantCulture),
                BigInteger.Parse(text.AsSpan(slash + 1), NumberStyles.Integer, CultureInfo.InvariantCulture));
    }

    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
    public bool Equals(Rational other) => Numerator == other.Numerator && _denominatorLessOne == other._denominatorLessOne;
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(Numerator, _denominatorLessOne);
}
