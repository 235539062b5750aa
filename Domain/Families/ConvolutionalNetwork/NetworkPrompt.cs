using System.Globalization;
using System.Text;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>The task in words: the network layer by layer, and what is asked.</summary>
internal static class NetworkPrompt
{
    public static LocalizedText Of(Network network, IReadOnlyList<string> fields)
    {
        var (input, layers) = (network.Architecture.Input, network.Architecture.Layers);
        return new(
            $"""
            Mreža prima slike oblika {input} (kanali×visina×širina) i ima slojeve:

            {List(layers, layer => Describe(layer).Hr)}
            - **a)** Napišite oblike ulaznih i izlaznih tenzora navedenih slojeva.
            - **b)** Koliko parametara ima cijela mreža?
            - **c)** Kolika su receptivna polja (u pikselima ulazne slike) izlaza slojeva {string.Join(", ", fields)}?
            - **d)** Prihvaća li mreža slike bilo koje veličine? Ako ne, napišite arhitekturu s najmanjom promjenom koja prihvaća: konvolucije ostaju iste, a promjena ulaznih slika ne vrijedi.
            """,
            $"""
            A network takes images of shape {input} (channels×height×width) and has these layers:

            {List(layers, layer => Describe(layer).En)}
            - **a)** Write the shapes of the input and output tensors of the named layers.
            - **b)** How many parameters does the whole network have?
            - **c)** How large are the receptive fields (in pixels of the input image) of the outputs of {string.Join(", ", fields)}?
            - **d)** Does the network take images of any size? If not, write the architecture with the smallest change that does: convolutions stay as they are, and changing the input images doesn't count.
            """);
    }

    private static string List(IReadOnlyList<Layer> layers, Func<Layer, string> describe)
    {
        var list = new StringBuilder();
        for (var i = 0; i < layers.Count; i++)
            list.Append(CultureInfo.InvariantCulture, $"{i + 1}. ").Append(layers[i].Name is { } name ? $"`{name}`: " : "").Append(describe(layers[i])).Append('\n');
        return list.ToString();
    }

    private static LocalizedText Describe(Layer layer) => layer switch
    {
        Convolution c => With(c.Activation, new(
            $"konvolucija, {c.Filters} jezgara {c.Kernel}, korak {Size(c.Stride)}{Hr(c)}", $"convolution, {c.Filters} kernels {c.Kernel}, stride {Size(c.Stride)}{En(c)}")),
        Pooling p => new(
            $"sažimanje {(p.Kind == PoolingKind.Max ? "maksimumom" : "prosjekom")} {p.Kernel}, korak {Size(p.Stride)}{(p.Padding == Extent.Zero ? "" : $", nadopuna {Size(p.Padding)}")}",
            $"{(p.Kind == PoolingKind.Max ? "max" : "average")} pooling {p.Kernel}, stride {Size(p.Stride)}{(p.Padding == Extent.Zero ? "" : $", padding {Size(p.Padding)}")}"),
        AdaptivePooling a => new($"adaptivno sažimanje na {a.Output}", $"adaptive pooling to {a.Output}"),
        GlobalPooling => new("globalno sažimanje", "global pooling"),
        BatchNormalization => new("normalizacija po grupi", "batch normalization"),
        Dropout => new("dropout", "dropout"),
        Flatten => new("pretvaranje u vektor", "flattening to a vector"),
        Linear l => With(l.Activation, new(
            $"potpuno povezani sloj, {l.Units} izlaza{(l.Bias ? "" : ", bez pomaka")}", $"dense layer, {l.Units} units{(l.Bias ? "" : ", no bias")}")),
        _ => new(layer.Type, layer.Type),
    };

    private static string Hr(Convolution c) =>
        (c.Padding == Extent.Zero ? ", bez nadopunjavanja" : $", nadopuna {Size(c.Padding)}") + (c.Dilation == Extent.One ? "" : $", dilatacija {Size(c.Dilation)}")
        + (c.Groups == 1 ? "" : $", {c.Groups} grupa") + (c.Bias ? "" : ", bez pomaka");

    private static string En(Convolution c) =>
        (c.Padding == Extent.Zero ? ", no padding" : $", padding {Size(c.Padding)}") + (c.Dilation == Extent.One ? "" : $", dilation {Size(c.Dilation)}")
        + (c.Groups == 1 ? "" : $", {c.Groups} groups") + (c.Bias ? "" : ", no bias");

    private static LocalizedText With(Activation? activation, LocalizedText text) => activation is { } function
        ? new($"{text.Hr}, aktivacija {LayerVocabulary.NameOf(function)}", $"{text.En}, {LayerVocabulary.NameOf(function)}")
        : text;

    private static string Size(Extent size) => size.IsSquare ? size.Height.ToString(CultureInfo.InvariantCulture) : size.ToString();
}
