using System.Globalization;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>The output shape of a single layer, by PyTorch's rules.</summary>
/// <remarks>Source: PyTorch's documentation of Conv2d, MaxPool2d, AdaptiveAvgPool2d, Flatten and Linear, with ceil_mode off.</remarks>
public static class ShapeRules
{
    /// <summary>The shape a layer gives for an input shape.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape that reaches it.</param>
    /// <param name="problem">Why the layer can't take this input; null where it can.</param>
    /// <returns>The output shape, or null where the layer can't take the input.</returns>
    public static TensorShape? Output(Layer layer, TensorShape input, out LocalizedText? problem)
    {
        problem = layer switch
        {
            Convolution or Pooling or AdaptivePooling or GlobalPooling or SpatialPyramidPooling or Resize or Crop when input.IsVector =>
                Text($"treba mapu značajki, a dobiva vektor {input}", $"needs a feature map but gets a vector of {input}"),
            Convolution conv => ProblemOf(conv, input) ?? Misfit(layer, input),
            Pooling pool when pool.Padding.Height > pool.Kernel.Height / 2 || pool.Padding.Width > pool.Kernel.Width / 2 => Text(
                $"nadopuna {pool.Padding} veća je od polovice okna {pool.Kernel}",
                $"the padding {pool.Padding} is more than half the window {pool.Kernel}"),
            Pooling => Misfit(layer, input),
            Crop crop when input.Map is { } map && (crop.Output.Height > map.Height || crop.Output.Width > map.Width) => Text(
                $"izrez {crop.Output} veći je od mape {map}", $"the cut-out {crop.Output} is larger than the map {map}"),
            Flatten or Linear when input.Elements > long.MaxValue => Text($"vektor {input} je predug", $"the vector {input} is too long"),
            _ => null,
        };
        return problem is null ? Fitting(layer, input) : null;
    }

    private static TensorShape Fitting(Layer layer, TensorShape input) => layer switch
    {
        Convolution conv => TensorShape.OfMap(conv.Filters, OutputExtent(conv, input.Map!.Value)),
        Pooling or AdaptivePooling or GlobalPooling or Resize or Crop =>
            TensorShape.OfMap(input.Channels, OutputExtent(layer, input.Map!.Value)),
        SpatialPyramidPooling pyramid => TensorShape.OfVector(input.Channels * pyramid.Bins),
        Flatten => TensorShape.OfVector((long)input.Elements),
        Linear linear => TensorShape.OfVector(linear.Units),
        _ => input,
    };

    private static LocalizedText? ProblemOf(Convolution conv, TensorShape input) =>
        input.Channels % conv.Groups != 0 || conv.Filters % conv.Groups != 0
            ? Text(
                $"broj grupa {conv.Groups} ne dijeli {input.Channels} ulaznih kanala i {conv.Filters} jezgara",
                $"{conv.Groups} groups do not divide {input.Channels} input channels and {conv.Filters} filters")
            : null;

    private static LocalizedText? Misfit(Layer layer, TensorShape input)
    {
        var map = input.Map!.Value;
        var output = OutputExtent(layer, map);
        if (output is { Height: > 0, Width: > 0 })
            return null;
        var (height, width) = (AxisStep.Of(layer, Axis.Height)!.Value.Window!.Value, AxisStep.Of(layer, Axis.Width)!.Value.Window!.Value);
        var (span, padding) = (new Extent(height.Span, width.Span), new Extent(height.Padding, width.Padding));
        return Text(
            $"okno {span} ne stane u mapu {map} (nadopuna {padding})",
            $"the window {span} does not fit into the map {map} (padding {padding})");
    }

    private static Extent OutputExtent(Layer layer, Extent map) => new(
        AxisStep.Of(layer, Axis.Height)!.Value.OutputSize(map.Height), AxisStep.Of(layer, Axis.Width)!.Value.OutputSize(map.Width));

    private static LocalizedText Text(FormattableString hr, FormattableString en) =>
        new(hr.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture));
}
