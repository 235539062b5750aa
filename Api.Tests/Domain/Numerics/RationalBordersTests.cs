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
    [InlineData("79228162514264337593543950335")]
    [InlineData("-7.9228162514264337593543950335")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("0.9223372036854775807")]
    [InlineData("-9.223372036854775808")]
    [InlineData("0.000000000000000001")]
    [InlineData("0.0000000000000000001")]
    [InlineData("1.0000000000000000000")]
    [InlineData("-0.00")]
    public void A_decimal_of_any_size_is_read_exactly(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var digits = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        Same(
            Lowest(digits, dot < 0 ? 1 : BigInteger.Pow(10, text.Length - dot - 1)),
            Rational.From(decimal.Parse(text, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_nearest_double_is_given_on_either_side_of_what_doubles_hold() =>
        Gen.Select(Gen.Long[(1L << 53) - 40, (1L << 53) + 40], Gen.OneOf(Gen.Long[1, 40], Gen.Long[(1L << 53) - 40, (1L << 53) + 40]), Gen.Bool).Sample((n, d, flip) =>
        {
            var given = new Rational(flip ? -n : n, d).ToDouble();
            Assert.Equal(flip, given < 0);
            // No neighbour is nearer.
            var error = Distance(Math.Abs(given), n, d);
            Assert.True(error <= Distance(Math.BitIncrement(Math.Abs(given)), n, d));
            Assert.True(error <= Distance(Math.BitDecrement(Math.Abs(given)), n, d));
        });

    /// <summary>|value − n/d| for a value of the size of a quotient of longs, times d and a power of two; exact.</summary>
    private static BigInteger Distance(double value, long n, long d) => BigInteger.Abs((BigInteger)Math.ScaleB(value, 70) * d - ((BigInteger)n << 70));

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
