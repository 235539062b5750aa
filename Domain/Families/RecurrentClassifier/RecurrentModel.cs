using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>A vanilla recurrent network over vectors of bits: h ← φ(Wxh·x + Whh·h + bh + bh2), o = output(Why·h + bo), class 1 iff o exceeds the threshold.</summary>
/// <remarks>Weights are exact fractions, as they were written. Matrices are by rows: Wxh n×k, Whh n×n, Why C×n.</remarks>
public sealed record RecurrentModel
{
    /// <summary>n, the size of the state.</summary>
    public required int HiddenSize { get; init; }

    public required Rational[][] Wxh { get; init; }
    public required Rational[][] Whh { get; init; }
    public required Rational[][] Why { get; init; }

    /// <summary>Null where the model has no such bias; then it isn't counted.</summary>
    public Rational[]? Bh { get; init; }

    /// <summary>A second bias of the cell, as PyTorch has one.</summary>
    public Rational[]? Bh2 { get; init; }

    public Rational[]? Bo { get; init; }

    /// <summary>Null for zero.</summary>
    public Rational[]? H0 { get; init; }

    public bool H0Trainable { get; init; }
    public CellActivation Activation { get; init; }
    public Rational NegativeSlope { get; init; } = new(1, 100);
    public Rational StepAtZero { get; init; }
    public OutputActivation Output { get; init; }

    /// <summary>Null for ½ with a sigmoid, else 0; unused with softmax.</summary>
    public Rational? Threshold { get; init; }

    /// <summary>Whether the output must exceed the threshold (&gt;) or may equal it (≥).</summary>
    public bool Strict { get; init; } = true;

    public BitOrder BitOrder { get; init; }

    /// <summary>Whether every matrix and vector has the size that the others ask for.</summary>
    /// <param name="bits">k, the size of an input.</param>
    public bool Fits(int bits)
    {
        var (n, outputs) = (HiddenSize, Output == OutputActivation.Softmax ? 2 : 1);
        return IsSize(Wxh, n, bits) && IsSize(Whh, n, n) && IsSize(Why, outputs, n)
            && IsLength(Bh, n) && IsLength(Bh2, n) && IsLength(H0, n) && IsLength(Bo, outputs);
    }

    /// <summary>Trainable parameters: declared matrices and biases, and h0 where it is declared trainable.</summary>
    public int ParameterCount =>
        Wxh.Sum(row => row.Length) + Whh.Sum(row => row.Length) + Why.Sum(row => row.Length)
        + (Bh?.Length ?? 0) + (Bh2?.Length ?? 0) + (Bo?.Length ?? 0) + (H0Trainable ? HiddenSize : 0);

    private static bool IsSize(Rational[][] matrix, int rows, int columns) => matrix.Length == rows && matrix.All(row => row.Length == columns);

    private static bool IsLength(Rational[]? vector, int length) => vector is null || vector.Length == length;
}

/// <summary>The activation of the recurrent cell.</summary>
public enum CellActivation { Identity, Relu, LeakyRelu, Hardtanh, Tanh, Sigmoid, Step, Sign }

/// <summary>What is done to the output's score.</summary>
public enum OutputActivation { Identity, Sigmoid, Softmax, Step }

/// <summary>Which bit of an input comes first.</summary>
public enum BitOrder
{
    /// <summary>Most significant bit first.</summary>
    Msb,

    /// <summary>Least significant bit first.</summary>
    Lsb,
}
