using System.Globalization;
using System.Numerics;
using CsCheck;
using GradingService.Domain.Answers;

namespace GradingService.Tests.Domain.Answers;

public sealed class ArithmeticTests
{
    [Theory]
    [InlineData("2368+4640+11530", 18538)]
    [InlineData("1/3", 1 / 3.0)]
    [InlineData("0.1+0.2", 0.3)]
    [InlineData("-2*(3-1)^2", -8)]
    [InlineData("-2^2", -4)]
    [InlineData("(-2)^2", 4)]
    [InlineData("2^-3", 0.125)]
    [InlineData("2^3^2", 512)]
    [InlineData("2**3", 8)]
    [InlineData("--5", 5)]
    [InlineData("3 - -2", 5)]
    [InlineData("7-3-2", 2)]
    [InlineData("16/4/2", 2)]
    [InlineData("16×28×28", 12544)]
    [InlineData("16·3·49 + 16", 2368)]
    [InlineData("−17.2", -17.2)]
    [InlineData("166:5", 33.2)]
    [InlineData("166÷5", 33.2)]
    [InlineData(" 1.8538e4 ", 18538)]
    [InlineData("1e400/1e399", 10)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("+5", 5)]
    [InlineData("0^0", 1)]
    [InlineData("1e3*2", 2000)]
    [InlineData("4²", 16)]
    [InlineData("-2²", -4)]
    [InlineData("(-2)²", 4)]
    [InlineData("10⁻³", 0.001)]
    [InlineData("2¹⁰ - 24", 1000)]
    [InlineData("½", 0.5)]
    [InlineData("-¾ + 2", 1.25)]
    [InlineData("⅔*3", 2)]
    [InlineData("½²", 0.25)]
    [InlineData("√16", 4)]
    [InlineData("√(9/4)", 1.5)]
    [InlineData("√2", 1.4142135623730951)]
    [InlineData("-2*sqrt(2)", -2.8284271247461903)]
    [InlineData("√2²", 2)]
    [InlineData("(√2)²", 2)]
    [InlineData("√(1+√9)", 2)]
    [InlineData("√0", 0)]
    [InlineData("√1e-60", 1e-30)]
    public void Computes(string text, double value)
    {
        var (number, problem) = Arithmetic.Read(text, integer: false);
        Assert.Null(problem);
        Assert.Equal(value, number.Value);
    }

    [Fact]
    public void Random_expressions_are_computed_exactly() => Tree(4).Sample(tree =>
    {
        var (number, problem) = Arithmetic.Read(tree.Text, integer: false);
        if (tree.Text.Length > 200) return;
        if (tree.Value is not { } expected) Assert.Same(Problems.DividesByZero, problem);
        else
        {
            Assert.True(problem is null, $"{tree.Text}: {problem?.En}");
            Assert.Equal((double)expected.Numerator / (double)expected.Denominator, number.Value, Math.Abs(number.Value) * 1e-15);
        }
    }, iter: 5_000);

    [Fact]
    public void A_plain_decimal_keeps_the_digits_it_was_written_to_and_an_expression_has_none()
    {
        Assert.Equal(3, Arithmetic.Read("33.2", false).Number.SignificantDigits);
        Assert.Equal(3, Arithmetic.Read(" −33.2 ", false).Number.SignificantDigits);
        Assert.Equal(0, Arithmetic.Read("33.2+0", false).Number.SignificantDigits);
        Assert.Equal(0, Arithmetic.Read("(33.2)", false).Number.SignificantDigits);
    }

    [Theory]
    [InlineData("0,26894")]
    [InlineData("1 , 5")]
    [InlineData("1/3+0,5")]
    public void A_decimal_comma_is_told_to_be_a_dot(string text) => Assert.Same(Problems.DecimalComma, Arithmetic.Read(text, integer: false).Problem);

    [Theory]
    [InlineData("18,538")]
    [InlineData("18.538")]
    [InlineData("-18.538")]
    [InlineData("1.234.567")]
    [InlineData("18 538")]
    [InlineData("18\u00a0538")]
    [InlineData("18\u202f538")]
    [InlineData("18'538")]
    [InlineData("18’538")]
    [InlineData("18_538")]
    [InlineData("2.368+4.640+11.530")]
    public void Separated_thousands_of_a_whole_number_are_ambiguous(string text) =>
        Assert.Same(Problems.AmbiguousThousands, Arithmetic.Read(text, integer: true).Problem);

    [Theory]
    [InlineData("18538", 18538)]
    [InlineData("18538.0", 18538)]
    [InlineData("18538.000", 18538)]
    [InlineData("1.8538e4", 18538)]
    [InlineData("1.853e4", 18530)]
    [InlineData("18.5", 18.5)]
    [InlineData("0.538", 0.538)]
    public void A_whole_number_may_be_written_as_a_decimal_that_no_one_takes_for_thousands(string text, double value) =>
        Assert.Equal((value, null), (Arithmetic.Read(text, integer: true).Number.Value, Arithmetic.Read(text, integer: true).Problem));

