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
        return Rows(p, m, (sample, i) =>
        {
            var sum = b.Data[i];
            for (var k = 0; k < n; k++) sum += p.Data[sample * n + k] * w.Data[i * n + k];
            return sum;
        });
    }

    /// <summary>∂L/∂P = G·W.</summary>
    /// <param name="g">…×m.</param>
    /// <param name="w">m×n.</param>
    /// <returns>…×n.</returns>
    public static NumericArray InputGradient(NumericArray g, NumericArray w)
    {
        var (m, n) = (w.Shape[0], w.Shape[1]);
        return Rows(g, n, (sample, k) =>
        {
            var sum = 0.0;
            for (var i = 0; i < m; i++) sum += g.Data[sample * m + i] * w.Data[i * n + k];
            return sum;
        });
    }

    /// <summary>∂L/∂W = Gᵀ·P.</summary>
    /// <param name="g">…×m.</param>
    /// <param name="p">…×n, as many samples.</param>
    /// <returns>m×n.</returns>
    public static NumericArray WeightsGradient(NumericArray g, NumericArray p)
    {
        var (m, n) = (g.Shape[^1], p.Shape[^1]);
        return NumericArray.Matrix(m, n, (i, k) =>
        {
            var sum = 0.0;
            for (var sample = 0; sample < g.Size / m; sample++) sum += g.Data[sample * m + i] * p.Data[sample * n + k];
            return sum;
        });
    }

    /// <summary>∂L/∂b, the sum of G's rows.</summary>
    /// <param name="g">…×m.</param>
    /// <returns>m.</returns>
    public static NumericArray BiasGradient(NumericArray g)
    {
        var m = g.Shape[^1];
        var sums = new double[m];
        for (var at = 0; at < g.Size; at++) sums[at % m] += g.Data[at];
        return new([m], sums);
    }

    private static NumericArray Rows(NumericArray like, int columns, Func<int, int, double> entry)
    {
        var rows = like.Size / like.Shape[^1];
        return NumericArray.Matrix(rows, columns, entry).Reshaped([.. like.Shape.SkipLast(1), columns]);
    }
}
