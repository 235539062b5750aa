using CsCheck;
using GradingService.Domain.Answers;

namespace GradingService.Tests.Domain.Answers;

public sealed class NumberTypeTests
{
    private static bool IsRight(NumberType type, string json, double target)
    {
        var reading = type.Read(Json.Of(json));
        Assert.Null(reading.Problem);
        return type.Compare(reading.Answer!, target, type.DefaultTolerance).IsEqual;
    }

    [Theory]
    [InlineData("18538")]
    [InlineData("18538.0")]
    [InlineData("1.8538e4")]
    [InlineData("\"18538\"")]
    [InlineData("\"2368+4640+11530\"")]
    [InlineData("[18538]")]
    [InlineData("[[\"18538\"]]")]
    public void A_count_may_be_written_in_many_ways(string json) => Assert.True(IsRight(NumberType.Integer, json, 18538));

    [Theory]
    [InlineData("18.538")]
    [InlineData("18537")]
    [InlineData("18538.4")]
    [InlineData("-18538")]
    [InlineData("0")]
    [InlineData("1e300")]
    public void A_wrong_count_is_readable_and_wrong(string json) => Assert.False(IsRight(NumberType.Integer, json, 18538));

    [Theory]
    [InlineData("true")]
    [InlineData("{\"value\": 1}")]
    [InlineData("[1, 2]")]
    [InlineData("1e999")]
    [InlineData("\"1e999\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"six\"")]
    [InlineData("[[], 1]")]
    public void What_is_no_number_is_unreadable(string json)
    {
        Assert.NotNull(NumberType.Real.Read(Json.Of(json)).Problem);
        Assert.NotNull(NumberType.Integer.Read(Json.Of(json)).Problem);
    }

    [Fact]
    public void A_zero_is_not_followed_where_the_reference_is_none()
    {
        Assert.False(NumberType.Real.TryFollow(NumberType.Real.Read(Json.Of("0")).Answer!, 16, out _));
        Assert.True(NumberType.Real.TryFollow(NumberType.Real.Read(Json.Of("8")).Answer!, 16, out var own));
        Assert.Equal(8, own);
        Assert.True(NumberType.Real.TryFollow(NumberType.Real.Read(Json.Of("3")).Answer!, 0, out _));
    }

    [Fact]
    public void What_it_writes_reads_back_as_equal() => Gen.Double[-1e18, 1e18].Sample(value =>
    {
        var written = NumberType.Real.Write(value).ToJsonString();
        Assert.True(IsRight(NumberType.Real, written, value), written);
    });

    [Fact]
    public void Whole_numbers_are_written_with_all_their_digits() => Gen.Long[0, 1L << 53].Sample(value =>
        Assert.Equal((double)value, ((NumberArray)NumberType.Integer.Read(Json.Of(NumberType.Integer.Write(value).ToJsonString())).Answer!).Entries[0]!.Value.Value));

    [Fact]
    public void A_real_is_written_without_the_noise_of_its_last_bits() => Assert.Equal("33.2", NumberType.Real.Write(0.1 * 332).ToJsonString());

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void No_answer_equals_a_target_that_is_not_finite(double target) => Assert.False(IsRight(NumberType.Real, "1e308", target));

    [Fact]
    public void Reals_take_decimals_that_counts_refuse()
    {
        Assert.Equal("18.538", Json.Understood(NumberType.Real, "\"18.538\""));
        Assert.Equal(Problems.AmbiguousThousands.En, Json.Understood(NumberType.Integer, "\"18.538\""));
        Assert.Equal("18.538", Json.Understood(NumberType.Integer, "18.538"));
    }
}
