using System.Globalization;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>One layer of a feed-forward image network. Layers are compared by value, their names included.</summary>
public abstract record Layer
{
    /// <summary>What the author calls the layer, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The word of the layer vocabulary, such as <c>conv</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The activation applied to the layer's output; null where there is none.</summary>
    public virtual Activation? FollowedBy => null;

    /// <summary>How messages call the layer at a position counted from zero: <c>3 (conv2)</c>.</summary>
    public string Label(int index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1} ({Name ?? Type})");
}

/// <summary>What a pooling takes from its window.</summary>
public enum PoolingKind
{
    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,
}

/// <summary>Elementwise non-linearities, and softmax over the channels.</summary>
public enum Activation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x above zero, a small multiple of x below.</summary>
    LeakyRelu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The logistic function.</summary>
    Sigmoid,

    /// <summary>Softmax over the channels.</summary>
    Softmax,
}

/// <summary>A two-dimensional convolution.</summary>
/// <param name="Filters">Output channels.</param>
/// <param name="Kernel">Kernel size.</param>
public sealed record Convolution(long Filters, Extent Kernel) : Layer
{
    /// <inheritdoc/>
    public override string Type => "conv";

    /// <inheritdoc/>
    public override Activation? FollowedBy => Activation;

    /// <summary>Step of the kernel.</summary>
    public Extent Stride { get; init; } = Extent.One;

    /// <summary>Zeros added at each side.</summary>
    public Extent Padding { get; init; } = Extent.Zero;

    /// <summary>Distance of neighbouring kernel entries.</summary>
    public Extent Dilation { get; init; } = Extent.One;

    /// <summary>Groups of channels that do not see each other; divides the input channels and the filters.</summary>
    public long Groups { get; init; } = 1;

    /// <summary>Whether every filter has a bias.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The activation that follows, or null.</summary>
    public Activation? Activation { get; init; }
}

/// <summary>A pooling with a window of its own.</summary>
/// <param name="Kind">Maximum or mean.</param>
/// <param name="Kernel">Window size.</param>
public sealed record Pooling(PoolingKind Kind, Extent Kernel) : Layer
{
    /// <inheritdoc/>
    public override string Type => Kind == PoolingKind.Max ? "maxPool" : "avgPool";

    /// <summary>Step of the window; the window's size where nothing is said.</summary>
    public Extent Stride { get; init; } = Kernel;

    /// <summary>Places added at each side, at most half the window.</summary>
    public Extent Padding { get; init; } = Extent.Zero;
}

/// <summary>A pooling whose windows follow from the wanted output size: row i covers ⌊i·n/o⌋ … ⌈(i+1)·n/o⌉ − 1.</summary>
/// <param name="Kind">Maximum or mean.</param>
/// <param name="Output">Size of the output map.</param>
public sealed record AdaptivePooling(PoolingKind Kind, Extent Output) : Layer
{
    /// <inheritdoc/>
    public override string Type => Kind == PoolingKind.Max ? "adaptiveMaxPool" : "adaptiveAvgPool";
}

/// <summary>A pooling over the whole map; its output is [channels, 1, 1].</summary>
/// <param name="Kind">Maximum or mean.</param>
public sealed record GlobalPooling(PoolingKind Kind) : Layer
{
    /// <inheritdoc/>
    public override string Type => Kind == PoolingKind.Max ? "globalMaxPool" : "globalAveragePool";
}

/// <summary>Batch normalization with a trainable scale and shift for every channel.</summary>
public sealed record BatchNormalization : Layer
{
    /// <inheritdoc/>
    public override string Type => "batchNorm";
}

/// <summary>Dropout; it changes no shape and has no parameters.</summary>
public sealed record Dropout : Layer
{
    /// <inheritdoc/>
    public override string Type => "dropout";
}

/// <summary>Turns a map into a vector of channels × height × width entries.</summary>
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override string Type => "flatten";
}

/// <summary>A dense layer; on a map it works on all the map's entries, as if flattened.</summary>
/// <param name="Units">Outputs.</param>
public sealed record Linear(long Units) : Layer
{
    /// <inheritdoc/>
    public override string Type => "linear";

    /// <inheritdoc/>
    public override Activation? FollowedBy => Activation;

    /// <summary>Whether every unit has a bias.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The activation that follows, or null.</summary>
    public Activation? Activation { get; init; }
}

/// <summary>An activation that stands by itself.</summary>
/// <param name="Function">The function applied.</param>
public sealed record ActivationLayer(Activation Function) : Layer
{
    /// <inheritdoc/>
    public override string Type => LayerVocabulary.NameOf(Function);

    /// <inheritdoc/>
    public override Activation? FollowedBy => Function;
}

/// <summary>
/// Spatial pyramid pooling (He et al., 2014): for each level n an adaptive pooling to n×n, all joined into one vector of
/// channels · Σn² entries. Known in remedies only.
/// </summary>
/// <param name="Levels">Bins along a side, level by level.</param>
public sealed record SpatialPyramidPooling(IReadOnlyList<long> Levels) : Layer
{
    /// <inheritdoc/>
    public override string Type => "spatialPyramidPool";

    /// <summary>Bins of all levels together.</summary>
    public long Bins => Levels.Sum(n => n * n);
}

/// <summary>Scales every image to one size. Known in remedies only, where it is refused.</summary>
/// <param name="Output">The size after scaling.</param>
public sealed record Resize(Extent Output) : Layer
{
    /// <inheritdoc/>
    public override string Type => "resize";
}

/// <summary>Cuts every image to one size. Known in remedies only, where it is refused.</summary>
/// <param name="Output">The size after cutting.</param>
public sealed record Crop(Extent Output) : Layer
{
    /// <inheritdoc/>
    public override string Type => "crop";
}
