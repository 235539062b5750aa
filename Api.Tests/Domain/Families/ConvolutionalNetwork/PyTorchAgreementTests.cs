using GradingService.Domain.Families.ConvolutionalNetwork;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork;

public sealed class PyTorchAgreementTests
{
    [Fact]
    public void There_are_at_least_250_networks_with_every_kind_of_layer()
    {
        var layers = NetworkFixtures.All.SelectMany(fixture => fixture.Network.Architecture.Layers).ToArray();
        Assert.True(NetworkFixtures.All.Count >= 250);
        Assert.True(layers.Select(layer => layer.Type).Distinct().Count() >= 15);
        Assert.True(layers.OfType<Convolution>().Count(conv => conv.Groups > 1) >= 20);
        Assert.True(layers.OfType<Convolution>().Count(conv => conv.Dilation != Extent.One) >= 50);
        Assert.True(layers.OfType<Convolution>().Count(conv => !conv.Kernel.IsSquare) >= 50);
        Assert.True(layers.OfType<Convolution>().Count(conv => !conv.Bias) >= 50);
    }

    [Fact]
    public void Shapes_of_every_layer_are_the_same()
    {
        foreach (var fixture in NetworkFixtures.All)
            Assert.Equal(fixture.Shapes, fixture.Network.Layers.Select(layer => layer.Output.Dimensions));
    }

    [Fact]
    public void Trainable_parameters_of_every_layer_are_the_same()
    {
        foreach (var fixture in NetworkFixtures.All)
        {
            Assert.Equal(fixture.Parameters, fixture.Network.Parameters.Select(count => (long)count));
            Assert.Equal(fixture.Total, fixture.Network.TotalParameters);
        }
    }

    [Fact]
    public void Receptive_fields_are_the_extent_of_the_gradient()
    {
        var compared = 0;
        foreach (var fixture in NetworkFixtures.All)
        {
            foreach (var (index, measured) in fixture.Fields.Index())
            {
                if (measured is null)
                    continue;
                Assert.True(measured == fixture.Network.Fields[index].Size, $"{fixture.Json} at {index}: {measured}, not {fixture.Network.Fields[index].Size}");
                compared++;
            }
        }

        Assert.True(compared >= 1000);
    }

    [Fact]
    public void Dense_layers_see_the_part_of_the_image_their_gradient_reaches()
    {
        var compared = 0;
        foreach (var fixture in NetworkFixtures.All)
        {
            foreach (var (index, measured) in fixture.DenseSpans.Index())
            {
                if (measured is not { } span)
                    continue;
                var field = fixture.Network.Fields[index];
                var (size, within) = (field.Size!.Value, new Extent(field.Height!.Whole!.Reached, field.Width!.Whole!.Reached));
                // Windows with gaps may skip the pixel at which a cut span ends; the span is then an upper bound.
                if (fixture.Network.Architecture.Layers.Any(LeavesGaps))
                    Assert.True(span.Height <= within.Height && span.Width <= within.Width, fixture.Json);
                else
                    Assert.True(span == within, $"{fixture.Json} at {index}: {span}, not {within}");
                Assert.True(within.Height <= size.Height && within.Width <= size.Width, fixture.Json);
                Assert.Contains(within, field.RightSizes);
                compared++;
            }
        }

        Assert.True(compared >= 200);
    }

    [Fact]
    public void Images_of_other_sizes_pass_or_fail_at_the_same_layer_with_the_same_shapes()
    {
        foreach (var fixture in NetworkFixtures.All)
        {
            foreach (var run in fixture.Runs)
            {
                var pass = fixture.Network.Run(run.Size);
                Assert.Equal(run.FailsAt, pass.Failure?.Layer);
                Assert.Equal(run.Shapes, pass.Layers.Select(layer => layer.Output.Dimensions));
                Assert.Equal(run.FailsAt is null, fixture.Network.AcceptedSizes.Contains(run.Size));
            }
        }
    }

    [Theory]
    [InlineData("alexnet", 61_100_840)]
    [InlineData("vgg16", 138_357_544)]
    public void Published_networks_have_their_published_size(string name, long total)
    {
        var fixture = NetworkFixtures.Published(name);
        Assert.Equal(total, fixture.Network.TotalParameters);
        Assert.Equal(fixture.Total, fixture.Network.TotalParameters);
        Assert.Equal(fixture.Parameters, fixture.Network.Parameters.Select(count => (long)count));
        Assert.Equal(fixture.Shapes, fixture.Network.Layers.Select(layer => layer.Output.Dimensions));
    }

    private static bool LeavesGaps(Layer layer) => layer switch
    {
        Convolution conv => conv.Dilation != Extent.One || conv.Stride.Height > conv.Kernel.Height || conv.Stride.Width > conv.Kernel.Width,
        Pooling pool => pool.Stride.Height > pool.Kernel.Height || pool.Stride.Width > pool.Kernel.Width,
        _ => false,
    };
}
