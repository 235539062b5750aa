using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>How a map's size along one axis depends on the image's: a step function that never falls.</summary>
internal sealed class AxisSizes
{
    private readonly List<AxisStep> _steps = [];

    /// <summary>Follows the layers along an axis, up to the one that turns the map into a vector.</summary>
    public AxisSizes(IReadOnlyList<LayerShapes> layers, Axis axis, long ownSize)
    {
        OwnSize = ownSize;
        foreach (var layer in layers.TakeWhile(layer => !layer.Input.IsVector))
        {
            if (AxisStep.Of(layer.Layer, axis) is { } step)
                _steps.Add(step);
        }

        OwnOutput = _steps.Aggregate(ownSize, (size, step) => step.OutputSize(size));
    }

    /// <summary>The image's own size.</summary>
    public long OwnSize { get; }

    /// <summary>The map's size at the image's own size.</summary>
    public long OwnOutput { get; }

    /// <summary>
    /// Whether the map has one size whatever the image's: exactly after adaptive or global pooling, since windows slide on for ever.
    /// </summary>
    public bool IsConstant => _steps.Exists(step => step.FixedOutput is not null);

    /// <summary>The image sizes that reach the end; they have no upper limit.</summary>
    public SizeInterval Passing => SizesGiving(SizeInterval.Positive)!.Value;

    /// <summary>The image sizes whose map size lies in an interval: again an interval, since the function never falls.</summary>
    public SizeInterval? SizesGiving(SizeInterval outputs)
    {
        SizeInterval? sizes = outputs;
        for (var i = _steps.Count - 1; i >= 0 && sizes is { } wanted; i--)
            sizes = _steps[i].InputSizes(wanted);
        return sizes;
    }

    /// <summary>The image sizes with exactly one map size, or null.</summary>
    public SizeInterval? SizesGiving(long output) => SizesGiving(new SizeInterval(output, output));
}
