using System.Numerics;

namespace GradingService.Domain.Numerics;

/// <summary>An exact fraction in lowest terms with a positive denominator; <c>default</c> is zero.</summary>
/// <remarks>
/// Points are summed as fractions and rounded once, for output: 4/6 + 4/6 + 4/6 is 2, never 1.9998. A fraction whose numerator and denominator
/// each fit a long is kept in two, and computed with in 128 bits; any other is kept in two big integers.
/// </remarks>
public readonly partial struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly long _numerator;
    private readonly long _denominatorLessOne;
    private readonly Large? _large;

    /// <summary>The fraction numerator/denominator.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Rational(BigInteger numerator, BigInteger denominator) => this = FitLong(numerator, denominator)
        ? Reduced((long)numerator, (long)denominator)
        : Reduced(numerator, denominator);

    private Rational(long numerator, long denominator) => (_numerator, _denominatorLessOne) = (numerator, denominator - 1);

    private Rational(Large large) => _large = large;

    public static Rational Zero => default;
    public static Rational One { get; } = new(1L, 1L);

    public BigInteger Numerator => _large?.Numerator ?? _numerator;
    public BigInteger Denominator => _large?.Denominator ?? SmallDenominator;
    public bool IsZero => _numerator == 0 && _large is null;
    public bool IsInteger => _denominatorLessOne == 0 && _large is null or { Denominator.IsOne: true };

    private long SmallDenominator => _denominatorLessOne + 1;

    public static implicit operator Rational(int value) => new(value, 1L);

    public static Rational operator +(Rational a, Rational b)
    {
        if (a.IsZero) return b;
        if (b.IsZero) return a;
        return AreSmall(a, b)
            ? Reduced(
                (Int128)a._numerator * b.SmallDenominator + (Int128)b._numerator * a.SmallDenominator, (Int128)a.SmallDenominator * b.SmallDenominator)
            : Reduced(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);
    }

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator -(Rational a) => a._large is null && a._numerator != long.MinValue
        ? new(-a._numerator, a.SmallDenominator)
        : Reduced(-a.Numerator, a.Denominator);

    public static Rational operator *(Rational a, Rational b) => AreSmall(a, b)
        ? Reduced((Int128)a._numerator * b._numerator, (Int128)a.SmallDenominator * b.SmallDenominator)
        : Reduced(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => AreSmall(a, b)
        ? Reduced((Int128)a._numerator * b.SmallDenominator, (Int128)a.SmallDenominator * b._numerator)
        : Reduced(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);
    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    public static Rational Max(Rational a, Rational b) => a >= b ? a : b;

    public int CompareTo(Rational other) => AreSmall(this, other)
        ? ((Int128)_numerator * other.SmallDenominator).CompareTo((Int128)other._numerator * SmallDenominator)
        : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Rational other) =>
        _numerator == other._numerator && _denominatorLessOne == other._denominatorLessOne && Equals(_large, other._large);

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(_numerator, _denominatorLessOne, _large);

    private static bool AreSmall(in Rational a, in Rational b) => a._large is null && b._large is null;

    private static bool FitLong(Int128 numerator, Int128 denominator) => (long)numerator == numerator && (long)denominator == denominator;

    private static bool FitLong(BigInteger numerator, BigInteger denominator) =>
        numerator >= long.MinValue && numerator <= long.MaxValue && denominator >= long.MinValue && denominator <= long.MaxValue;

    private static Rational Reduced(Int128 numerator, Int128 denominator) => FitLong(numerator, denominator)
        ? Reduced((long)numerator, (long)denominator)
        : Reduced((BigInteger)numerator, (BigInteger)denominator);

    private static Rational Reduced(long numerator, long denominator)
    {
        if (denominator == 0) throw new DivideByZeroException();
        if (denominator == 1) return new Rational(numerator, denominator);
        // The lowest long has no opposite.
        if (denominator < 0 && (numerator == long.MinValue || denominator == long.MinValue)) return Reduced((BigInteger)numerator, denominator);
        if (denominator < 0) (numerator, denominator) = (-numerator, -denominator);
        var divisor = (long)GreatestCommonDivisor(Magnitude(numerator), (ulong)denominator);
        return new Rational(numerator / divisor, denominator / divisor);
    }

    private static Rational Reduced(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        var (above, below) = (numerator / divisor, denominator / divisor);
        return FitLong(above, below) ? new Rational((long)above, (long)below) : new Rational(new Large(above, below));
    }

    private static ulong Magnitude(long value) => value < 0 ? 0 - (ulong)value : (ulong)value;

    /// <summary>At most <paramref name="b"/>.</summary>
    private static ulong GreatestCommonDivisor(ulong a, ulong b)
    {
        while (a != 0) (a, b) = (b % a, a);
        return b;
    }

    private sealed record Large(BigInteger Numerator, BigInteger Denominator);
}
