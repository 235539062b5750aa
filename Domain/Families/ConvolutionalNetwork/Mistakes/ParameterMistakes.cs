using System.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Mistakes;

/// <summary>
/// The known mistakes in counting parameters with right shapes. Totals that follow from wrong shapes come from
/// <see cref="ShapeMistakes"/>.
/// </summary>
public static class ParameterMistakes
{
    /// <summary>All of them, the likelier ones first.</summary>
    public static IReadOnlyList<ParameterMistake> All { get; } =
    [
        new("biases-left-out", new("Pomaci nisu ubrojeni.", "The biases were not counted."), (layers, layer) => Weights(layers[layer])),
        new("conv-biases-left-out", new("Pomaci konvolucija nisu ubrojeni.", "The convolutions' biases were not counted."),
            (layers, layer) => layers[layer].Layer is Convolution ? Weights(layers[layer]) : Right(layers[layer])),
        new("dense-biases-left-out", new("Pomaci potpuno povezanog sloja nisu ubrojeni.", "The dense layer's biases were not counted."),
            (layers, layer) => layers[layer].Layer is Linear ? Weights(layers[layer]) : Right(layers[layer])),
        new("one-bias-per-layer", new("Ubrojen je po jedan pomak za cijeli sloj.", "One bias was counted for each whole layer."),
            (layers, layer) => Weights(layers[layer]) + (ParameterCounts.Biases(layers[layer].Layer).IsZero ? 0 : 1)),
        new("bias-per-kernel-channel", new("Ubrojen je po jedan pomak za svaki kanal svake jezgre.",
            "A bias was counted for every channel of every kernel."),
            (layers, layer) => layers[layer].Layer is Convolution { Bias: true } conv
                ? Weights(layers[layer]) + (BigInteger)conv.Filters * (layers[layer].Input.Channels / conv.Groups)
                : Right(layers[layer])),
        new("input-as-one-channel", new("Slika je brojena kao da ima jedan kanal.", "The image was counted as if it had one channel."),
            (layers, layer) => IsFirstConvolution(layers, layer) ? WithDepth(layers[layer], 1) : Right(layers[layer])),
        new("input-as-one-channel-without-biases",
            new("Slika je brojena kao da ima jedan kanal, a pomaci nisu ubrojeni.",
                "The image was counted as if it had one channel, and the biases were not counted."),
            (layers, layer) => (IsFirstConvolution(layers, layer) ? WithDepth(layers[layer], 1) : Right(layers[layer]))
                - ParameterCounts.Biases(layers[layer].Layer)),
        new("later-kernels-depth-one",
            new("Jezgre nakon prve konvolucije brojene su kao da imaju jedan kanal.",
                "Kernels after the first convolution were counted as if they had one channel."),
            (layers, layer) => IsFirstConvolution(layers, layer) ? Right(layers[layer]) : WithDepth(layers[layer], 1)),
        new("later-kernels-image-depth",
            new("Jezgre nakon prve konvolucije brojene su s dubinom ulazne slike.",
                "Kernels after the first convolution were counted with the image's depth."),
            (layers, layer) => IsFirstConvolution(layers, layer)
                ? Right(layers[layer])
                : WithDepth(layers[layer], layers[0].Input.Channels)),
        new("kernels-depth-one", new("Sve jezgre brojene su kao da imaju jedan kanal.",
            "All kernels were counted as if they had one channel."),
            (layers, layer) => WithDepth(layers[layer], 1)),
        new("kernel-side-instead-of-area", new("Uzeta je stranica jezgre umjesto njezine površine.",
            "The kernel's side was taken instead of its area."),
            (layers, layer) => layers[layer].Layer is Convolution conv
                ? Weights(layers[layer]) / conv.Kernel.Width + ParameterCounts.Biases(conv)
                : Right(layers[layer])),
        new("dense-layers-left-out", new("Potpuno povezani sloj nije ubrojen.", "The dense layer was not counted."),
            (layers, layer) => layers[layer].Layer is Linear ? 0 : Right(layers[layer])),
        new("first-conv-left-out", new("Prva konvolucija nije ubrojena.", "The first convolution was not counted."),
            (layers, layer) => IsFirstConvolution(layers, layer) ? 0 : Right(layers[layer])),
        new("last-conv-left-out", new("Posljednja konvolucija nije ubrojena.", "The last convolution was not counted."),
            (layers, layer) => IsLastConvolution(layers, layer) ? 0 : Right(layers[layer])),
        new("pools-given-weights", new("Sažimanju su pripisani parametri, po jedan za svako polje okna.",
            "Pooling was given parameters, one for each place of its window."),
            (layers, layer) => layers[layer].Layer is Pooling pool
                ? (BigInteger)pool.Kernel.Height * pool.Kernel.Width
                : Right(layers[layer])),
        new("pools-given-weights-per-channel",
            new("Sažimanju su pripisani parametri, za svaki kanal po jedan za svako polje okna.",
                "Pooling was given parameters, for every channel one for each place of its window."),
            (layers, layer) => layers[layer].Layer is Pooling pool
                ? (BigInteger)layers[layer].Input.Channels * pool.Kernel.Height * pool.Kernel.Width
                : Right(layers[layer])),
        new("groups-ignored", new("Jezgre su brojene kao da nema grupa.", "Kernels were counted as if there were no groups."),
            (layers, layer) => WithDepth(layers[layer], layers[layer].Input.Channels)),
        new("batch-norm-left-out", new("Parametri normalizacije po grupi nisu ubrojeni.",
            "The parameters of batch normalization were not counted."),
            (layers, layer) => layers[layer].Layer is BatchNormalization ? 0 : Right(layers[layer])),
        new("batch-norm-statistics-counted",
            new("Uz parametre normalizacije po grupi ubrojene su i statistike koje se ne uče.",
                "Statistics that are not learned were counted for batch normalization."),
            (layers, layer) => layers[layer].Layer is BatchNormalization ? 2 * Right(layers[layer]) : Right(layers[layer])),
    ];

    private static BigInteger Right(LayerShapes layer) => ParameterCounts.Of(layer.Layer, layer.Input);

    private static BigInteger Weights(LayerShapes layer) => ParameterCounts.Weights(layer.Layer, layer.Input);

    private static BigInteger WithDepth(LayerShapes layer, long depth) => layer.Layer is Convolution conv
        ? (BigInteger)conv.Filters * depth * conv.Kernel.Height * conv.Kernel.Width + ParameterCounts.Biases(conv)
        : Right(layer);

    private static bool IsFirstConvolution(IReadOnlyList<LayerShapes> layers, int layer) =>
        layers[layer].Layer is Convolution && !layers.Take(layer).Any(other => other.Layer is Convolution);

    private static bool IsLastConvolution(IReadOnlyList<LayerShapes> layers, int layer) =>
        layers[layer].Layer is Convolution && !layers.Skip(layer + 1).Any(other => other.Layer is Convolution);
}
