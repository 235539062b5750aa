using System.Globalization;
using CsCheck;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Numerics;

public sealed class ToleranceTests
{
    private static WrittenNumber Written(string token) => WrittenNumber.FromDecimal(token) ?? throw new FormatException(token);

    [Theory]
    [InlineData("33.2", 33.2004)]
    [InlineData("33.2", 33.29)]
    [InlineData("33.3", 33.25)]
    [InlineData("0.269", 0.2689414213699951)]
    [InlineData("0.268", 0.2689414213699951)]
    [InlineData("0.2689", 0.2689414213699951)]
    [InlineData("2.69e-1", 0.2689414213699951)]
    [InlineData("-17.2", -17.2499)]
    [InlineData("-17.2", -17.16)]
    [InlineData("1.85e4", 18538)]
    [InlineData("16", 16.0015)]
    [InlineData("0", 1e-6)]
    public void Accepts_what_is_near_or_the_reference_rounded_or_truncated(string token, double reference) =>
        Assert.True(Tolerance.Real.Accepts(Written(token), reference));

    [Theory]
    [InlineData("33", 33.2)]
    [InlineData("33.2", 33.3)]
    [InlineData("33.1", 33.2)]
    [InlineData("33.20", 33.25)]
    [InlineData("0.27", 0.2689414213699951)]
    [InlineData("0.270", 0.2689414213699951)]
    [InlineData("0.267", 0.2689414213699951)]
    [InlineData("0.000", 0.0004)]
    [InlineData("-33.2", 33.2)]
    [InlineData("16.0", 16.2)]
    [InlineData("17", 16)]
    [InlineData("1.23e-2147483647", 16)]
    [InlineData("1.23e-99999999999999999999", 16)]
    [InlineData("0.00e2147483647", 16)]
    public void Refuses_what_only_looks_near(string token, double reference) =>
        Assert.False(Tolerance.Real.Accepts(Written(token), reference));

    [Fact]
    public void Rounding_and_truncating_agree_with_decimal_strings() =>
        Gen.Select(Gen.Int[-99_999, 99_999], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[-3, 3]).Sample((units, scale, places, steps) =>
        {
            // A reference of at most four decimals, and an answer of at most four that is a few units of its last place off.
            var reference = new decimal(Math.Abs(units), 0, 0, units < 0, (byte)scale);
            var unit = new decimal(1, 0, 0, false, (byte)places);
            var answer = Math.Round(reference, places, MidpointRounding.ToZero) + steps * unit;
            var token = answer.ToString(string.Create(CultureInfo.InvariantCulture, $"F{places}"), CultureInfo.InvariantCulture);
            var digits = token.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length;
            var rounded = Math.Abs(answer - reference) <= unit / 2;
            var truncated = answer == Math.Round(reference, places, MidpointRounding.ToZero);
            var near = Math.Abs(answer - reference) <= Math.Max(0.000001m, 0.0001m * Math.Abs(reference));
            Assert.Equal(near || digits >= 3 && (rounded || truncated), Tolerance.Real.Accepts(Written(token), (double)reference));
        }, iter: 50_000);

    [Fact]
    public void The_bound_is_closed_and_relative_to_the_reference_alone()
    {
        var tolerance = new Tolerance(0.1, 0, Rounding: false);
        Assert.True(tolerance.Accepts(new WrittenNumber(90), 100));
        Assert.True(tolerance.Accepts(new WrittenNumber(110), 100));
        Assert.False(tolerance.Accepts(new WrittenNumber(110.0001), 100));
        Assert.False(tolerance.Accepts(new WrittenNumber(100), 90));
        Assert.True(tolerance.Accepts(new WrittenNumber(-90), -100));
    }

    [Fact]
    public void The_absolute_tolerance_grows_with_the_vectors_largest_magnitude()
    {
        Assert.False(Tolerance.Real.Accepts(new WrittenNumber(1e-4), 0));
        Assert.True(Tolerance.Real.Accepts(new WrittenNumber(1e-4), 0, scale: 100));
    }

    [Fact]
    public void Tenths_that_doubles_cannot_hold_are_still_exact() =>
        Assert.True(Tolerance.Exact.Accepts(Written("33.2"), 0.1 * 332));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Nothing_is_near_what_is_not_finite(double odd)
    {
        var wide = new Tolerance(0.9, 1e300);
        Assert.False(wide.Accepts(new WrittenNumber(odd), 1));
        Assert.False(wide.Accepts(new WrittenNumber(1), odd));
        Assert.False(wide.Accepts(new WrittenNumber(odd), odd));
    }

    [Theory]
    [InlineData(18538, 18537)]
    [InlineData(18538, 18539)]
    [InlineData(18538, 18538.0001)]
    [InlineData(1_000_000_007, 1_000_000_006)]
    public void Counts_are_exact(double reference, double answer) => Assert.False(Tolerance.Exact.Accepts(new WrittenNumber(answer, 10, 1), reference));
}
