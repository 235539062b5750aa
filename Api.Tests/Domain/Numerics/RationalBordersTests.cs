using System.Globalization;
using System.Numerics;
using CsCheck;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Numerics;

/// <summary>Fractions whose parts fit a long, just fit one, or don't, beside fractions of big integers written out by hand.</summary>
public sealed class RationalBordersTests
{
    private static readonly BigInteger[] Borders =
    [
        0, 1, 2, 3, 6, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1,
        BigInteger.One << 62, BigInteger.One << 63, (BigInteger.One << 63) + 1, ulong.MaxValue, BigInteger.One << 64, BigInteger.One << 126,
        (BigInteger.One << 127) - 1, BigInteger.One << 127, BigInteger.One << 128, BigInteger.Pow(10, 60),
    ];

    private static readonly Gen<BigInteger> Wholes = Gen.OneOf(
        Gen.Select(Gen.OneOf(Borders.Select(Gen.Const).ToArray()), Gen.Bool, (border, flip) => flip ? -border : border),
        Gen.Long.Select(x => (BigInteger)x),
        Gen.Select(Gen.Long, Gen.Long, (x, y) => (BigInteger)x * y),
        Gen.Int[-12, 12].Select(x => (BigInteger)x));

    private static readonly Gen<(BigInteger N, BigInteger D)> Quotients = Gen.Select(Wholes, Wholes).Where((_, d) => !d.IsZero).Select((n, d) => (n, d));

    [Fact]
    public void A_fraction_is_kept_in_lowest_terms_whatever_its_size() => Quotients.Sample(q => Same(Lowest(q.N, q.D), new Rational(q.N, q.D)));

    [Fact]
    public void Arithmetic_agrees_with_big_integers() => Gen.Select(Quotients, Quotients).Sample(
        (p, q) =>
        {
            var (x, y) = (new Rational(p.N, p.D), new Rational(q.N, q.D));
            Same(Lowest(p.N * q.D + q.N * p.D, p.D * q.D), x + y);
            Same(Lowest(p.N * q.D - q.N * p.D, p.D * q.D), x - y);
            Same(Lowest(p.N * q.N, p.D * q.D), x * y);
            Same(Lowest(-p.N, p.D), -x);
            if (q.N.IsZero) Assert.Throws<DivideByZeroException>(() => x / y);
            else Same(Lowest(p.N * q.D, p.D * q.N), x / y);
        },
        iter: 100_000);

    [Fact]
    public void Order_and_equality_agree_with_big_integers() => Gen.Select(Quotients, Quotients).Sample(
        (p, q) =>
        {
            var ((a, b), (c, d)) = (Lowest(p.N, p.D), Lowest(q.N, q.D));
            var (x, y) = (new Rational(p.N, p.D), new Rational(q.N, q.D));
            var order = (a * d).CompareTo(c * b);
            Assert.Equal(order, x.CompareTo(y));
            Assert.Equal(order == 0, x == y);
            Assert.Equal(order < 0, x < y);
            Assert.Equal(order > 0, x > y);
            Assert.Equal(order != 0, x != y);
            Assert.Equal(order <= 0, x <= y);
            Assert.Equal(order >= 0, x >= y);
            Assert.Equal(x, Rational.Max(x, x - 1));
            if (x == y) Assert.Equal(x.GetHashCode(), y.GetHashCode());
        },
        iter: 100_000);

    [Fact]
    public void A_value_has_one_form_however_it_was_reached() => Gen.Select(Quotients, Quotients).Where((_, q) => !q.N.IsZero).Sample((p, q) =>
    {
        var (x, y) = (new Rational(p.N, p.D), new Rational(q.N, q.D));
        foreach (var same in new[] { x * y / y, x + y - y, -(-x), x - y + y })
        {
            Assert.Equal(x, same);
            Assert.Equal(x.GetHashCode(), same.GetHashCode());
            Assert.Equal(x.ToString(), same.ToString());
        }
    });

    [Fact]
    public void Text_is_read_back_at_any_size() => Quotients.Sample(q =>
    {
        var x = new Rational(q.N, q.D);
        var (n, d) = Lowest(q.N, q.D);
        Assert.Equal(d.IsOne ? n.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{n}/{d}"), x.ToString());
        Assert.Equal(x, Rational.Parse(x.ToString()));
    });

    [Fact]
    public void Rounding_agrees_with_big_integers() => Gen.Select(Gen.Long, Gen.Long[1, long.MaxValue], Gen.Int[0, 8]).Sample((n, d, places) =>
    {
        var scale = BigInteger.Pow(10, places);
        var rounded = (2 * BigInteger.Abs(n) * scale + d) / (2 * (BigInteger)d) * Math.Sign(n);
        Assert.Equal((decimal)rounded / (decimal)scale, new Rational(n, d).Round(places));
        Assert.Equal(n, new Rational(n, 1).Round(places));
    });

    [Theory]
    [InlineData(long.MinValue, -1)]
    [InlineData(long.MinValue, long.MinValue)]
    [InlineData(1, long.MinValue)]
    [InlineData(long.MaxValue, long.MinValue)]
    [InlineData(long.MinValue, long.MaxValue)]
    [InlineData(0, long.MinValue)]
    public void The_lowest_long_has_an_opposite(long numerator, long denominator) =>
        Same(Lowest(numerator, denominator), new Rational(numerator, denominator));

    private static (BigInteger N, BigInteger D) Lowest(BigInteger n, BigInteger d)
    {
        var divisor = BigInteger.GreatestCommonDivisor(n, d) * d.Sign;
        return (n / divisor, d / divisor);
    }

    private static void Same((BigInteger N, BigInteger D) expected, Rational given)
    {
        Assert.Equal(expected, (given.Numerator, given.Denominator));
        Assert.Equal((expected.N.IsZero, expected.D.IsOne), (given.IsZero, given.IsInteger));
    }
}
