using System.Globalization;
using CsCheck;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Numerics;

public sealed class WrittenNumberTests
{
    [Theory]
    [InlineData("33.2", 3, 0.1)]
    [InlineData("33.20", 4, 0.01)]
    [InlineData("0.026", 2, 0.001)]
    [InlineData("-100", 3, 1)]
    [InlineData("1.85e4", 3, 100)]
    [InlineData("1.85E-4", 3, 1e-6)]
    [InlineData("0.000", 0, 0.001)]
    [InlineData("7", 1, 1)]
    public void Knows_how_precisely_it_was_written(string token, int digits, double lastPlace)
    {
        var written = WrittenNumber.FromDecimal(token)!.Value;
        Assert.Equal(digits, written.SignificantDigits);
        Assert.Equal(lastPlace, written.LastPlace, lastPlace * 1e-12);
    }

    [Fact]
    public void Its_value_is_a_whole_multiple_of_its_last_place() =>
        Gen.Select(Gen.Int[1, 999_999], Gen.Int[0, 6], Gen.Int[-20, 20]).Sample((mantissa, places, exponent) =>
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{new decimal(mantissa, 0, 0, false, (byte)places)}e{exponent}");
            var written = WrittenNumber.FromDecimal(text)!.Value;
            Assert.Equal(mantissa, written.Value / written.LastPlace, mantissa * 1e-9);
            Assert.Equal(mantissa.ToString(CultureInfo.InvariantCulture).Length, written.SignificantDigits);
        });

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e309")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("")]
    public void What_no_double_holds_is_no_number(string token) => Assert.Null(WrittenNumber.FromDecimal(token));

    [Theory]
    [InlineData("1e-999", 0)]
    [InlineData("1.23e-2147483648", 0)]
    [InlineData("0e999999999999", 0)]
    public void Exponents_of_any_size_are_read(string token, double value)
    {
        var written = WrittenNumber.FromDecimal(token)!.Value;
        Assert.Equal(value, written.Value);
        Assert.True(written.SignificantDigits == 0 || written.LastPlace == 0);
    }

    [Fact]
    public void A_million_digits_are_read_at_once() =>
        Assert.Equal(0.1111111111111111, WrittenNumber.FromDecimal("0." + new string('1', 1_000_000))!.Value.Value, 1e-15);
}
