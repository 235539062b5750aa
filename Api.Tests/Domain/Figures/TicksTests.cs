using GradingService.Domain.Figures;

namespace GradingService.Tests.Domain.Figures;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 10, 6, "0 2 4 6 8 10")]
    [InlineData(-4.7, 4.7, 10, "−4 −3 −2 −1 0 1 2 3 4")]
    [InlineData(0.26, 0.5, 4, "0.3 0.4 0.5")]
    [InlineData(-0.5, 0.1, 4, "−0.4 −0.2 0.0")]
    [InlineData(0, 100, 3, "0 50 100")]
    public void Ticks_are_round_numbers_with_a_real_minus_sign(double low, double high, int most, string expected)
    {
        var ticks = Ticks.Of(new(low, high), most);
        Assert.Equal(expected, string.Join(' ', ticks.Values.Select(ticks.Text)));
    }

    [Theory]
    [InlineData(0, 3e7, "0 1 2 3", "w / 107")]
    [InlineData(-2e-5, 0, "−2 −1 0", "w / 10−5")]
    public void Large_and_small_numbers_share_a_power_of_ten(double low, double high, string expected, string name)
    {
        var ticks = Ticks.Of(new(low, high), 4);
        Assert.Equal((expected, name), (string.Join(' ', ticks.Values.Select(ticks.Text)), ticks.Name("w").Text));
    }

    [Fact]
    public void Ticks_of_any_range_are_few_ascending_and_within()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var low = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 14));
            var range = new DataRange(low, low + random.NextDouble() * Math.Pow(10, random.Next(-12, 14)));
            var most = random.Next(2, 12);
            var ticks = Ticks.Of(range, most).Values;
            Assert.InRange(ticks.Count, 0, most);
            Assert.All(ticks, tick => Assert.InRange(tick, range.Low - 1e-6 * range.Length, range.High + 1e-6 * range.Length));
            Assert.Equal(ticks.Order(), ticks);
        }
    }

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(0, 0)]
    [InlineData(1e300, 1e300)]
    [InlineData(5, 5)]
    public void A_range_is_never_empty_and_never_endless(double low, double high)
    {
        var range = new DataRange(low, high);
        Assert.True(range.Length > 0 && double.IsFinite(range.Length));
        Assert.NotEmpty(Ticks.Of(range, 5).Values);
    }

    [Theory]
    [InlineData(-2.5, "−2.5")]
    [InlineData(1 / 3.0, "0.3333")]
    [InlineData(18538, "18538")]
    [InlineData(0.0, "0")]
    [InlineData(1.5e300, "1.5e300")]
    [InlineData(2e-7, "2e−7")]
    [InlineData(double.NaN, "?")]
    public void Numbers_are_short(double value, string expected) => Assert.Equal(expected, FigureNumber.Of(value));
}
