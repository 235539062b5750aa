using System.Globalization;
using GradingService.Domain.Figures;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Pictures;

/// <summary>A layer in a few short lines, as they fit in a box.</summary>
internal static class LayerWords
{
    /// <summary>The colour of a kind of layer: those that convolve, those that pool, dense ones, others.</summary>
    public static Ink Ink(Layer layer) => layer switch
    {
        Convolution => Figures.Ink.Blue,
        Pooling or AdaptivePooling or GlobalPooling or SpatialPyramidPooling => Figures.Ink.Orange,
        Linear => Figures.Ink.Purple,
        _ => Figures.Ink.Muted,
    };

    /// <summary>What the layer is, then its sizes, then what follows it; without empty lines.</summary>
    public static IEnumerable<LocalizedText> Lines(Layer layer)
    {
        switch (layer)
        {
            case Convolution c:
                yield return new($"konvolucija {Size(c.Kernel)}", $"convolution {Size(c.Kernel)}");
                yield return new($"{Count(c.Filters)} jezgara{(c.Bias ? "" : ", bez pomaka")}", $"{Count(c.Filters)} kernels{(c.Bias ? "" : ", no bias")}");
                yield return Steps(c.Stride, c.Padding);
                if (c.Dilation != Extent.One) yield return new($"dilatacija {Steps(c.Dilation)}", $"dilation {Steps(c.Dilation)}");
                if (c.Groups != 1) yield return new($"{Count(c.Groups)} grupa", $"{Count(c.Groups)} groups");
                break;
            case Pooling p:
                yield return p.Kind == PoolingKind.Max ? new($"sažimanje maks. {Size(p.Kernel)}", $"max pooling {Size(p.Kernel)}") : new($"sažimanje prosj. {Size(p.Kernel)}", $"average pooling {Size(p.Kernel)}");
                yield return Steps(p.Stride, p.Padding);
                break;
            case AdaptivePooling a:
                yield return new("adaptivno sažimanje", "adaptive pooling");
                yield return new($"na {Size(a.Output)}", $"to {Size(a.Output)}");
                break;
            case GlobalPooling g:
                yield return new("globalno sažimanje", "global pooling");
                yield return g.Kind == PoolingKind.Max ? new("maksimum", "maximum") : new("prosjek", "average");
                break;
            case SpatialPyramidPooling s:
                yield return new("piramidno sažimanje", "pyramid pooling");
                var levels = string.Join(", ", s.Levels);
                yield return new($"razine {levels}", $"levels {levels}");
                break;
            case Linear l:
                yield return new("potpuno povezani", "dense");
                yield return new($"{Count(l.Units)} izlaza{(l.Bias ? "" : ", bez pomaka")}", $"{Count(l.Units)} units{(l.Bias ? "" : ", no bias")}");
                break;
            case BatchNormalization:
                yield return new("normalizacija grupe", "batch normalization");
                break;
            case Flatten:
                yield return new("u vektor", "to a vector");
                break;
            case Resize r:
                yield return new($"skaliranje na {Size(r.Output)}", $"scaling to {Size(r.Output)}");
                break;
            case Crop c:
                yield return new($"rezanje na {Size(c.Output)}", $"cutting to {Size(c.Output)}");
                break;
            case ActivationLayer a:
                yield return Named(a.Function);
                break;
            default:
                yield return new(layer.Type, layer.Type);
                break;
        }
        if (layer is not ActivationLayer && layer.FollowedBy is { } activation) yield return Named(activation);
    }

    private static LocalizedText Named(Activation activation)
    {
        var name = activation switch { Activation.Relu => "ReLU", Activation.LeakyRelu => "leaky ReLU", _ => LayerVocabulary.NameOf(activation) };
        return new(name, name);
    }

    private static LocalizedText Steps(Extent stride, Extent padding) => new(
        $"korak {Steps(stride)}{(padding == Extent.Zero ? "" : $", nadopuna {Steps(padding)}")}",
        $"stride {Steps(stride)}{(padding == Extent.Zero ? "" : $", padding {Steps(padding)}")}");

    private static string Size(Extent size) => size.ToString();

    private static string Steps(Extent size) => size.IsSquare ? Count(size.Height) : size.ToString();

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
