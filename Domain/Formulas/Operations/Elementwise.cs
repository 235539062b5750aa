namespace GradingService.Domain.Formulas.Operations;

/// <summary>A function of one number, applied to every entry. The slope may use the argument x and the result y.</summary>
internal sealed class Map(Func<double, double> value, Func<double, double, double> slope) : Kernel
{
    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = value(a[i]);
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        for (var i = 0; i < da.Length; i++)
        {
            // An infinite slope (√ at 0) that nothing depends on contributes nothing.
            if (at.Dy[i] != 0) da[i] += at.Dy[i] * slope(at.A[i], at.Y[i]);
        }
    }
}

/// <summary>A function of two numbers, applied entry by entry; an operand of one entry meets every entry of the other.</summary>
internal sealed class Zip(Func<double, double, double> value, Zip.Slope left, Zip.Slope right) : Kernel
{
    public delegate double Slope(double a, double b, double y);

    public override void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        var (stepA, stepB) = (a.Length == 1 ? 0 : 1, b.Length == 1 ? 0 : 1);
        for (var i = 0; i < y.Length; i++) y[i] = value(a[i * stepA], b[i * stepB]);
    }

    public override void Backward(in Tangents at, Span<double> da, Span<double> db)
    {
        var (stepA, stepB) = (at.A.Length == 1 ? 0 : 1, at.B.Length == 1 ? 0 : 1);
        for (var i = 0; i < at.Dy.Length; i++)
        {
            var dy = at.Dy[i];
            if (dy == 0) continue;
            var (a, b) = (at.A[i * stepA], at.B[i * stepB]);
            if (!da.IsEmpty) da[i * stepA] += dy * left(a, b, at.Y[i]);
            if (!db.IsEmpty) db[i * stepB] += dy * right(a, b, at.Y[i]);
        }
    }

    /// <summary>The shape of the result, where the operands fit entry by entry: the same shape, one of a single entry, or a column read as a row.</summary>
    public static bool TryJoin(ValueShape first, ValueShape second, out ValueShape shape)
    {
        shape = first;
        if (first == second || second.Kind == ValueKind.Scalar) return true;
        shape = second;
        if (first.Kind == ValueKind.Scalar || first.Count == 1) return true;
        shape = first;
        if (second.Count == 1) return true;
        shape = first.Kind == ValueKind.Row ? first : second;
        return first.IsVector && second.IsVector && first.Count == second.Count;
    }

    public static Zip Sum { get; } = new((a, b) => a + b, (_, _, _) => 1, (_, _, _) => 1);

    public static Zip Difference { get; } = new((a, b) => a - b, (_, _, _) => 1, (_, _, _) => -1);

    public static Zip Product { get; } = new((a, b) => a * b, (_, b, _) => b, (a, _, _) => a);

    public static Zip Quotient { get; } = new((a, b) => a / b, (_, b, _) => 1 / b, (_, b, y) => -y / b);

    public static Zip Power { get; } = new(
        (a, b) => b == 2 ? a * a : Math.Pow(a, b),
        (a, b, _) => b == 2 ? 2 * a : b == 0 ? 0 : b * Math.Pow(a, b - 1),
        (a, b, y) => a == 0 && b >= 0 ? 0 : y * Math.Log(a));

    /// <summary>The larger of two; at a tie the gradient is shared equally.</summary>
    public static Zip Larger { get; } = new(Math.Max, (a, b, _) => a > b ? 1 : a == b ? 0.5 : 0, (a, b, _) => b > a ? 1 : a == b ? 0.5 : 0);

    /// <summary>The smaller of two; at a tie the gradient is shared equally.</summary>
    public static Zip Smaller { get; } = new(Math.Min, (a, b, _) => a < b ? 1 : a == b ? 0.5 : 0, (a, b, _) => b < a ? 1 : a == b ? 0.5 : 0);
}
