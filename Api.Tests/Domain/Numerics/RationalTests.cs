using System.Globalization;
using System.Numerics;
using CsCheck;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Numerics;

public sealed class RationalTests
{
    private static readonly Gen<Rational> Fractions =
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[1, 1_000_000], Gen.Bool, (n, d, flip) => new Rational(flip ? -n : n, flip ? -d : d));

    private static readonly Gen<decimal> Decimals =
        Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[0, 5], (n, scale) => new decimal(Math.Abs(n), 0, 0, n < 0, (byte)scale));

    [Fact]
    public void Sums_products_and_order_agree_with_decimal_arithmetic() => Gen.Select(Decimals, Decimals).Sample((a, b) =>
    {
        var (x, y) = (Rational.From(a), Rational.From(b));
        Assert.Equal(Rational.From(a + b), x + y);
        Assert.Equal(Rational.From(a - b), x - y);
        Assert.Equal(Rational.From(a * b), x * y);
        Assert.Equal(a.CompareTo(b), x.CompareTo(y));
        Assert.Equal(a == b, x == y);
        Assert.Equal(Math.Max(a, b), Rational.Max(x, y).Round(10));
    });

    [Fact]
    public void Rounds_half_away_from_zero_as_decimal_does() => Gen.Select(Decimals, Gen.Int[0, 6]).Sample((a, places) =>
        Assert.Equal(Math.Round(a, places, MidpointRounding.AwayFromZero), Rational.From(a).Round(places)));

    [Fact]
    public void Rounding_moves_no_fraction_by_more_than_half_a_unit() => Gen.Select(Fractions, Gen.Int[0, 6]).Sample((x, places) =>
    {
        var moved = Rational.From(x.Round(places)) - x;
        Assert.True((moved < Rational.Zero ? -moved : moved) <= new Rational(1, 2 * BigInteger.Pow(10, places)));
    });

    [Theory]
    [InlineData("-1/3", 4, "-0.3333")]
    [InlineData("1/8", 2, "0.13")]
    [InlineData("-1/8", 2, "-0.13")]
    [InlineData("-1/100000", 4, "0")]
    [InlineData("5/2", 4, "2.5")]
    [InlineData("9223372036854775807/2", 0, "4611686018427387904")]
    [InlineData("9223372036854775807/2", 1, "4611686018427387903.5")]
    public void Rounds_to_the_shortest_decimal(string fraction, int places, string rounded) =>
        Assert.Equal(rounded, Rational.Parse(fraction).Round(places).ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void Is_in_lowest_terms_with_a_positive_denominator() => Fractions.Sample(x =>
    {
        Assert.True(x.Denominator.Sign > 0);
        Assert.True(BigInteger.GreatestCommonDivisor(x.Numerator, x.Denominator).IsOne);
    });

    [Fact]
    public void Division_undoes_multiplication() => Gen.Select(Fractions, Fractions).Where((_, y) => !y.IsZero).Sample((x, y) =>
    {
        Assert.Equal(x, x * y / y);
        Assert.Equal(x.GetHashCode(), (x * y / y).GetHashCode());
    });

    [Fact]
    public void Reads_what_it_writes() => Fractions.Sample(x => Assert.Equal(x, Rational.Parse(x.ToString())));

    [Fact]
    public void Gives_the_double_that_a_quotient_of_doubles_rounds_to() => Fractions.Sample(x =>
        Assert.Equal((double)x.Numerator / (double)x.Denominator, x.ToDouble()));

    [Theory]
    [InlineData(1, 400, -399, 10)]
    [InlineData(3, 0, 400, 0)]
    [InlineData(-7, 400, -395, -7e5)]
    [InlineData(1, 309, 0, double.PositiveInfinity)]
    [InlineData(-1, 400, 0, double.NegativeInfinity)]
    public void Gives_a_double_also_where_its_parts_would_overflow_one(int factor, int up, int down, double expected)
    {
        var above = BigInteger.Pow(10, up) * factor;
        var below = BigInteger.Pow(10, Math.Abs(down));
        Assert.Equal(expected, new Rational(above, below).ToDouble());
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("3.141592653589793238462643383279")]
    [InlineData("9007199254740993")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("0.000000000000000000000000000000000000000123456789")]
    public void Gives_the_double_nearest_to_a_decimal(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var places = dot < 0 ? 0 : text.Length - dot - 1;
        var exact = new Rational(
            BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture), BigInteger.Pow(10, places));
        Assert.Equal(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture), exact.ToDouble());
    }

    [Fact]
    public void Default_is_zero_and_behaves_as_such()
    {
        Rational zero = default;
        Assert.Equal(new Rational(0, -7), zero);
        Assert.Equal(BigInteger.One, zero.Denominator);
        Assert.True(zero.IsInteger);
        Assert.Equal(0m, zero.Round(4));
        Assert.Equal("0", zero.ToString());
        Assert.Equal(Rational.One, zero + 1);
    }

    [Fact]
    public void Three_thirds_of_two_points_are_two_points() =>
        Assert.Equal(2m, (new Rational(2, 3) + new Rational(2, 3) + new Rational(2, 3)).Round(4));

    [Fact]
    public void Nothing_is_divided_by_zero()
    {
        Assert.Throws<DivideByZeroException>(() => new Rational(1, 0));
        Assert.Throws<DivideByZeroException>(() => Rational.One / default(Rational));
        Assert.Throws<DivideByZeroException>(() => Rational.Parse("1/0"));
    }
}
