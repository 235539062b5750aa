namespace GradingService.Domain.Formulas.Operations;

/// <summary>
/// yᵢ = Σⱼ wⱼ x_{i·stride+j} over the places where the whole kernel fits; a convolution reads the kernel backwards. The kernel may be
/// named first, as in convolve(w, x).
/// </summary>
internal sealed class SlidingProduct(int length, int stride, bool flipped, bool kernelFirst) : Kernel
{
    public override long Cost(int resultCount) => (long)resultCount * length;

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        var x = kernelFirst ? b : a;
        var w = kernelFirst ? a : b;
        for (var i = 0; i < y.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < length; j++) sum += w[Tap(j)] * x[i * stride + j];
            y[i] = sum;
        }
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        var x = kernelFirst ? at.B : at.A;
        var w = kernelFirst ? at.A : at.B;
        var dx = kernelFirst ? db : da;
        var dw = kernelFirst ? da : db;
        for (var i = 0; i < at.Dy.Length; i++)
        {
            for (var j = 0; j < length; j++)
            {
                if (!dx.IsEmpty) dx[i * stride + j] += at.Dy[i] * w[Tap(j)];
                if (!dw.IsEmpty) dw[Tap(j)] += at.Dy[i] * x[i * stride + j];
            }
        }
    }

    private int Tap(int j) => flipped ? length - 1 - j : j;
}
