namespace GradingService.Domain.Families.ContrastiveEmbedding;

/// <summary>A one-dimensional convolution by hand, and the derivative of what follows it: the cross-correlation of <c>torch.nn.functional.conv1d</c>.</summary>
internal static class Signal
{
    /// <summary>f_i = Σ_j w_j·x_{i·stride+j} + b, ⌊(n − k)/stride⌋ + 1 outputs.</summary>
    public static double[] Correlate(double[] x, double[] w, double b, int stride)
    {
        var f = new double[(x.Length - w.Length) / stride + 1];
        for (var i = 0; i < f.Length; i++)
        {
            f[i] = b;
            for (var j = 0; j < w.Length; j++) f[i] += w[j] * x[i * stride + j];
        }
        return f;
    }

    /// <summary>∂L/∂w_j = Σ_i g_i·x_{i·stride+j}, where g = ∂L/∂f.</summary>
    public static double[] KernelGradient(double[] x, double[] g, int length, int stride)
    {
        var gradient = new double[length];
        for (var j = 0; j < length; j++)
            for (var i = 0; i < g.Length; i++) gradient[j] += g[i] * x[i * stride + j];
        return gradient;
    }

    /// <summary>The signal with ⌊k/2⌋ zeros on either side, as "same" padding adds them.</summary>
    public static double[] Padded(double[] x, int kernel)
    {
        var margin = kernel / 2;
        var padded = new double[x.Length + 2 * margin];
        x.CopyTo(padded, margin);
        return padded;
    }

    public static double[] Reversed(double[] x) => [.. x.AsEnumerable().Reverse()];

    public static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    public static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    public static double[] Scaled(double[] a, double factor) => [.. a.Select(x => x * factor)];

    public static double Norm(double[] a) => Math.Sqrt(a.Sum(x => x * x));
}
