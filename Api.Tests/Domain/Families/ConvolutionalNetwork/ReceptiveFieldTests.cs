using GradingService.Domain.Families.ConvolutionalNetwork;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork;

public sealed class ReceptiveFieldTests
{
    [Theory]
    [InlineData("conv1", 7, 1, 2L, 3.0)]
    [InlineData("pool1", 9, 2, 4L, 4.0)]
    [InlineData("conv2", 17, 4, 4L, 8.0)]
    [InlineData("pool2", 21, 4, 8L, 10.0)]
    [InlineData("flatten", 21, 8, null, 10.0)]
    [InlineData("fc", 61, 8, null, 30.0)]
    public void Field_jumps_and_centre_in_the_exam_s_network(string name, long size, long jumpIn, long? jumpOut, double centre)
    {
        var field = ExamNetwork.Instance.Fields[ExamNetwork.IndexOf(name)];
        Assert.Equal(Extent.Square(size), field.Size);
        Assert.Equal((jumpIn, jumpOut, centre), (field.Width!.JumpIn, field.Width.JumpOut, field.Width.FirstCentre));
        Assert.Equal([Extent.Square(size)], field.RightSizes);
    }

    [Fact]
    public void A_padded_dense_layer_may_also_be_given_the_span_within_the_image()
    {
        var network = ExamNetwork.Build("""{"type":"conv","filters":4,"kernel":5,"padding":2},{"type":"linear","units":2}""", "[1,20,30]");
        Assert.Equal([new Extent(24, 34), new Extent(20, 30)], network.Fields[1].RightSizes);
        Assert.Equal([new Extent(5, 5)], network.Fields[0].RightSizes);
        Assert.Equal(0.0, network.Fields[0].Height!.FirstCentre);
    }

    [Fact]
    public void A_6_by_6_convolution_and_global_pooling_see_as_much_as_the_dense_layer()
    {
        var network = ExamNetwork.Build($$"""{{ExamNetwork.Trunk}},{"type":"conv","filters":10,"kernel":6},{"type":"globalAveragePool"}""");
        Assert.Equal(Extent.Square(61), network.Fields[4].Size);
        Assert.Equal(Extent.Square(61), network.Fields[5].Size);
    }

    [Fact]
    public void Adaptive_pooling_that_divides_evenly_is_a_pooling_with_that_window()
    {
        var network = ExamNetwork.Build("""{"type":"conv","filters":4,"kernel":3},{"type":"adaptiveMaxPool","output":[6,5]}""", "[3,62,62]");
        Assert.Equal(new Extent(12, 14), network.Fields[1].Size!.Value);
        Assert.Equal(10, network.Fields[1].Height!.JumpOut);
        Assert.Equal(12, network.Fields[1].Width!.JumpOut);
    }

    [Fact]
    public void Units_over_bins_of_different_sizes_have_no_common_field_but_the_dense_layer_behind_them_has()
    {
        var network = ExamNetwork.Build("""{"type":"adaptiveAvgPool","output":7},{"type":"flatten"},{"type":"linear","units":2}""", "[3,16,16]");
        Assert.Null(network.Fields[0].Size);
        Assert.Empty(network.Fields[1].RightSizes);
        Assert.Equal(Extent.Square(16), network.Fields[2].Size);
    }
}
