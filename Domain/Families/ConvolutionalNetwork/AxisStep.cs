using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>
/// What one layer does to the size of a map along one axis: slides a window over it, or gives a fixed size whatever comes in.
/// </summary>
/// <param name="Window">The window of a convolution or a pooling, otherwise null.</param>
/// <param name="FixedOutput">The size that adaptive and global pooling and resizing always give, otherwise null.</param>
internal readonly record struct AxisStep(SlidingWindow? Window, long? FixedOutput)
{
    /// <summary>The step of a layer, or null for one that leaves sizes alone.</summary>
    public static AxisStep? Of(Layer layer, Axis axis) => layer switch
    {
        Convolution conv => new(new SlidingWindow(conv.Kernel[axis], conv.Stride[axis], conv.Padding[axis], conv.Dilation[axis]), null),
        Pooling pool => new(new SlidingWindow(pool.Kernel[axis], pool.Stride[axis], pool.Padding[axis], 1), null),
        AdaptivePooling pool => new(null, pool.Output[axis]),
        GlobalPooling => new(null, 1),
        Resize resize => new(null, resize.Output[axis]),
        Crop crop => new(null, crop.Output[axis]),
        _ => null,
    };

    /// <summary>The size after the layer; zero or less where the window does not fit.</summary>
    public long OutputSize(long size) => FixedOutput ?? Window!.Value.OutputSize(size);

    /// <summary>The sizes before the layer that give a size in the interval, or null where none does.</summary>
    public SizeInterval? InputSizes(SizeInterval outputs) => FixedOutput is { } output
        ? outputs.Contains(output) ? SizeInterval.Positive : null
        : Window!.Value.InputSizes(outputs);

    /// <summary>
    /// The window the layer amounts to on a map of the given size, or null: the bins of an adaptive pooling may differ in size
    /// or distance.
    /// </summary>
    public SlidingWindow? WindowOn(long size)
    {
        if (FixedOutput is not { } bins)
            return Window;
        var (kernel, stride) = (SlidingWindow.CeilingDivide(size, bins), size / bins);
        for (var bin = 0L; bin < bins; bin++)
        {
            var (start, end) = (bin * size / bins, SlidingWindow.CeilingDivide((bin + 1) * size, bins));
            if (end - start != kernel || start != bin * stride)
                return null;
        }

        return stride > 0 ? new(kernel, stride, 0, 1) : null;
    }
}
