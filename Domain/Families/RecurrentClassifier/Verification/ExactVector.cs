using System.Numerics;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>A vector of fractions over one common denominator, in lowest terms, so that equal vectors have equal parts.</summary>
internal sealed class ExactVector : IEquatable<ExactVector>
{
    private const int MostBitsInCommon = 2_000;

    private readonly int _hash;

    public ExactVector(BigInteger[] numerators, BigInteger denominator)
    {
        var divisor = denominator;
        for (var i = 0; i < numerators.Length && !divisor.IsOne; i++) divisor = BigInteger.GreatestCommonDivisor(divisor, numerators[i]);
        if (!divisor.IsOne)
        {
            for (var i = 0; i < numerators.Length; i++) numerators[i] /= divisor;
            denominator /= divisor;
        }
        (Numerators, Denominator) = (numerators, denominator);
        var hash = new HashCode();
        hash.Add(denominator);
        foreach (var numerator in numerators) hash.Add(numerator);
        _hash = hash.ToHashCode();
    }

    public BigInteger[] Numerators { get; }
    public BigInteger Denominator { get; }

    /// <summary>Bits of the longest number in it.</summary>
    public long Bits
    {
        get
        {
            var bits = Denominator.GetBitLength();
            foreach (var numerator in Numerators) bits = Math.Max(bits, numerator.GetBitLength());
            return bits;
        }
    }

    public static ExactVector Of(IReadOnlyList<Rational> entries)
    {
        var denominator = CommonDenominator(entries);
        return new ExactVector([.. entries.Select(entry => entry.Numerator * (denominator / entry.Denominator))], denominator);
    }

    /// <exception cref="SearchLimitException">It is too long to compute with.</exception>
    public static BigInteger CommonDenominator(IEnumerable<Rational> entries)
    {
        var common = BigInteger.One;
        foreach (var entry in entries)
        {
            common *= entry.Denominator / BigInteger.GreatestCommonDivisor(common, entry.Denominator);
            if (common.GetBitLength() > MostBitsInCommon) throw new SearchLimitException(SearchLimit.Numbers);
        }
        return common;
    }

    public Rational this[int i] => new(Numerators[i], Denominator);

    public bool Equals(ExactVector? other) =>
        other is not null && _hash == other._hash && Denominator == other.Denominator && Numerators.AsSpan().SequenceEqual(other.Numerators);

    public override bool Equals(object? obj) => Equals(obj as ExactVector);
    public override int GetHashCode() => _hash;
}
