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

    private static Gen<string> OneOf(params string[] texts) => Gen.OneOf(texts.Select(Gen.Const).ToArray());

    private static readonly Gen<string> Tokens = Gen.Select(
        OneOf("", "-"),
        Gen.OneOf(Gen.Const("0"), Gen.ULong.Select(x => x.ToString(CultureInfo.InvariantCulture)), Gen.UInt[1, 999].Select(x => x.ToString(CultureInfo.InvariantCulture))),
        Gen.OneOf(Gen.Const(""), Gen.String[Gen.Char['0', '9'], 1, 30].Select(decimals => "." + decimals)),
        Gen.OneOf(
            Gen.Const(""),
            Gen.Select(OneOf("e", "E", "e+", "E-"), Gen.Int[0, 400], (e, power) => e + power.ToString(CultureInfo.InvariantCulture)),
            OneOf("e0007", "e-2147483648", "e99999999999999999999", "E-99999999999999999999")),
        (sign, whole, decimals, exponent) => sign + whole + decimals + exponent);

    [Fact]
    public void A_json_token_and_its_text_are_the_number_that_parsing_and_powers_give() => Tokens.Sample(
        token =>
        {
            var expected = Parsed(token);
            Assert.Equal(expected, WrittenNumber.FromDecimal(token));
            using var json = System.Text.Json.JsonDocument.Parse(token);
            Assert.Equal(expected, WrittenNumber.FromJson(json.RootElement));
        },
        iter: 50_000);

    /// <summary>The number and its last place by way of the framework's parsing and power alone.</summary>
    private static WrittenNumber? Parsed(string token)
    {
        var value = double.Parse(token, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) return null;
        var parts = token.Split('e', 'E');
        var exponent = parts.Length == 1 ? 0 : double.Parse(parts[1], CultureInfo.InvariantCulture);
        var dot = parts[0].IndexOf('.', StringComparison.Ordinal);
        var decimals = dot < 0 ? 0 : parts[0].Length - dot - 1;
        var digits = parts[0].Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length;
        return new WrittenNumber(value, digits, Math.Pow(10, exponent - decimals));
    }
}
