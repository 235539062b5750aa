using GradingService.Domain.Families.ConvolutionalNetwork;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork;

public sealed class AcceptedSizesTests
{
    [Fact]
    public void The_exam_s_network_takes_squares_of_side_61_to_68() =>
        Assert.Equal([new SizeInterval(61, 68)], ExamNetwork.Instance.AcceptedSizes.SquareSides);

    [Fact]
    public void The_exam_s_network_takes_one_rectangle_for_every_way_to_write_36_as_a_product()
    {
        var sizes = ExamNetwork.Instance.AcceptedSizes;
        Assert.Equal(9, sizes.Rectangles.Count);
        Assert.True(sizes.Contains(new(45, 92)));
        Assert.False(sizes.Contains(new(45, 93)));
        Assert.False(sizes.Contains(new(64, 80)));
        Assert.Null(sizes.Minimum);
        Assert.False(ExamNetwork.Instance.IsSuitableForAnySize);
    }

    [Theory]
    [InlineData("""{"type":"globalAveragePool"},{"type":"linear","units":10}""", 21)]
    [InlineData("""{"type":"adaptiveAvgPool","output":6},{"type":"linear","units":10}""", 21)]
    [InlineData("""{"type":"conv","filters":10,"kernel":6},{"type":"globalAveragePool"}""", 61)]
    public void A_head_that_takes_any_map_sets_only_a_minimum(string head, long minimum)
    {
        var network = ExamNetwork.Build($"{ExamNetwork.Trunk},{head}");
        Assert.Equal(Extent.Square(minimum), network.AcceptedSizes.Minimum);
        Assert.True(network.IsSuitableForAnySize);
        Assert.Equal([new SizeInterval(minimum, null)], network.AcceptedSizes.SquareSides);
        Assert.NotNull(network.Run(new(minimum - 1, 100)).Failure);
        Assert.NotNull(network.Run(new(100, minimum - 1)).Failure);
        Assert.Null(network.Run(new(minimum, minimum)).Failure);
        Assert.Contains($"at least {minimum}", network.AcceptedSizes.Description.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fully_convolutional_network_takes_any_size_but_its_output_changes()
    {
        var network = ExamNetwork.Build(ExamNetwork.Trunk);
        Assert.NotNull(network.AcceptedSizes.Minimum);
        Assert.False(network.HasConstantOutput);
        Assert.False(network.IsSuitableForAnySize);
        var trouble = network.AcceptedSizes.FirstTrouble!.Value;
        Assert.NotEqual(network.Output, network.Run(trouble).Output);
    }

    [Fact]
    public void Accepted_sizes_are_exactly_those_that_pass_for_every_network_and_every_size_up_to_48()
    {
        foreach (var network in NetworkFixtures.All.Select(fixture => fixture.Network))
        {
            for (var height = 1; height <= 48; height++)
            {
                for (var width = 1; width <= 48; width++)
                    AssertSame(network, new(height, width));
            }
        }
    }

    [Fact]
    public void Accepted_sizes_are_right_at_and_beside_the_ends_of_every_rectangle()
    {
        foreach (var network in NetworkFixtures.All.Select(fixture => fixture.Network))
        {
            foreach (var rectangle in network.AcceptedSizes.Rectangles)
            {
                foreach (var height in Ends(rectangle.Heights))
                {
                    foreach (var width in Ends(rectangle.Widths))
                        AssertSame(network, new(height, width));
                }
            }
        }
    }

    [Fact]
    public void Outputs_are_constant_exactly_where_large_images_do_not_change_them()
    {
        foreach (var network in NetworkFixtures.All.Select(fixture => fixture.Network))
        {
            long[] sides = [.. Enumerable.Range(1, 400).Select(side => (long)side)];
            var outputs = sides.Select(side => network.Run(Extent.Square(side)).Output).Append(network.Output).OfType<TensorShape>().Distinct();
            Assert.Equal(outputs.Count() == 1, network.HasConstantOutput);
            Assert.Equal(network.IsSuitableForAnySize, network.AcceptedSizes.FirstTrouble is null);
            if (network.AcceptedSizes.FirstTrouble is { } trouble)
                Assert.NotEqual(network.Output, network.Run(trouble).Output);
        }
    }

    [Fact]
    public void Square_sides_are_those_of_the_accepted_squares()
    {
        foreach (var network in NetworkFixtures.All.Select(fixture => fixture.Network))
        {
            for (var side = 1L; side <= 300; side++)
                Assert.Equal(network.Run(Extent.Square(side)).Failure is null, network.AcceptedSizes.SquareSides.Any(sides => sides.Contains(side)));
        }
    }

    private static long[] Ends(SizeInterval interval) =>
    [
        .. ((long[])[interval.Min - 1, interval.Min, interval.Min + 1, (interval.Max ?? 500) - 1, interval.Max ?? 500, (interval.Max ?? 500) + 1])
            .Where(size => size >= 1),
    ];

    private static void AssertSame(Network network, Extent size) =>
        Assert.True(
            network.Run(size).Failure is null == network.AcceptedSizes.Contains(size),
            $"{string.Join(' ', network.Architecture.Layers)} at {size}: {network.AcceptedSizes.Description.En}");
}
