using System.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>
/// Multiply-add operations for one sample. Convention: a convolution takes output entries · k_h · k_w · C_in/groups,
/// a dense layer inputs · units; biases, poolings, normalization and activations are not counted, and one multiply-add is one, not two.
/// </summary>
public static class MultiplyAdds
{
    /// <summary>Multiply-adds of a layer from one shape to another.</summary>
    public static BigInteger Of(Layer layer, TensorShape input, TensorShape output) => layer switch
    {
        Convolution conv => output.Elements * conv.Kernel.Height * conv.Kernel.Width * (input.Channels / conv.Groups),
        Linear linear => input.Elements * linear.Units,
        _ => 0,
    };
}
