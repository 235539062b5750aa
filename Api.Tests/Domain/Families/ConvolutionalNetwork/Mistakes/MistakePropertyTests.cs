using GradingService.Domain.Families.ConvolutionalNetwork;
using GradingService.Domain.Families.ConvolutionalNetwork.Mistakes;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork.Mistakes;

public sealed class MistakePropertyTests
{
    [Fact]
    public void No_mistake_fails_on_any_network()
    {
        foreach (var network in NetworkFixtures.All.Select(fixture => fixture.Network))
        {
            foreach (var mistake in ShapeMistakes.All)
            {
                var shapes = mistake.Through(network.Architecture);
                Assert.True(shapes is null || shapes.All(layer => layer.Output.Elements > 0));
            }

            Assert.All(ParameterMistakes.All, mistake => Assert.True(mistake.Total(network.Layers) >= 0));
            for (var layer = 0; layer < network.Layers.Count; layer++)
                Assert.All(FieldMistakes.All, mistake => mistake.At(network, layer));
        }
    }

    [Theory]
    [InlineData("padding-ignored", 7)]
    [InlineData("padding-counted-once", 9)]
    [InlineData("dilation-ignored", 13)]
    [InlineData("ceil-instead-of-floor", 11)]
    [InlineData("plus-one-forgotten", 9)]
    public void Conventions_for_one_layer_work_on_the_student_s_own_input(string code, long size)
    {
        Layer[] layers = [new Convolution(4, Extent.Square(3)) { Stride = Extent.Square(2), Padding = Extent.Square(3), Dilation = Extent.Square(4) }];
        var mistake = ShapeMistakes.All.Single(mistake => mistake.Code == code);
        Assert.Equal(TensorShape.OfMap(4, Extent.Square(10)), ShapeRules.Output(layers[0], TensorShape.OfMap(3, 22, 22), out _));
        Assert.Equal(size, mistake.Output(layers, 0, TensorShape.OfMap(3, 22, 22))?.Map?.Height);
    }

    [Fact]
    public void Flatten_before_the_last_pool_needs_the_student_s_earlier_shapes()
    {
        var layers = ExamNetwork.Architecture.Layers;
        var mistake = ShapeMistakes.All.Single(mistake => mistake.Code == "flatten-before-last-pool");
        var flatten = ExamNetwork.IndexOf("flatten");
        Assert.Null(mistake.Output(layers, flatten, TensorShape.OfMap(32, 6, 6)));
        TensorShape?[] own = [null, null, null, TensorShape.OfMap(32, 13, 13), TensorShape.OfMap(32, 7, 7)];
        Assert.Equal(TensorShape.OfVector(32 * 169), mistake.Convention(layers, flatten, index => own[index]));
    }

    [Fact]
    public void Rectangular_kernels_give_rectangular_mistakes()
    {
        var network = ExamNetwork.Build("""{"type":"conv","filters":2,"kernel":[3,5],"stride":[2,1]},{"type":"maxPool","kernel":[1,2]}""", "[1,20,21]");
        Assert.Equal(new FieldSize(3, 6), FieldMistakes.All.Single(mistake => mistake.Code == "stride-ignored").At(network, 1));
        Assert.Equal(new FieldSize(18, 18), FieldMistakes.All.Single(mistake => mistake.Code == "area-instead-of-side").At(network, 1));
        Assert.Equal(2 * 3 + 2, ParameterMistakes.All.Single(mistake => mistake.Code == "kernel-side-instead-of-area").Total(network.Layers));
    }

    [Fact]
    public void Groups_and_batch_normalization_have_their_own_miscounts()
    {
        var layers = ExamNetwork.Build("""{"type":"conv","filters":4,"kernel":3,"groups":2},{"type":"batchNorm"}""", "[4,9,9]").Layers;
        Assert.Equal(4 * 4 * 9 + 4 + 8, ParameterMistakes.All.Single(mistake => mistake.Code == "groups-ignored").Total(layers));
        Assert.Equal(4 * 2 * 9 + 4, ParameterMistakes.All.Single(mistake => mistake.Code == "batch-norm-left-out").Total(layers));
        Assert.Equal(4 * 2 * 9 + 4 + 16, ParameterMistakes.All.Single(mistake => mistake.Code == "batch-norm-statistics-counted").Total(layers));
    }
}
