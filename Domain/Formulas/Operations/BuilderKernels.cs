namespace GradingService.Domain.Formulas.Operations;

/// <summary>One number everywhere.</summary>
internal sealed class Fill(double value) : Kernel
{
    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y) => y.Fill(value);

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        // Sizes have no gradient.
    }
}

/// <summary>The identity of n rows.</summary>
internal sealed class Identity(int n) : Kernel
{
    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        y.Clear();
        for (var i = 0; i < n; i++) y[i * n + i] = 1;
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        // Sizes have no gradient.
    }
}

/// <summary>Two blocks as one matrix: row by row side by side, or the second after the first.</summary>
internal sealed class Joined(int rows, int first, int second, bool beside) : Kernel
{
    private readonly int _pieces = beside ? rows : 1;

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        for (var i = 0; i < _pieces; i++)
        {
            a.Slice(i * first, first).CopyTo(y[(i * (first + second))..]);
            b.Slice(i * second, second).CopyTo(y[(i * (first + second) + first)..]);
        }
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        for (var i = 0; i < _pieces; i++)
        {
            var start = i * (first + second);
            for (var j = 0; j < first && !da.IsEmpty; j++) da[i * first + j] += at.Dy[start + j];
            for (var j = 0; j < second && !db.IsEmpty; j++) db[i * second + j] += at.Dy[start + first + j];
        }
    }
}

/// <summary>The Kronecker product of a matrix with <paramref name="columns"/> columns and one of <paramref name="p"/>×<paramref name="q"/>.</summary>
internal sealed class KroneckerKernel(int columns, int p, int q) : Kernel
{
    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        for (var left = 0; left < a.Length; left++)
        {
            for (var right = 0; right < b.Length; right++) y[Place(left, right)] = a[left] * b[right];
        }
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        for (var left = 0; left < at.A.Length; left++)
        {
            for (var right = 0; right < at.B.Length; right++)
            {
                var dy = at.Dy[Place(left, right)];
                if (!da.IsEmpty) da[left] += dy * at.B[right];
                if (!db.IsEmpty) db[right] += dy * at.A[left];
            }
        }
    }

    private int Place(int left, int right) => (left / columns * p + right / q) * columns * q + left % columns * q + right % q;
}

/// <summary>n entries on the diagonal of n×n.</summary>
internal sealed class OnDiagonal(int n) : Kernel
{
    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        y.Clear();
        for (var i = 0; i < n; i++) y[i * n + i] = a[i];
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        for (var i = 0; i < da.Length; i++) da[i] += at.Dy[i * n + i];
    }
}

/// <summary>The diagonal of a matrix with <paramref name="columns"/> columns.</summary>
internal sealed class DiagonalOf(int columns) : Kernel
{
    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = a[i * columns + i];
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        if (da.IsEmpty) return;
        for (var i = 0; i < at.Dy.Length; i++) da[i * columns + i] += at.Dy[i];
    }
}
