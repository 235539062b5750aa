namespace GradingService.Domain.Formulas.Operations;

/// <summary>The matrix product of m×k and k×n.</summary>
internal sealed class MatrixProduct(int m, int k, int n) : Kernel
{
    public override long Cost(int resultCount) => (long)m * k * n;

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = 0.0;
                for (var l = 0; l < k; l++) sum += a[i * k + l] * b[l * n + j];
                y[i * n + j] = sum;
            }
        }
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var dy = at.Dy[i * n + j];
                for (var l = 0; l < k; l++)
                {
                    if (!da.IsEmpty) da[i * k + l] += dy * at.B[l * n + j];
                    if (!db.IsEmpty) db[l * n + j] += dy * at.A[i * k + l];
                }
            }
        }
    }
}

/// <summary>A whole power of an n×n matrix, by repeated multiplication.</summary>
internal sealed class MatrixPower(int n, int exponent) : Kernel
{
    private readonly MatrixProduct _product = new(n, n, n);

    public override long Cost(int resultCount) => (long)n * n * n * exponent;

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y) => Powers(a)[exponent].CopyTo(y);

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        if (da.IsEmpty) return;
        var powers = Powers(at.A);
        var adjoint = at.Dy.ToArray();
        for (var step = exponent; step > 0; step--)
        {
            var earlier = new double[n * n];
            _product.Backward(new Tangents(powers[step - 1], at.A, powers[step], adjoint), earlier, da);
            adjoint = earlier;
        }
    }

    private double[][] Powers(ReadOnlySpan<double> a)
    {
        var powers = new double[exponent + 1][];
        powers[0] = new double[n * n];
        for (var i = 0; i < n; i++) powers[0][i * n + i] = 1;
        for (var step = 1; step <= exponent; step++)
        {
            powers[step] = new double[n * n];
            _product.Forward(powers[step - 1], a, powers[step]);
        }

        return powers;
    }
}

/// <summary>Rows and columns of an m×n matrix change places.</summary>
internal sealed class MatrixTranspose(int m, int n) : Kernel
{
    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++) y[j * m + i] = a[i * n + j];
        }
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        if (da.IsEmpty) return;
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++) da[i * n + j] += at.Dy[j * m + i];
        }
    }
}

/// <summary>The same entries, perhaps under another shape.</summary>
internal sealed class SameEntries : Kernel
{
    public static SameEntries Instance { get; } = new();

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y) => a.CopyTo(y);

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        for (var i = 0; i < da.Length; i++) da[i] += at.Dy[i];
    }
}

/// <summary>One entry.</summary>
internal sealed class Entry(int index) : Kernel
{
    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y) => y[0] = a[index];

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        if (!da.IsEmpty) da[index] += at.Dy[0];
    }
}
