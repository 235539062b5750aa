namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>A network on paper: the shape of its own input and its layers in order. Nothing says yet that the layers fit.</summary>
/// <param name="Input">[channels, height, width] of the images the network was designed for.</param>
/// <param name="Layers">The layers from input to output.</param>
public sealed record Architecture(TensorShape Input, IReadOnlyList<Layer> Layers)
{
    /// <summary>Position of the layer of that name, or null.</summary>
    public int? IndexOf(string name)
    {
        for (var i = 0; i < Layers.Count; i++)
        {
            if (Layers[i].Name == name)
                return i;
        }

        return null;
    }
}
