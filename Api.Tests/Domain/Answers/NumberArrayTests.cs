using CsCheck;
using GradingService.Domain.Answers;

namespace GradingService.Tests.Domain.Answers;

public sealed class NumberArrayTests
{
    private static NumberArray Read(string json) => Assert.IsType<NumberArray>(NumberArray.Read(Json.Of(json)).Answer);

    [Fact]
    public void Entries_stand_rows_first()
    {
        var array = Read("[[1, \"1/2\", null], [4, \"\", 6e0]]");
        Assert.Equal([2, 3], array.Dimensions);
        Assert.Equal([1, 0.5, null, 4, null, 6], array.Entries.Select(entry => entry?.Value));
    }

    [Theory]
    [InlineData("[[1, 2], [3]]", "/1")]
    [InlineData("[[1], 2]", "/1")]
    [InlineData("[1, [2]]", "/1")]
    [InlineData("[[1, 2], [3, []]]", "/1/1")]
    [InlineData("[[], [1]]", "")]
    [InlineData("[[[[[1]]]]]", "")]
    [InlineData("[1, true]", "/1")]
    [InlineData("[1, {\"x\": 2}]", "/1")]
    [InlineData("[[1, 2], [3, \"x\"]]", "/1/1")]
    [InlineData("[[1, 2], [3, 1e999]]", "/1/1")]
    public void What_is_ragged_or_no_number_is_refused_where_it_stands(string json, string pointer)
    {
        var reading = NumberArray.Read(Json.Of(json));
        Assert.NotNull(reading.Problem);
        Assert.Equal(pointer, reading.Pointer);
    }

    [Fact]
    public void Ten_thousand_entries_are_read_and_more_are_refused()
    {
        Assert.Equal(10_000, Read($"[{string.Join(',', Enumerable.Repeat(1, 10_000))}]").Count);
        Assert.Equal(Problems.TooMany(10_000), NumberArray.Read(Json.Of($"[{string.Join(',', Enumerable.Repeat(1, 10_001))}]")).Problem);
    }

    [Fact]
    public void Sizes_whose_product_overflows_are_refused()
    {
        // 65536 along each of four axes: the product is 2^64, which is 0 in a long.
        var rest = string.Concat(Enumerable.Repeat(",0", 65_535)) + "]";
        Assert.Equal(Problems.TooMany(10_000), NumberArray.Read(Json.Of("[[[[0" + rest + rest + rest + rest)).Problem);
    }

    [Fact]
    public void What_was_understood_has_the_shape_that_was_written() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[-99, 99].Array[27]).Sample((a, b, c, numbers) =>
        {
            var json = "[" + string.Join(",", numbers.Chunk(c).Chunk(b).Take(a).Select(block =>
                "[" + string.Join(",", block.Select(row => "[" + string.Join(",", row) + "]")) + "]")) + "]";
            if (numbers.Length < a * b * c || 27 % c != 0) return;
            var reading = NumberArray.Read(Json.Of(json));
            if (reading.Problem is null) Assert.Equal(json, reading.Answer!.Understood().ToJsonString());
        });
}
