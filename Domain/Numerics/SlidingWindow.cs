namespace GradingService.Domain.Numerics;

/// <summary>
/// One axis of a convolution or a pooling: a window of <paramref name="Kernel"/> taps, <paramref name="Dilation"/> apart,
/// that moves by <paramref name="Stride"/> over an input with <paramref name="Padding"/> extra places at both ends.
/// </summary>
/// <remarks>Source: PyTorch's documentation of Conv2d and MaxPool2d; n_out = ⌊(n + 2p − d(k−1) − 1) / s⌋ + 1.</remarks>
/// <param name="Kernel">Number of taps, at least 1.</param>
/// <param name="Stride">Step, at least 1.</param>
/// <param name="Padding">Places added at each end, at least 0.</param>
/// <param name="Dilation">Distance of neighbouring taps, at least 1.</param>
public readonly record struct SlidingWindow(long Kernel, long Stride, long Padding, long Dilation)
{
    /// <summary>Places from the first tap to the last one, both included: d(k−1) + 1.</summary>
    public long Span => Dilation * (Kernel - 1) + 1;

    /// <summary>Number of positions on an input of the given size; zero or less where the window does not fit.</summary>
    public long OutputSize(long size) => FloorDivide(size + 2 * Padding - Span, Stride) + 1;

    /// <summary>The input sizes from 1 up whose number of positions lies in an interval of sizes from 1 up, or null.</summary>
    public SizeInterval? InputSizes(SizeInterval outputs)
    {
        var offset = Span - 2 * Padding;
        var min = Math.Max(1, (Math.Max(1, outputs.Min) - 1) * Stride + offset);
        var max = outputs.Max * Stride + offset - 1;
        return max < min ? null : new SizeInterval(min, max);
    }

    /// <summary>
    /// The first and the last place of an input that any of the positions <paramref name="first"/> … <paramref name="last"/>
    /// touches, padding left out.
    /// </summary>
    public (long First, long Last) Touched(long first, long last, long size) => (FirstTouched(first, last), LastTouched(first, last, size));

    /// <summary>The quotient rounded down, also below zero; the divisor is positive.</summary>
    public static long FloorDivide(long dividend, long divisor)
    {
        var (quotient, remainder) = Math.DivRem(dividend, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The quotient rounded up, also below zero; the divisor is positive.</summary>
    public static long CeilingDivide(long dividend, long divisor) => -FloorDivide(-dividend, divisor);

    private long FirstTouched(long first, long last)
    {
        var lowest = long.MaxValue;
        for (var position = first; position <= last; position++)
        {
            var start = position * Stride - Padding;
            if (start >= 0)
                return Math.Min(lowest, start);
            var skipped = CeilingDivide(-start, Dilation);
            if (skipped < Kernel)
                lowest = Math.Min(lowest, start + skipped * Dilation);
        }

        return lowest == long.MaxValue ? 0 : lowest;
    }

    private long LastTouched(long first, long last, long size)
    {
        var highest = long.MinValue;
        for (var position = last; position >= first; position--)
        {
            var end = position * Stride - Padding + Span - 1;
            if (end < size)
                return Math.Max(highest, end);
            var skipped = CeilingDivide(end - size + 1, Dilation);
            if (skipped < Kernel)
                highest = Math.Max(highest, end - skipped * Dilation);
        }

        return highest == long.MinValue ? size - 1 : highest;
    }
}
