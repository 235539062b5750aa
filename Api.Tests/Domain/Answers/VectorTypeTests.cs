using CsCheck;
using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Answers;

public sealed class VectorTypeTests
{
    private static readonly VectorType Three = new(3);
    private static readonly double[] Gradient = [33.2, 33.2, 29.6];

    private static Answer Read(string json) => Three.Read(Json.Of(json)).Answer ?? throw new InvalidOperationException(json);

    private static Comparison Compare(string json, params double[] target) => Three.Compare(Read(json), target, Tolerance.Real);

    [Theory]
    [InlineData("[33.2, 33.2, 29.6]")]
    [InlineData("[[33.2, 33.2, 29.6]]")]
    [InlineData("[[[33.2, 33.2, 29.6]]]")]
    [InlineData("[[33.2], [33.2], [29.6]]")]
    [InlineData("[\"166/5\", \"166/5\", \"148/5\"]")]
    public void A_vector_may_be_a_row_or_a_column(string json) => Assert.True(Compare(json, Gradient).IsEqual);

    [Fact]
    public void Wrong_and_blank_entries_are_named_and_the_rest_earns_credit()
    {
        var compared = Compare("[33.2, 33.3, null]", Gradient);
        Assert.Equal(new Rational(1, 3), compared.Fraction);
        Assert.Equal(["[1]", "[2]"], compared.WrongEntries!);
    }

    [Theory]
    [InlineData("[33.2, 33.2]")]
    [InlineData("[33.2, 33.2, 29.6, 0]")]
    public void A_wrong_length_is_readable_and_earns_nothing(string json)
    {
        var compared = Compare(json, Gradient);
        Assert.Equal(Rational.Zero, compared.Fraction);
        Assert.NotNull(compared.Remark);
    }

    [Theory]
    [InlineData("[[1, 2], [3, 4]]")]
    [InlineData("[[1, 2, 3], [4, 5, 6]]")]
    [InlineData("[[1, 2], [3]]")]
    [InlineData("33.2")]
    [InlineData("\"[1, 2, 3]\"")]
    [InlineData("{\"0\": 1}")]
    public void Matrices_ragged_arrays_and_other_things_are_unreadable(string json) => Assert.NotNull(Three.Read(Json.Of(json)).Problem);

    [Theory]
    [InlineData("[7, 7, 7]", false)]
    [InlineData("[0, 0, 0]", false)]
    [InlineData("[33.2, 33.2]", false)]
    [InlineData("[16.6, 16.6, 14.8]", true)]
    [InlineData("[null, 33.2, 1]", true)]
    [InlineData("[null, 33.2, 33.2]", false)]
    public void Only_a_vector_that_is_neither_constant_nor_of_another_size_is_followed(string json, bool followed) =>
        Assert.Equal(followed, Three.TryFollow(Read(json), Gradient, out _));

    [Fact]
    public void A_constant_may_stand_for_a_constant_but_zeros_for_none()
    {
        Assert.True(Three.TryFollow(Read("[7, 7, 7]"), [1, 1, 1], out _));
        Assert.False(Three.TryFollow(Read("[0, 0, 0]"), [1, 1, 1], out _));
        Assert.True(Three.TryFollow(Read("[7, 7, 7]"), [0, 0, 0], out _));
    }

    [Fact]
    public void Blank_entries_are_followed_from_the_reference()
    {
        Assert.True(Three.TryFollow(Read("[16.6, null, 14.8]"), Gradient, out var own));
        Assert.Equal([16.6, 33.2, 14.8], own);
    }

    [Fact]
    public void Values_that_differ_in_their_last_bits_are_the_same_also_beside_zeros()
    {
        Assert.True(Three.Same([0.1 * 332, 0, 1e-17], [33.2, 0, 0]));
        Assert.True(Three.Same([1e-17, 0, 0], [0, 0, 0]));
        Assert.False(Three.Same([33.2001, 0, 0], [33.2, 0, 0]));
        Assert.False(Three.Same([double.NaN, 0, 0], [double.NaN, 0, 0]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_entry_that_should_not_be_finite_is_never_right(double odd) =>
        Assert.Equal(["[1]"], Compare("[33.2, 1e308, 29.6]", 33.2, odd, 29.6).WrongEntries!);

    [Fact]
    public void What_it_writes_reads_back_as_equal() => Gen.Double[-1e9, 1e9].Array[1, 20].Sample(vector =>
        Assert.True(Compare(Three.Write(vector).ToJsonString(), vector).IsEqual));
}
