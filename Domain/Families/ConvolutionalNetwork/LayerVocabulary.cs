namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>The words and the ranges in which networks are written.</summary>
public static class LayerVocabulary
{
    /// <summary>Most layers in a network.</summary>
    public const int MostLayers = 100;

    /// <summary>Most filters, units, channels or groups.</summary>
    public const long MostChannels = 1_000_000;

    /// <summary>Largest kernel, stride, padding, dilation or output side.</summary>
    public const long LargestSide = 10_000;

    /// <summary>Largest height or width of the network's input.</summary>
    public const long LargestInputSide = 100_000;

    /// <summary>Largest product of all strides along an axis; keeps every receptive field and size below 2⁶³.</summary>
    public const long LargestStrideProduct = 1_000_000;

    /// <summary>Most levels of a spatial pyramid.</summary>
    public const int MostLevels = 16;

    /// <summary>Most characters in a layer's name.</summary>
    public const int LongestName = 64;

    private static readonly string[] Everywhere =
    [
        "conv", "maxPool", "avgPool", "adaptiveAvgPool", "adaptiveMaxPool", "globalAveragePool", "globalMaxPool", "batchNorm",
        "dropout", "flatten", "linear", "relu", "leakyRelu", "tanh", "sigmoid", "softmax",
    ];

    /// <summary>Layer types of an exam's network.</summary>
    public static IReadOnlyList<string> Types => Everywhere;

    /// <summary>Layer types of a remedy: also those that only a student proposes.</summary>
    public static IReadOnlyList<string> RemedyTypes { get; } = [.. Everywhere, "spatialPyramidPool", "resize", "crop"];

    /// <summary>The names of the activations, in the order of <see cref="Activation"/>.</summary>
    public static IReadOnlyList<string> Activations { get; } = ["relu", "leakyRelu", "tanh", "sigmoid", "softmax"];

    /// <summary>The activation's name in the vocabulary.</summary>
    public static string NameOf(Activation activation) => Activations[(int)activation];

    /// <summary>The activation of that name, or null.</summary>
    public static Activation? ActivationNamed(string name)
    {
        for (var i = 0; i < Activations.Count; i++)
        {
            if (Activations[i] == name)
                return (Activation)i;
        }

        return null;
    }
}
