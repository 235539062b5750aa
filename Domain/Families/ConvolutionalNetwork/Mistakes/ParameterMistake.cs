using System.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Mistakes;

/// <summary>How many parameters a student who miscounts gives one layer.</summary>
/// <param name="layers">The network's layers with their shapes, right or a student's own.</param>
/// <param name="layer">Position of the layer.</param>
public delegate BigInteger CountingRule(IReadOnlyList<LayerShapes> layers, int layer);

/// <summary>A known wrong way to count parameters.</summary>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Message">What went wrong, for people.</param>
/// <param name="Rule">The wrong rule for one layer; where it is right for a layer, it gives the right count.</param>
public sealed record ParameterMistake(string Code, LocalizedText Message, CountingRule Rule)
{
    /// <summary>The miscounted parameters of one layer.</summary>
    public BigInteger Of(IReadOnlyList<LayerShapes> layers, int layer) => Rule(layers, layer);

    /// <summary>The miscounted parameters of the whole network.</summary>
    public BigInteger Total(IReadOnlyList<LayerShapes> layers)
    {
        var total = BigInteger.Zero;
        for (var layer = 0; layer < layers.Count; layer++)
            total += Rule(layers, layer);
        return total;
    }
}
