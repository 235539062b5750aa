using System.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>
/// Numbers of trainable parameters: filters · C_in/groups · k_h · k_w and a bias per filter for a convolution,
/// inputs · units and a bias per unit for a dense layer, two per channel for batch normalization, none elsewhere.
/// </summary>
public static class ParameterCounts
{
    /// <summary>Trainable parameters of a layer that takes inputs of the given shape.</summary>
    public static BigInteger Of(Layer layer, TensorShape input) => Weights(layer, input) + Biases(layer);

    /// <summary>The same without the biases; both numbers of batch normalization stay.</summary>
    public static BigInteger Weights(Layer layer, TensorShape input) => layer switch
    {
        Convolution conv => (BigInteger)conv.Filters * (input.Channels / conv.Groups) * conv.Kernel.Height * conv.Kernel.Width,
        Linear linear => input.Elements * linear.Units,
        BatchNormalization => 2 * (BigInteger)input.Channels,
        _ => 0,
    };

    /// <summary>Biases of a layer.</summary>
    public static BigInteger Biases(Layer layer) => layer switch
    {
        Convolution { Bias: true } conv => conv.Filters,
        Linear { Bias: true } linear => linear.Units,
        _ => 0,
    };
}
