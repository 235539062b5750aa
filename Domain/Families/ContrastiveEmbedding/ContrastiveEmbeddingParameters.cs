using FluentValidation;

namespace GradingService.Domain.Families.ContrastiveEmbedding;

/// <summary>A pair of signals that should be embedded near each other by one convolution.</summary>
/// <param name="Kernel">w, k numbers.</param>
/// <param name="Bias">b.</param>
/// <param name="X1">The first signal.</param>
/// <param name="X2">The second signal, as long as the first.</param>
public sealed record ContrastiveEmbeddingParameters(double[] Kernel, double Bias, double[] X1, double[] X2)
{
    /// <summary>The convolution's step.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>The length of an embedding: ⌊(n − k)/stride⌋ + 1.</summary>
    internal int Outputs => (X1.Length - Kernel.Length) / Stride + 1;
}

/// <summary>Bounds the sizes, and rules pairs out whose loss says nothing.</summary>
public sealed class ContrastiveEmbeddingRules : AbstractValidator<ContrastiveEmbeddingParameters>
{
    private const int LongestKernel = 64;
    private const int LongestSignal = 256;
    private const double Largest = 1e6;

    public ContrastiveEmbeddingRules()
    {
        RuleFor(p => p.Kernel)
            .Must(w => w.Length is > 0 and <= LongestKernel).WithMessage($"a kernel has 1 to {LongestKernel} weights")
            .Must(Bounded).WithMessage($"weights are at most {Largest}")
            .Must(w => w.Any(x => x != 0)).WithMessage("a kernel of zeros embeds everything alike");
        RuleFor(p => p.Bias).InclusiveBetween(-Largest, Largest);
        RuleFor(p => p.Stride).InclusiveBetween(1, LongestSignal);
        RuleFor(p => p.X1)
            .Must((p, x) => x.Length >= p.Kernel.Length && x.Length <= LongestSignal).WithMessage($"a signal is as long as the kernel at least, {LongestSignal} at most")
            .Must(Bounded).WithMessage($"entries are at most {Largest}");
        RuleFor(p => p.X2)
            .Must((p, x) => x.Length == p.X1.Length).WithMessage("both signals are of one length")
            .Must(Bounded).WithMessage($"entries are at most {Largest}")
            .Must((p, x) => !x.AsSpan().SequenceEqual(p.X1)).WithMessage("the signals differ, or loss and gradients are zero");
    }

    private static bool Bounded(double[] vector) => vector.All(x => Math.Abs(x) <= Largest);
}
