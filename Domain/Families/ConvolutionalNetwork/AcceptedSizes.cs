using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>
/// Exactly the image sizes a network can take, as disjoint rectangles. Along each axis the map's size is a step function f
/// of the image's; without a trained layer on the flattened map every size from a minimum on passes, with one the product
/// f(H)·g(W) must stay what it was, and each way to write it as a product gives a rectangle.
/// </summary>
public sealed class AcceptedSizes
{
    private readonly AxisSizes _height;
    private readonly AxisSizes _width;

    private AcceptedSizes(AxisSizes height, AxisSizes width, bool productIsFixed, bool outputIsConstant)
    {
        (_height, _width, OutputIsConstant) = (height, width, outputIsConstant);
        Rectangles = productIsFixed && !(height.IsConstant && width.IsConstant)
            ? [.. Factorizations(height, width)]
            : [new(height.Passing, width.Passing)];
    }

    /// <summary>The rectangles, by rising height.</summary>
    public IReadOnlyList<SizeRectangle> Rectangles { get; }

    /// <summary>Whether all accepted sizes give outputs of one size.</summary>
    public bool OutputIsConstant { get; }

    /// <summary>The smallest height and width where every size from there on is accepted; null where no such size exists.</summary>
    public Extent? Minimum => Rectangles is [{ Heights: { Max: null, Min: var height }, Widths: { Max: null, Min: var width } }]
        ? new(height, width)
        : null;

    /// <summary>Sides of the accepted squares, rising, neighbouring intervals joined.</summary>
    public IReadOnlyList<SizeInterval> SquareSides
    {
        get
        {
            var joined = new List<SizeInterval>();
            foreach (var next in Rectangles.Select(rectangle => rectangle.SquareSides).OfType<SizeInterval>().OrderBy(sides => sides.Min))
            {
                if (joined.Count > 0 && joined[^1].Max + 1 == next.Min)
                    joined[^1] = joined[^1] with { Max = next.Max };
                else
                    joined.Add(next);
            }

            return joined;
        }
    }

    /// <summary>Whether the network takes images of the given size.</summary>
    public bool Contains(Extent size) => Rectangles.Any(rectangle => rectangle.Contains(size));

    /// <summary>A size, not below the network's own, that is not accepted or gives another output; null where there is none.</summary>
    public Extent? FirstTrouble
    {
        get
        {
            if (Minimum is not null && OutputIsConstant)
                return null;
            var heights = _height.SizesGiving(_height.OwnOutput)!.Value;
            return heights.Max is { } height
                ? new(height + 1, _width.OwnSize)
                : new(_height.OwnSize, _width.SizesGiving(_width.OwnOutput)!.Value.Max!.Value + 1);
        }
    }

    /// <summary>The accepted sizes in words.</summary>
    public LocalizedText Description
    {
        get
        {
            if (Minimum is { } minimum)
            {
                return new(
                    $"sve slike visine barem {minimum.Height} i širine barem {minimum.Width}",
                    $"every image of height at least {minimum.Height} and width at least {minimum.Width}");
            }

            const int most = 12;
            var shown = string.Join(", ", Rectangles.Take(most).Select(rectangle => $"({rectangle.Heights})×({rectangle.Widths})"));
            var (moreHr, moreEn) = Rectangles.Count > most ? (" i druge", " and others") : ("", "");
            var squares = string.Join(", ", SquareSides);
            return new(
                $"kvadratne slike stranice: {(squares.Length > 0 ? squares : "nijedne")}; sve slike (visina)×(širina): {shown}{moreHr}",
                $"square images of side: {(squares.Length > 0 ? squares : "none")}; all images (height)×(width): {shown}{moreEn}");
        }
    }

    /// <summary>The sizes a network takes.</summary>
    internal static AcceptedSizes Of(Network network)
    {
        var height = new AxisSizes(network.Layers, Axis.Height, network.InputSize.Height);
        var width = new AxisSizes(network.Layers, Axis.Width, network.InputSize.Width);
        // A pyramid's vector has one length whatever the map, so a dense layer behind it ties nothing.
        var pyramid = network.Layers.Any(layer => layer.Layer is SpatialPyramidPooling);
        var dense = network.Layers.Any(layer => layer.Layer is Linear);
        var trained = dense || network.Layers.Any(layer => layer is { Layer: BatchNormalization, Input.IsVector: true });
        var constant = pyramid || trained || (height.IsConstant && width.IsConstant);
        return new(height, width, trained && !pyramid, constant);
    }

    private static IEnumerable<SizeRectangle> Factorizations(AxisSizes height, AxisSizes width)
    {
        var product = height.OwnOutput * width.OwnOutput;
        foreach (var rows in Divisors(product))
        {
            if (height.SizesGiving(rows) is { } heights && width.SizesGiving(product / rows) is { } widths)
                yield return new(heights, widths);
        }
    }

    private static IEnumerable<long> Divisors(long product)
    {
        var large = new Stack<long>();
        for (var divisor = 1L; divisor * divisor <= product; divisor++)
        {
            if (product % divisor != 0)
                continue;
            yield return divisor;
            if (divisor * divisor < product)
                large.Push(product / divisor);
        }

        foreach (var divisor in large)
            yield return divisor;
    }
}
