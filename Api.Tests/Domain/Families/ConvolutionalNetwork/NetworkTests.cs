using GradingService.Domain.Families.ConvolutionalNetwork;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork;

public sealed class NetworkTests
{
    [Fact]
    public void Shapes_of_the_exam_s_network() => Assert.Equal(
        ["16×28×28", "16×14×14", "32×12×12", "32×6×6", "1152", "10"], ExamNetwork.Instance.Layers.Select(layer => layer.Output.ToString()));

    [Fact]
    public void Parameters_of_the_exam_s_network()
    {
        Assert.Equal([2368, 0, 4640, 0, 0, 11530], ExamNetwork.Instance.Parameters.Select(count => (int)count));
        Assert.Equal(18538, ExamNetwork.Instance.TotalParameters);
    }

    [Fact]
    public void Multiply_adds_of_the_exam_s_network()
    {
        Assert.Equal([28 * 28 * 16 * 147, 0, 12 * 12 * 32 * 144, 0, 0, 11520], ExamNetwork.Instance.MultiplyAdds.Select(count => (int)count));
        Assert.Equal(28 * 28 * 16 * 147 + 12 * 12 * 32 * 144 + 11520, ExamNetwork.Instance.TotalMultiplyAdds);
    }

    [Fact]
    public void Multiply_adds_are_those_counted_one_by_one()
    {
        var layer = new Convolution(6, new(3, 2)) { Groups = 2, Stride = new(2, 1), Bias = false };
        var output = ShapeRules.Output(layer, TensorShape.OfMap(4, 9, 7), out _)!.Value;
        var count = 0;
        for (var position = 0; position < output.Map!.Value.Height * output.Map.Value.Width; position++)
        {
            for (var filter = 0; filter < 6; filter++)
            {
                for (var channel = 0; channel < 4; channel++)
                {
                    if (filter / 3 == channel / 2)
                        count += 3 * 2;
                }
            }
        }

        Assert.Equal(count, MultiplyAdds.Of(layer, TensorShape.OfMap(4, 9, 7), output));
    }

    [Fact]
    public void A_larger_image_stops_at_the_dense_layer_with_both_counts()
    {
        var failure = ExamNetwork.Instance.Run(new(64, 80)).Failure!;
        Assert.Equal(5, failure.Layer);
        Assert.Equal(TensorShape.OfVector(1536), failure.Input);
        Assert.Equal("Layer 6 (fc) expects 1152 inputs but gets 1536.", failure.Message.En);
        Assert.Equal("Sloj 6 (fc) očekuje 1152 ulaza, a dobiva 1536.", failure.Message.Hr);
    }

    [Theory]
    [InlineData("""{"type":"conv","filters":4,"kernel":9}""", "does not fit into the map 8×8")]
    [InlineData("""{"type":"conv","filters":4,"kernel":3,"dilation":4}""", "window 9×9 does not fit")]
    [InlineData("""{"type":"conv","filters":4,"kernel":1,"groups":2}""", "2 groups do not divide 3 input channels")]
    [InlineData("""{"type":"maxPool","kernel":3,"padding":[2,1]}""", "more than half the window")]
    [InlineData("""{"type":"avgPool","kernel":3,"padding":[1,2]}""", "the padding 1×2 is more than half the window 3×3")]
    [InlineData("""{"type":"flatten"},{"type":"conv","filters":4,"kernel":1}""", "Layer 2 (conv) needs a feature map but gets a vector of 192")]
    [InlineData("""{"name":"p","type":"maxPool","kernel":2,"stride":9},{"name":"q","type":"avgPool","kernel":2}""", "Layer 2 (q) ")]
    public void Layers_that_do_not_fit_are_named_with_shapes(string layers, string expected)
    {
        Assert.Null(Network.Build(ExamNetwork.Read(layers, "[3,8,8]"), out var failure));
        Assert.Contains(expected, failure!.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pooling_may_be_padded_by_half_its_window_rounded_down() => Assert.Equal(
        TensorShape.OfMap(3, 4, 5), ExamNetwork.Build("""{"type":"maxPool","kernel":[4,5],"stride":2,"padding":2}""", "[3,7,10]").Output);

    [Fact]
    public void A_dense_layer_takes_a_map_by_the_product_of_its_sizes()
    {
        var network = ExamNetwork.Build("""{"type":"linear","units":2}""", "[3,4,6]");
        Assert.Equal(3 * 24 * 2 + 2, network.TotalParameters);
        Assert.Null(network.Run(new(3, 8)).Failure);
        Assert.Null(network.Run(new(24, 1)).Failure);
        Assert.NotNull(network.Run(new(5, 5)).Failure);
    }

    [Fact]
    public void The_largest_network_allowed_is_solved_without_overflow_and_quickly()
    {
        var conv = """{"type":"conv","filters":1000000,"kernel":10000,"padding":10000,"dilation":1}""";
        var network = ExamNetwork.Build(
            string.Join(',', Enumerable.Repeat(conv, 98)) + """,{"type":"flatten"},{"type":"linear","units":1000000}""", "[100000,100000,100000]");
        var side = 100_000 + 98L * 10_001;
        Assert.Equal(TensorShape.OfMap(1_000_000, Extent.Square(side)), network.Layers[97].Output);
        Assert.Equal(1 + 98L * 9999 + side - 1, network.Fields[99].Size!.Value.Height);
        Assert.True(network.AcceptedSizes.Contains(network.InputSize));
        Assert.True(network.TotalParameters > 97 * System.Numerics.BigInteger.Pow(10, 20));
    }
}
