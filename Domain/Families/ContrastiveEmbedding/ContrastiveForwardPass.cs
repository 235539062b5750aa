using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.ContrastiveEmbedding;

/// <summary>What everything after the embeddings comes to for a student whose whole forward pass was another one.</summary>
/// <param name="Loss">‖f1 − f2‖².</param>
/// <param name="Gradient">∂L/∂f1 = 2(f1 − f2); ∂L/∂f2 is minus that.</param>
/// <param name="KernelGradient">∂L/∂w.</param>
internal sealed record ContrastiveForwardPass(double Loss, double[] Gradient, double[] KernelGradient)
{
    /// <summary>Forward passes that were padded, had another stride or another kernel.</summary>
    public static IEnumerable<(Mistake Mistake, ContrastiveForwardPass Pass)> Mistaken(ContrastiveEmbeddingParameters q)
    {
        var k = q.Kernel.Length;
        yield return (ContrastiveMistakes.ZeroPadding, Of(Signal.Padded(q.X1, k), Signal.Padded(q.X2, k), q.Kernel, q.Stride));
        for (var stride = 1; stride <= 3; stride++)
            if (stride != q.Stride) yield return (ContrastiveMistakes.WrongStride, Of(q.X1, q.X2, q.Kernel, stride));
        yield return (ContrastiveMistakes.KernelOfOnes, Of(q.X1, q.X2, [.. q.Kernel.Select(_ => 1.0)], q.Stride));
        yield return (ContrastiveMistakes.KernelRounded, Of(q.X1, q.X2, [.. q.Kernel.Select(w => Math.Round(w, 2))], q.Stride));
    }

    /// <summary>The bias cancels in f1 − f2, so it takes no part.</summary>
    private static ContrastiveForwardPass Of(double[] x1, double[] x2, double[] kernel, int stride)
    {
        var difference = Signal.Difference(Signal.Correlate(x1, kernel, 0, stride), Signal.Correlate(x2, kernel, 0, stride));
        var gradient = Signal.Scaled(difference, 2);
        return new(
            difference.Sum(d => d * d), gradient,
            Signal.Difference(Signal.KernelGradient(x1, gradient, kernel.Length, stride), Signal.KernelGradient(x2, gradient, kernel.Length, stride)));
    }
}
