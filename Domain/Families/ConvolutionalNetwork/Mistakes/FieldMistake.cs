using System.Numerics;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Mistakes;

/// <summary>A receptive field as a student would write it, right or wrong.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct FieldSize(BigInteger Height, BigInteger Width);

/// <summary>One window on the way from the image to a unit, along one axis.</summary>
/// <param name="Window">The window; a dense layer is a window as large as the map.</param>
/// <param name="IsPooling">Whether a pooling slides it.</param>
/// <param name="IsFirstConvolution">Whether it is the first convolution's.</param>
/// <param name="IsDense">Whether it is a dense layer's.</param>
public sealed record FieldStep(SlidingWindow Window, bool IsPooling, bool IsFirstConvolution, bool IsDense);

/// <summary>The size along one axis of the field a wrong rule gives at the end of a path.</summary>
/// <param name="path">The windows from the image to the unit.</param>
/// <param name="imageSize">The image's size along the axis.</param>
public delegate BigInteger? FieldRule(IReadOnlyList<FieldStep> path, long imageSize);

/// <summary>A known wrong way to compute receptive fields.</summary>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Message">What went wrong, for people.</param>
/// <param name="Rule">The wrong rule along one axis.</param>
public sealed record FieldMistake(string Code, LocalizedText Message, FieldRule Rule)
{
    /// <summary>Whether the student takes the area, height times width, for the side.</summary>
    public bool IsArea { get; init; }

    /// <summary>The field of a layer's units by the wrong rule; null where the rule gives none.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">Position of the layer.</param>
    public FieldSize? At(Network network, int layer)
    {
        if (Along(network, layer, Axis.Height) is not { } height || Along(network, layer, Axis.Width) is not { } width)
            return null;
        return IsArea ? new(height * width, height * width) : new(height, width);
    }

    private BigInteger? Along(Network network, int layer, Axis axis) =>
        FieldPath.To(network, layer, axis) is { Count: > 0 } path ? Rule(path, network.InputSize[axis]) : null;
}
