namespace GradingService.Domain.Formulas.Operations;

/// <summary>yᵢ = Σⱼ wⱼ x_{i·stride+j} over the places where the whole kernel fits; a convolution reads the kernel backwards.</summary>
internal sealed class SlidingProduct(int length, int stride, bool flipped) : Kernel
{
    public override long Cost(int resultCount) => (long)resultCount * length;

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < length; j++) sum += b[Tap(j)] * a[i * stride + j];
            y[i] = sum;
        }
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        for (var i = 0; i < at.Dy.Length; i++)
        {
            for (var j = 0; j < length; j++)
            {
                if (!da.IsEmpty) da[i * stride + j] += at.Dy[i] * at.B[Tap(j)];
                if (!db.IsEmpty) db[Tap(j)] += at.Dy[i] * at.A[i * stride + j];
            }
        }
    }

    private int Tap(int j) => flipped ? length - 1 - j : j;
}
