using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Mistakes;

/// <summary>The known mistakes in tensor shapes, the likelier ones first.</summary>
public static class ShapeMistakes
{
    private delegate long SizeRule(SlidingWindow window, long size);

    private delegate long? LengthRule(IReadOnlyList<Layer> layers, int layer, Func<int, TensorShape?> inputOf);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ShapeMistake> All { get; } =
    [
        Windows(
            "ceil-instead-of-floor",
            new("Broj položaja jezgre zaokružen je nagore umjesto nadolje.",
                "The number of kernel positions was rounded up instead of down."),
            (layers, layer) => layers[layer] is Convolution or Pooling, RoundedUp),
        Windows(
            "rounded-up-first-conv",
            new("U prvoj konvoluciji rezultat je zaokružen nagore umjesto nadolje.",
                "The first convolution's result was rounded up instead of down."),
            IsFirstConvolution, RoundedUp),
        Windows(
            "same-padding",
            new("Konvolucije su računate kao da nadopuna čuva veličinu.", "Convolutions were computed as if padding kept the size."),
            (layers, layer) => layers[layer] is Convolution, SamePadding),
        Windows(
            "same-padding-later-convs",
            new("Konvolucije nakon prve računate su kao da nadopuna čuva veličinu.",
                "Convolutions after the first were computed as if padding kept the size."),
            (layers, layer) => layers[layer] is Convolution && !IsFirstConvolution(layers, layer), SamePadding),
        Windows(
            "same-padding-first-conv",
            new("Prva konvolucija računata je kao da nadopuna čuva veličinu.",
                "The first convolution was computed as if padding kept the size."),
            IsFirstConvolution, SamePadding),
        Windows(
            "plus-one-forgotten",
            new("U formuli za veličinu izlaza nedostaje „+ 1”.", "The formula for the output size lacks its “+ 1”."),
            (layers, layer) => layers[layer] is Convolution or Pooling, (window, size) => window.OutputSize(size) - 1),
        Windows(
            "plus-one-forgotten-convs",
            new("U konvolucijama nedostaje „+ 1” iz formule za veličinu izlaza.",
                "The convolutions lack the “+ 1” of the output size formula."),
            (layers, layer) => layers[layer] is Convolution, (window, size) => window.OutputSize(size) - 1),
        Windows(
            "stride-ignored-first-conv",
            new("Prva konvolucija računata je s korakom 1.", "The first convolution was computed with stride 1."),
            IsFirstConvolution, StrideOne),
        Windows(
            "pool-stride-one",
            new("Sažimanje je računato s korakom 1.", "Pooling was computed with stride 1."),
            (layers, layer) => layers[layer] is Pooling, StrideOne),
        Windows(
            "padding-ignored",
            new("Nadopuna nije uračunata.", "The padding was left out."),
            (layers, layer) => layers[layer] is Convolution or Pooling, (window, size) => (window with { Padding = 0 }).OutputSize(size)),
        Windows(
            "padding-counted-once",
            new("Nadopuna je uračunata samo s jedne strane.", "The padding was counted at one side only."),
            (layers, layer) => layers[layer] is Convolution or Pooling,
            (window, size) => (window with { Padding = 0 }).OutputSize(size + window.Padding)),
        Windows(
            "dilation-ignored",
            new("Dilatacija nije uračunata.", "The dilation was left out."),
            (layers, layer) => layers[layer] is Convolution, (window, size) => (window with { Dilation = 1 }).OutputSize(size)),
        Vectors(
            "flatten-forgets-channels",
            new("Duljina vektora ne uključuje broj kanala.", "The vector's length leaves out the channels."),
            (layers, layer, inputOf) => inputOf(layer)?.Map is { } map ? map.Height * map.Width : null),
        Vectors(
            "flatten-before-last-pool",
            new("U vektor je pretvorena mapa prije posljednjeg sažimanja.", "The map before the last pooling was flattened."),
            (layers, layer, inputOf) => PoolingsBefore(layers, layer) is [.., var last] ? Length(inputOf(last)) : null),
        Vectors(
            "flatten-after-first-pool",
            new("U vektor je pretvorena mapa nakon prvog sažimanja.", "The map after the first pooling was flattened."),
            (layers, layer, inputOf) => PoolingsBefore(layers, layer) is [var first, ..] ? Length(inputOf(first + 1)) : null),
        Vectors(
            "global-pooling-assumed",
            new("Duljina vektora uzeta je kao da prethodi globalno sažimanje.",
                "The vector's length was taken as if global pooling came before."),
            (layers, layer, inputOf) => inputOf(layer) is { IsVector: false } map ? map.Channels : null),
    ];

    private static ShapeMistake Windows(string code, LocalizedText message, Func<IReadOnlyList<Layer>, int, bool> applies, SizeRule rule) =>
        new(code, message, (layers, layer, inputOf) =>
        {
            if (inputOf(layer) is not { } input)
                return null;
            if (!applies(layers, layer))
                return ShapeRules.Output(layers[layer], input, out _);
            if (input.Map is not { } map)
                return null;
            var output = new Extent(Size(layers[layer], Axis.Height, map, rule), Size(layers[layer], Axis.Width, map, rule));
            var channels = layers[layer] is Convolution conv ? conv.Filters : input.Channels;
            return output is { Height: > 0, Width: > 0 } ? TensorShape.OfMap(channels, output) : null;
        });

    /// <summary>A wrong length for the vector made of a map; with a dense layer right on the map there is no such vector to name.</summary>
    private static ShapeMistake Vectors(string code, LocalizedText message, LengthRule length) =>
        new(code, message, (layers, layer, inputOf) =>
        {
            if (inputOf(layer) is not { } input)
                return null;
            if (layers[layer] is not Flatten || input.IsVector)
                return ShapeRules.Output(layers[layer], input, out _);
            return length(layers, layer, inputOf) is { } size ? TensorShape.OfVector(size) : null;
        });

    private static long Size(Layer layer, Axis axis, Extent map, SizeRule rule) =>
        rule(AxisStep.Of(layer, axis)!.Value.Window!.Value, map[axis]);

    private static long RoundedUp(SlidingWindow window, long size) =>
        SlidingWindow.CeilingDivide(size + 2 * window.Padding - window.Span, window.Stride) + 1;

    private static long SamePadding(SlidingWindow window, long size) => SlidingWindow.CeilingDivide(size, window.Stride);

    private static long StrideOne(SlidingWindow window, long size) => (window with { Stride = 1 }).OutputSize(size);

    private static bool IsFirstConvolution(IReadOnlyList<Layer> layers, int layer) =>
        layers[layer] is Convolution && !layers.Take(layer).Any(before => before is Convolution);

    private static List<int> PoolingsBefore(IReadOnlyList<Layer> layers, int layer) =>
        [.. Enumerable.Range(0, layer).Where(place => layers[place] is Pooling)];

    private static long? Length(TensorShape? shape) => shape is { } given && given.Elements <= long.MaxValue ? (long)given.Elements : null;
}
