using System.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Mistakes;

/// <summary>What a student who follows a wrong convention takes a layer's output to be.</summary>
/// <param name="layers">The network's layers.</param>
/// <param name="layer">Position of the layer.</param>
/// <param name="inputOf">The input shape of the layer and of those before it, as the student has them; null where there is none.</param>
/// <returns>The output shape, or null where the convention gives none.</returns>
public delegate TensorShape? ShapeConvention(IReadOnlyList<Layer> layers, int layer, Func<int, TensorShape?> inputOf);

/// <summary>A known wrong way to compute shapes.</summary>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Message">What went wrong, for people.</param>
/// <param name="Convention">The wrong rule for one layer.</param>
public sealed record ShapeMistake(string Code, LocalizedText Message, ShapeConvention Convention)
{
    /// <summary>The output of one layer for the student's own input shape, by the wrong rule.</summary>
    public TensorShape? Output(IReadOnlyList<Layer> layers, int layer, TensorShape input) =>
        Convention(layers, layer, index => index == layer ? input : null);

    /// <summary>The shapes of a whole network by the wrong rule; null where it does not get through.</summary>
    public IReadOnlyList<LayerShapes>? Through(Architecture architecture)
    {
        var passed = new List<LayerShapes>();
        var current = architecture.Input;
        for (var layer = 0; layer < architecture.Layers.Count; layer++)
        {
            var input = current;
            if (Convention(architecture.Layers, layer, index => index == layer ? input : passed[index].Input) is not { } output)
                return null;
            passed.Add(new(architecture.Layers[layer], input, output));
            current = output;
        }

        return passed;
    }

    /// <summary>The network's total of parameters with these shapes, rightly counted; null where the rule does not get through.</summary>
    public BigInteger? TotalParameters(Architecture architecture) => Through(architecture)?
        .Aggregate(BigInteger.Zero, (sum, layer) => sum + ParameterCounts.Of(layer.Layer, layer.Input));
}
