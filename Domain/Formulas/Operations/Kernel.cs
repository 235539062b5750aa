namespace GradingService.Domain.Formulas.Operations;

/// <summary>The arithmetic of one operation once the shapes are known. Values are spans of entries, row by row; the second operand of a unary
/// kernel is empty. Kernels hold no data of a computation and are shared by threads.</summary>
internal abstract class Kernel
{
    public abstract void Forward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y);

    /// <summary>Adds this operation's share to the operands' adjoints; an empty adjoint isn't wanted.</summary>
    public abstract void Backward(in Tangents at, Span<double> da, Span<double> db);

    /// <summary>Multiplications of one forward pass, for bounding the cost of a formula.</summary>
    public virtual long Cost(int resultCount) => resultCount;
}

/// <summary>What a backward pass knows: the operands, the result and the result's adjoint.</summary>
internal readonly ref struct Tangents(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> y, ReadOnlySpan<double> dy)
{
    public readonly ReadOnlySpan<double> A = a;
    public readonly ReadOnlySpan<double> B = b;
    public readonly ReadOnlySpan<double> Y = y;
    public readonly ReadOnlySpan<double> Dy = dy;
}
