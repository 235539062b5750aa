using System.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Remedies;

/// <summary>What a student can check by hand about the verdict on a remedy.</summary>
public abstract record RemedyEvidence
{
    /// <summary>The kind of evidence, in kebab case.</summary>
    public abstract string Kind { get; }
}

/// <summary>An image size at which a layer can't take its input.</summary>
/// <param name="InputSize">Height and width of the image.</param>
/// <param name="Failure">The layer, the shape that reaches it, and the reason.</param>
public sealed record FailingInput(Extent InputSize, ShapeFailure Failure) : RemedyEvidence
{
    /// <inheritdoc/>
    public override string Kind => "failing-input";
}

/// <summary>Two image sizes that both pass but give outputs of different sizes.</summary>
/// <param name="First">One image size.</param>
/// <param name="FirstOutput">The output it gives.</param>
/// <param name="Second">Another image size.</param>
/// <param name="SecondOutput">The output that one gives.</param>
public sealed record ChangingOutput(Extent First, TensorShape FirstOutput, Extent Second, TensorShape SecondOutput) : RemedyEvidence
{
    /// <inheritdoc/>
    public override string Kind => "changing-output";
}

/// <summary>The layer the verdict is about.</summary>
/// <param name="Layer">Position in the remedy, counted from zero.</param>
/// <param name="LayerLabel">The layer as people read it.</param>
public sealed record OffendingLayer(int Layer, string LayerLabel) : RemedyEvidence
{
    /// <inheritdoc/>
    public override string Kind => "offending-layer";
}

/// <summary>A remedy that takes every image from some size on.</summary>
/// <param name="MinimalSize">The smallest height and the smallest width; one less along either axis fails.</param>
/// <param name="Output">The output shape, the same for every size.</param>
/// <param name="SizesTried">How many image sizes were run, besides the exact argument.</param>
/// <param name="Parameters">Trainable parameters of the remedied network.</param>
public sealed record WorksFromSize(Extent MinimalSize, TensorShape Output, int SizesTried, BigInteger Parameters) : RemedyEvidence
{
    /// <inheritdoc/>
    public override string Kind => "works-from-size";
}
