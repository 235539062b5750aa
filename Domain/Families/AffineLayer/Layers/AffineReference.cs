namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>The affine layer on batches whose samples are rows: Q = P·Wᵀ + 1·bᵀ, and the gradients of a loss from G = ∂L/∂Q.</summary>
/// <remarks>
/// From ∂q/∂p = W, ∂qᵢ/∂Wⱼₖ = δᵢⱼ·pₖ and ∂q/∂b = I by the chain rule: ∂L/∂P = G·W, ∂L/∂W = Gᵀ·P, ∂L/∂b = Σ of G's rows. P and G may have any number of leading
/// axes, none too: all samples are summed over. Computed over absolute values, the same functions bound the rounding of any order of summation.
/// </remarks>
public static class AffineReference
{
    /// <summary>Q = P·Wᵀ + 1·bᵀ.</summary>
    /// <param name="p">…×n.</param>
    /// <param name="w">m×n.</param>
    /// <param name="b">m.</param>
    /// <returns>…×m.</returns>
    public static NumericArray Forward(NumericArray p, NumericArray w, NumericArray b)
    {
        var (m, n) = (w.Shape[0], w.Shape[1]);
        var (samples, q) = (p.Size / n, new double[p.Size / n * m]);
        for (var sample = 0; sample < samples; sample++)
            for (var i = 0; i < m; i++) q[sample * m + i] = b.Data[i] + Product(p.Data.AsSpan(sample * n, n), w.Data.AsSpan(i * n, n));
        return new([.. p.Shape.SkipLast(1), m], q);
    }

    /// <summary>∂L/∂P = G·W.</summary>
    /// <param name="g">…×m.</param>
    /// <param name="w">m×n.</param>
    /// <returns>…×n.</returns>
    public static NumericArray InputGradient(NumericArray g, NumericArray w)
    {
        var (m, n) = (w.Shape[0], w.Shape[1]);
        var (samples, dp) = (g.Size / m, new double[g.Size / m * n]);
        for (var sample = 0; sample < samples; sample++)
            for (var i = 0; i < m; i++) AddMultiple(dp.AsSpan(sample * n, n), g.Data[sample * m + i], w.Data.AsSpan(i * n, n));
        return new([.. g.Shape.SkipLast(1), n], dp);
    }

    /// <summary>∂L/∂W = Gᵀ·P.</summary>
    /// <param name="g">…×m.</param>
    /// <param name="p">…×n, as many samples.</param>
    /// <returns>m×n.</returns>
    public static NumericArray WeightsGradient(NumericArray g, NumericArray p)
    {
        var (m, n) = (g.Shape[^1], p.Shape[^1]);
        var (samples, dw) = (g.Size / m, new double[m * n]);
        for (var sample = 0; sample < samples; sample++)
            for (var i = 0; i < m; i++) AddMultiple(dw.AsSpan(i * n, n), g.Data[sample * m + i], p.Data.AsSpan(sample * n, n));
        return new([m, n], dw);
    }

    /// <summary>∂L/∂b, the sum of G's rows.</summary>
    /// <param name="g">…×m.</param>
    /// <returns>m.</returns>
    public static NumericArray BiasGradient(NumericArray g)
    {
        var m = g.Shape[^1];
        var sums = new double[m];
        for (var row = 0; row < g.Size; row += m) AddMultiple(sums, 1, g.Data.AsSpan(row, m));
        return new([m], sums);
    }

    private static double Product(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var k = 0; k < x.Length; k++) sum += x[k] * y[k];
        return sum;
    }

    private static void AddMultiple(Span<double> sums, double factor, ReadOnlySpan<double> x)
    {
        for (var k = 0; k < sums.Length; k++) sums[k] += factor * x[k];
    }
}