    [Fact]
    public void A_real_number_with_three_decimals_is_just_that() => Assert.Equal(18.538, Arithmetic.Read("18.538", integer: false).Number.Value);

    [Theory]
    [InlineData("", 1)]
    [InlineData("2x", 2)]
    [InlineData("   2x", 5)]
    [InlineData("2+*3", 3)]
    [InlineData("2+", 3)]
    [InlineData("(2+3", 5)]
    [InlineData("2+3)", 4)]
    [InlineData("1..2", 1)]
    [InlineData("2+1.2.3", 3)]
    [InlineData("4^0.5", 3)]
    [InlineData("2(3)", 2)]
    [InlineData("NaN", 1)]
    [InlineData("Infinity", 1)]
    [InlineData("-∞", 2)]
    [InlineData("1e", 3)]
    [InlineData("٣", 1)]
    [InlineData("=5", 1)]
    [InlineData("5%", 2)]
    [InlineData("\0", 1)]
    public void What_is_no_arithmetic_is_refused_at_its_column(string text, int column)
    {
        foreach (var integer in new[] { false, true })
            Assert.Equal(Problems.NotArithmetic(column), Arithmetic.Read(text, integer).Problem);
    }

    [Theory]
    [InlineData("1/0")]
    [InlineData("0^-1")]
    [InlineData("1/(2-2)")]
    public void Nothing_is_divided_by_zero(string text) => Assert.Same(Problems.DividesByZero, Arithmetic.Read(text, false).Problem);

    [Theory]
    [InlineData("1e999")]
    [InlineData("10^400")]
    [InlineData("-10^309")]
    [InlineData("9^9^9^9")]
    [InlineData("(1.000001^400)^400")]
    [InlineData("2^99999999999999999999")]
    [InlineData("1e99999999999*2")]
    [InlineData("1e-99999*2")]
    [InlineData("(((10^300)^10)^10)^10")]
    public void What_no_double_holds_is_refused_before_it_is_computed(string text) =>
        Assert.NotNull(Arithmetic.Read(text, false).Problem);

    [Fact]
    public void The_dearest_expressions_stay_cheap()
    {
        string[] dear =
        [
            "1.000001^80" + string.Concat(Enumerable.Repeat("/7", 90)),
            string.Concat(Enumerable.Repeat("(1/3+", 28)) + "1/7" + new string(')', 28),
            new string('(', 100) + "1" + new string(')', 99),
            new string('-', 199) + "1",
            string.Join('*', Enumerable.Repeat("1.3^400", 25)),
        ];
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
            foreach (var text in dear) Arithmetic.Read(text, i % 2 == 0);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed} for 500 expressions");
    }

    [Fact]
    public void A_long_text_is_refused() => Assert.Equal(Problems.TooLong(200), Arithmetic.Read(new string('1', 201), false).Problem);

    [Fact]
    public void No_text_makes_it_throw() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789.eE+-*/^() ,'_×·:"], 0, 60]).Sample(text =>
        {
            var (number, problem) = Arithmetic.Read(text, integer: text.Length % 2 == 0);
            Assert.True(problem is not null || double.IsFinite(number.Value));
        }, iter: 20_000);

    /// <summary>An expression and its exact value; null where it divides by zero.</summary>
    private sealed record Expression(string Text, (BigInteger Numerator, BigInteger Denominator)? Value);

    private static Gen<Expression> Tree(int depth)
    {
        var leaf = Gen.Select(Gen.Int[0, 999], Gen.Int[0, 3], (n, places) => new Expression(
            new decimal(n, 0, 0, false, (byte)places).ToString(CultureInfo.InvariantCulture), (n, BigInteger.Pow(10, places))));
        if (depth == 0) return leaf;
        var inner = Tree(depth - 1);
        return Gen.Frequency(
            (1, leaf),
            (1, inner.Select(x => new Expression($"-({x.Text})", x.Value is { } v ? (-v.Numerator, v.Denominator) : null))),
            (1, Gen.Select(inner, Gen.Int[0, 3], (x, power) => new Expression(
                $"({x.Text})^{power}", x.Value is { } v ? (BigInteger.Pow(v.Numerator, power), BigInteger.Pow(v.Denominator, power)) : null))),
            (4, Gen.Select(inner, inner, Gen.Char["+-*/"], (x, y, sign) => new Expression($"({x.Text}) {sign} ({y.Text})", Apply(sign, x.Value, y.Value)))));
    }

    private static (BigInteger, BigInteger)? Apply(char sign, (BigInteger N, BigInteger D)? left, (BigInteger N, BigInteger D)? right) =>
        (left, right) is not ({ } x, { } y) ? null : sign switch
        {
            '+' => (x.N * y.D + y.N * x.D, x.D * y.D),
            '-' => (x.N * y.D - y.N * x.D, x.D * y.D),
            '*' => (x.N * y.N, x.D * y.D),
            _ => y.N.IsZero ? null : (x.N * y.D, x.D * y.N),
        };
}
