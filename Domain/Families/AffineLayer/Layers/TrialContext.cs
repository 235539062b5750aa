namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>What a layer must do, by which credit is shared.</summary>
public enum Behaviour
{
    /// <summary>Q = P·Wᵀ + b.</summary>
    Forward,

    /// <summary>∂L/∂P = G·W.</summary>
    InputGradient,

    /// <summary>∂L/∂W = Gᵀ·P.</summary>
    WeightsGradient,

    /// <summary>∂L/∂b = Σ G.</summary>
    BiasGradient,
}

/// <summary>All that a right answer to one call depends on, and what a wrong one may depend on.</summary>
/// <param name="W">m×n.</param>
/// <param name="B">m.</param>
/// <param name="P">The last input, …×n.</param>
/// <param name="G">The gradient given; null in a forward pass.</param>
internal sealed record TrialContext(NumericArray W, NumericArray B, NumericArray P, NumericArray? G)
{
    /// <summary>Inputs that this layer, or another of its trial, had before the last one.</summary>
    public IReadOnlyList<NumericArray> OtherInputs { get; init; } = [];

    /// <summary>The weights and biases of the trial's other layers.</summary>
    public IReadOnlyList<(NumericArray W, NumericArray B)> OtherParameters { get; init; } = [];

    /// <summary>Inputs and gradients of earlier calls of the same method on this layer.</summary>
    public IReadOnlyList<(NumericArray P, NumericArray G)> EarlierCalls { get; init; } = [];

    /// <summary>The samples of this layer's first batch.</summary>
    public int FirstSamples { get; init; }

    /// <summary>Whether numbers with the accuracy of float32 went in, or integers.</summary>
    public bool IsRough { get; init; }

    public int Outputs => W.Shape[0];
    public int Inputs => W.Shape[1];
    public int Samples => P.Size / Inputs;

    /// <summary>The right answer.</summary>
    public NumericArray Right(Behaviour behaviour) => behaviour switch
    {
        Behaviour.Forward => AffineReference.Forward(P, W, B),
        Behaviour.InputGradient => AffineReference.InputGradient(G!, W),
        Behaviour.WeightsGradient => AffineReference.WeightsGradient(G!, P),
        _ => AffineReference.BiasGradient(G!),
    };

    /// <summary>The same over absolute values: what rounding is proportional to.</summary>
    public NumericArray Magnitude(Behaviour behaviour) =>
        (this with { W = W.Map(Math.Abs), B = B.Map(Math.Abs), P = P.Map(Math.Abs), G = G?.Map(Math.Abs) }).Right(behaviour);
}
