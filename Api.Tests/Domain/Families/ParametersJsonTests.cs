using GradingService.Domain.Families;
using GradingService.Domain.Numerics;
using GradingService.Tests.Domain.Answers;

namespace GradingService.Tests.Domain.Families;

public sealed class ParametersJsonTests
{
    public sealed record Sizes(double Width, Rational Share, double[][] Rows)
    {
        public int Count { get; init; } = 1;
    }

    [Fact]
    public void Numbers_may_be_written_as_arithmetic_and_shares_as_fractions()
    {
        var read = ParametersJson.Read<Sizes>(Json.Of("""{"width": "1/3+2", "share": "2/3", "rows": [[1, "-0.5"]], "count": 7}"""));
        Assert.Equal((7 / 3.0, new Rational(2, 3), -0.5, 7), (read.Width, read.Share, read.Rows[0][1], read.Count));
        Assert.Equal(new Rational(5, 2), ParametersJson.Read<Sizes>(Json.Of("""{"width": 1, "share": 2.5, "rows": []}""")).Share);
    }

    [Theory]
    [InlineData("""{"width": 1e999, "share": 1, "rows": []}""", "/width")]
    [InlineData("""{"width": true, "share": 1, "rows": []}""", "/width")]
    [InlineData("""{"width": 1, "share": "0.5.1", "rows": []}""", "/share")]
    [InlineData("""{"width": 1, "share": 1, "rows": [[1], ["x"]]}""", "/rows/1/0")]
    [InlineData("""{"width": 1, "share": 1, "rows": [[1], null]}""", "/rows/1")]
    [InlineData("""{"width": 1, "share": 1, "rows": [], "count": "7"}""", "/count")]
    [InlineData("""{"width": 1, "share": 1, "rows": [], "count": 1.5}""", "/count")]
    [InlineData("""{"width": 1, "share": 1, "rows": [], "a.b/c": 1}""", "/a.b~1c")]
    [InlineData("""{"width": 1, "share": 1}""", "")]
    [InlineData("""{"width": 1, "Width": 1, "share": 1, "rows": []}""", "/Width")]
    [InlineData("null", "")]
    public void What_does_not_fit_is_told_where_it_stands(string json, string pointer)
    {
        var thrown = Assert.Throws<ParametersException>(() => ParametersJson.Read<Sizes>(Json.Of(json)));
        Assert.Equal(pointer, thrown.Pointer);
        Assert.DoesNotContain("System.", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("GradingService", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("$", "")]
    [InlineData("$.questions[0].points", "/questions/0/points")]
    [InlineData("$.tolerances['b.loss'].relative", "/tolerances/b.loss/relative")]
    [InlineData("$.parameters.Wxh[0][1]", "/parameters/Wxh/0/1")]
    [InlineData("Layers[0].KernelSize", "/layers/0/kernelSize")]
    public void A_path_is_told_as_a_pointer(string path, string pointer) => Assert.Equal(pointer, ParametersJson.Pointer(path));
}
