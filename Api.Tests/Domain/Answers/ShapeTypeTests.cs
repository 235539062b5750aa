using CsCheck;
using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Answers;

public sealed class ShapeTypeTests
{
    private static Comparison Compare(string json, params int[] target) =>
        ShapeType.Instance.Compare(ShapeType.Instance.Read(Json.Of(json)).Answer ?? throw new InvalidOperationException(json), target, Tolerance.Exact);

    [Theory]
    [InlineData("[16, 28, 28]")]
    [InlineData("[1, 16, 28, 28]")]
    [InlineData("[-1, 16, 28, 28]")]
    [InlineData("[null, 16, 28, 28]")]
    [InlineData("[\"N\", 16, 28, 28]")]
    [InlineData("[\" none \", \"16\", \"28.0\", \"4*7\"]")]
    public void A_batch_before_a_map_is_ignored(string json) => Assert.True(Compare(json, 16, 28, 28).IsEqual);

    [Theory]
    [InlineData("1152")]
    [InlineData("[1152]")]
    [InlineData("[1, 1152]")]
    [InlineData("[1152, 1]")]
    [InlineData("[\"B\", 1152]")]
    [InlineData("[\"32*6*6\"]")]
    public void A_vector_may_be_a_row_or_a_column(string json) => Assert.True(Compare(json, 1152).IsEqual);

    [Theory]
    [InlineData("[32, 1, 1]")]
    [InlineData("[32]")]
    [InlineData("[1, 32]")]
    [InlineData("[1, 32, 1, 1]")]
    public void Maps_of_one_pixel_may_be_a_vector(string json) => Assert.True(Compare(json, 32, 1, 1).IsEqual);

    [Theory]
    [InlineData("[28, 28]", 0)]
    [InlineData("[2, 16, 28, 28]", 0)]
    [InlineData("[16, 28, 28, 1]", 0)]
    [InlineData("[16, 28, 27]", 2)]
    [InlineData("[16, 28.5, 28]", 2)]
    [InlineData("[\"N\", 28, 28]", 2)]
    [InlineData("[null, 28, 28]", 2)]
    [InlineData("[28, 28, 16]", 1)]
    [InlineData("[-16, 28, 28]", 2)]
    [InlineData("[12544]", 0)]
    public void Wrong_sizes_earn_what_is_right_in_them(string json, int right)
    {
        var compared = Compare(json, 16, 28, 28);
        Assert.False(compared.IsEqual);
        Assert.Equal(right, compared.Right);
    }

    [Theory]
    [InlineData("\"16x28x28\"")]
    [InlineData("[16, \"N\", 28]")]
    [InlineData("[16, [28, 28]]")]
    [InlineData("[16, true]")]
    [InlineData("[1e999]")]
    [InlineData("[\"1.152\"]")]
    [InlineData("[1, 2, 3, 4, 5, 6, 7]")]
    [InlineData("{\"channels\": 16}")]
    public void What_is_no_shape_is_unreadable(string json) => Assert.NotNull(ShapeType.Instance.Read(Json.Of(json)).Problem);

    [Theory]
    [InlineData("[16, 28, 28]", true)]
    [InlineData("[16, null, 28]", true)]
    [InlineData("[16, 0, 28]", false)]
    [InlineData("[16, -3, 28]", false)]
    [InlineData("[16, 28.5, 28]", false)]
    [InlineData("[16, 1e10, 28]", false)]
    [InlineData("[28, 28]", false)]
    public void Only_whole_positive_sizes_are_followed(string json, bool followed) =>
        Assert.Equal(followed, ShapeType.Instance.TryFollow(ShapeType.Instance.Read(Json.Of(json)).Answer!, [16, 29, 29], out _));

    [Fact]
    public void What_it_writes_reads_back_as_equal() => Gen.Int[1, int.MaxValue].Array[1, 4].Sample(shape =>
        Assert.True(Compare(ShapeType.Instance.Write(shape).ToJsonString(), shape).IsEqual));
}
