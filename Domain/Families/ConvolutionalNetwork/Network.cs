using System.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>
/// An architecture whose layers fit together at its own input size, with the trained layers fixed there: a dense layer has
/// as many inputs as it gets at that size, and expects that many from then on.
/// </summary>
public sealed class Network
{
    private readonly ForwardPass _own;
    private readonly Lazy<AcceptedSizes> _accepted;
    private readonly Lazy<IReadOnlyList<LayerField>> _fields;

    private Network(Architecture architecture, ForwardPass own)
    {
        (Architecture, _own) = (architecture, own);
        _accepted = new(() => AcceptedSizes.Of(this));
        _fields = new(() => ReceptiveFields.Of(own));
    }

    /// <summary>The network on paper.</summary>
    public Architecture Architecture { get; }

    /// <summary>Height and width of the images the network was designed for.</summary>
    public Extent InputSize => Architecture.Input.Map!.Value;

    /// <summary>Shapes of all layers at the network's own input size.</summary>
    public IReadOnlyList<LayerShapes> Layers => _own.Layers;

    /// <summary>Output shape at the network's own input size.</summary>
    public TensorShape Output => _own.Output!.Value;

    /// <summary>
    /// How many numbers the network gives for any image: units of the last dense layer; without one, the channels of its output map. Null
    /// where the output is a map made into a vector, whose length is not the network's choice.
    /// </summary>
    public long? Outputs => Architecture.Layers.OfType<Linear>().LastOrDefault()?.Units ?? (Output.IsVector ? null : Output.Channels);

    /// <summary>Trainable parameters, layer by layer.</summary>
    public IReadOnlyList<BigInteger> Parameters => [.. Layers.Select(layer => ParameterCounts.Of(layer.Layer, layer.Input))];

    /// <summary>Trainable parameters of the whole network.</summary>
    public BigInteger TotalParameters => Parameters.Aggregate(BigInteger.Zero, BigInteger.Add);

    /// <summary>Multiply-adds at the network's own input size, layer by layer.</summary>
    public IReadOnlyList<BigInteger> MultiplyAdds =>
        [.. Layers.Select(layer => ConvolutionalNetwork.MultiplyAdds.Of(layer.Layer, layer.Input, layer.Output))];

    /// <summary>Multiply-adds of the whole network at its own input size.</summary>
    public BigInteger TotalMultiplyAdds => MultiplyAdds.Aggregate(BigInteger.Zero, BigInteger.Add);

    /// <summary>Receptive fields with respect to the input image, layer by layer.</summary>
    public IReadOnlyList<LayerField> Fields => _fields.Value;

    /// <summary>Exactly the input sizes the network can take.</summary>
    public AcceptedSizes AcceptedSizes => _accepted.Value;

    /// <summary>Whether the output has one and the same size for every input the network takes.</summary>
    public bool HasConstantOutput => AcceptedSizes.OutputIsConstant;

    /// <summary>Whether every image from some minimum on passes, and all give outputs of one size.</summary>
    public bool IsSuitableForAnySize => HasConstantOutput && AcceptedSizes.Minimum is not null;

    /// <summary>Fixes the trained layers of an architecture at its own input size.</summary>
    /// <param name="architecture">The architecture; its input is a map.</param>
    /// <param name="failure">Why the layers don't fit together, or null.</param>
    /// <returns>The network, or null where the layers don't fit.</returns>
    public static Network? Build(Architecture architecture, out ShapeFailure? failure)
    {
        var own = ForwardPass.Through(architecture.Layers, architecture.Input);
        failure = own.Failure;
        return failure is null ? new(architecture, own) : null;
    }

    /// <summary>Runs an image of another size through the network.</summary>
    public ForwardPass Run(Extent size) =>
        ForwardPass.Through(Architecture.Layers, TensorShape.OfMap(Architecture.Input.Channels, size), _own);
}
