namespace GradingService.Domain.Formulas.Operations;

/// <summary>Sums groups of entries and scales each sum: entry (i, j) of m×n goes to j when summing down the columns, to i along the rows,
/// and to 0 when everything is summed.</summary>
internal sealed class WeightedSum(int n, int rowStep, int columnStep, double weight) : Kernel
{
    public override long Cost(int resultCount) => (long)resultCount * n;

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        y.Clear();
        for (var i = 0; i < a.Length; i++) y[Target(i)] += a[i];
        for (var i = 0; i < y.Length; i++) y[i] *= weight;
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        for (var i = 0; i < da.Length; i++) da[i] += at.Dy[Target(i)] * weight;
    }

    private int Target(int index) => index / n * rowStep + index % n * columnStep;
}

/// <summary>The largest entry times <paramref name="sign"/>, so with −1 the smallest; at a tie the gradient is shared equally.</summary>
internal sealed class Extreme(double sign) : Kernel
{
    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        var best = double.NegativeInfinity;
        foreach (var entry in a) best = Math.Max(best, sign * entry);
        y[0] = sign * best;
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        var ties = 0;
        foreach (var entry in at.A) ties += entry == at.Y[0] ? 1 : 0;
        for (var i = 0; i < da.Length; i++)
        {
            if (at.A[i] == at.Y[0]) da[i] += at.Dy[0] / ties;
        }
    }
}

/// <summary>The Euclidean norm √Σx²; its gradient at 0 is 0.</summary>
internal sealed class EuclideanNorm : Kernel
{
    public static EuclideanNorm Instance { get; } = new();

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        var sum = 0.0;
        foreach (var entry in a) sum += entry * entry;
        y[0] = Math.Sqrt(sum);
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        if (at.Y[0] == 0) return;
        for (var i = 0; i < da.Length; i++) da[i] += at.Dy[0] * at.A[i] / at.Y[0];
    }
}

/// <summary>The 1-norm Σ|x|; its gradient where an entry is 0 is 0.</summary>
internal sealed class AbsoluteSum : Kernel
{
    public static AbsoluteSum Instance { get; } = new();

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        y[0] = 0;
        foreach (var entry in a) y[0] += Math.Abs(entry);
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        for (var i = 0; i < da.Length; i++)
        {
            if (at.A[i] != 0) da[i] += at.Dy[0] * (at.A[i] > 0 ? 1 : -1);
        }
    }
}

/// <summary>The maximum norm max|x|; at a tie the gradient is shared equally, at 0 it is 0.</summary>
internal sealed class LargestMagnitude : Kernel
{
    public static LargestMagnitude Instance { get; } = new();

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        y[0] = 0;
        foreach (var entry in a) y[0] = Math.Max(y[0], Math.Abs(entry));
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        var ties = 0;
        foreach (var entry in at.A) ties += Math.Abs(entry) == at.Y[0] ? 1 : 0;
        for (var i = 0; i < da.Length; i++)
        {
            if (at.A[i] != 0 && Math.Abs(at.A[i]) == at.Y[0]) da[i] += at.Dy[0] / ties * (at.A[i] > 0 ? 1 : -1);
        }
    }
}

/// <summary>exp(xᵢ) / Σ exp(xⱼ), shifted by the largest entry so that nothing overflows.</summary>
internal sealed class SoftmaxKernel : Kernel
{
    public static SoftmaxKernel Instance { get; } = new();

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        foreach (var entry in a) largest = Math.Max(largest, entry);
        for (var i = 0; i < a.Length; i++) sum += y[i] = Math.Exp(a[i] - largest);
        for (var i = 0; i < a.Length; i++) y[i] /= sum;
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        var inner = 0.0;
        for (var i = 0; i < at.Y.Length; i++) inner += at.Dy[i] * at.Y[i];
        for (var i = 0; i < da.Length; i++) da[i] += at.Y[i] * (at.Dy[i] - inner);
    }
}
