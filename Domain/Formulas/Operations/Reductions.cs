using System.Diagnostics.CodeAnalysis;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Operations;

/// <summary>The sum or mean of all entries, or along one axis as NumPy counts them. The mean of a number is a misfit: whoever writes it
/// believes to average a vector.</summary>
internal sealed record Total(bool IsMean, int? Axis) : Operation(Written(IsMean ? "mean" : "sum", Axis))
{
    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var of = operands.First;
        if (of.Kind == ValueKind.Scalar && (IsMean || Axis is not null)) return DoesNotFit(out kernel, out shape);
        if (Axis is null || (of.IsVector && IsOnlyAxis(of, Axis.Value)))
            return Fits(new WeightedSum(of.Columns, 0, 0, Weight(of.Count)), ValueShape.Scalar, out kernel, out shape);
        if (of.Kind != ValueKind.Matrix) return DoesNotFit(out kernel, out shape);
        return Axis switch
        {
            0 or -2 => Fits(new WeightedSum(of.Columns, 0, 1, Weight(of.Rows)), ValueShape.Column(of.Columns), out kernel, out shape),
            1 or -1 => Fits(new WeightedSum(of.Columns, 1, 0, Weight(of.Columns)), ValueShape.Column(of.Rows), out kernel, out shape),
            _ => DoesNotFit(out kernel, out shape),
        };
    }

    /// <summary>NumPy's vectors have one axis; a row, being 1×n, also has an axis 1.</summary>
    public static bool IsOnlyAxis(ValueShape of, int axis) => axis is 0 or -1 || (of.Kind == ValueKind.Row && axis == 1);

    public static Notation Written(string name, int? axis, string ending = "") => new(
        NotationForm.Call, name, Ending: axis is null ? ending : FormattableString.Invariant($"{ending}, axis={axis}"));

    private double Weight(int count) => IsMean ? 1.0 / count : 1;
}

internal enum NormOrder
{
    One,
    Two,
    Infinity,
}

/// <summary>The norm of all entries; of a matrix only the Frobenius norm, which is order 2 here.</summary>
internal sealed record Norm(NormOrder Order, int? Axis = null) : Operation(Total.Written("norm", Axis, Ending(Order)))
{
    public static Norm Euclidean { get; } = new(NormOrder.Two);

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var of = operands.First;
        if (Axis is not null && !(of.IsVector && Total.IsOnlyAxis(of, Axis.Value))) return DoesNotFit(out kernel, out shape);
        if (of.Kind == ValueKind.Matrix && Order != NormOrder.Two) return DoesNotFit(out kernel, out shape);
        Kernel chosen = Order switch
        {
            NormOrder.One => AbsoluteSum.Instance,
            NormOrder.Infinity => LargestMagnitude.Instance,
            _ => EuclideanNorm.Instance,
        };
        return Fits(chosen, ValueShape.Scalar, out kernel, out shape);
    }

    private static string Ending(NormOrder order) => order switch
    {
        NormOrder.One => ", 1",
        NormOrder.Infinity => ", inf",
        _ => "",
    };
}

/// <summary>Single bars: the absolute value of a number, the norm of anything else.</summary>
internal sealed record Magnitude() : Operation(new Notation(NotationForm.Bars, "|"))
{
    public static Magnitude Instance { get; } = new();

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape) =>
        operands.First.Kind == ValueKind.Scalar
            ? Elementwise.Abs.TryBind(operands, stride, out kernel, out shape)
            : Norm.Euclidean.TryBind(operands, stride, out kernel, out shape);
}

/// <summary>The largest or the smallest entry.</summary>
internal sealed record ExtremeEntry(bool Largest) : Operation(new Notation(NotationForm.Call, Largest ? "max" : "min"))
{
    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape) =>
        Fits(new Extreme(Largest ? 1 : -1), ValueShape.Scalar, out kernel, out shape);
}

/// <summary>Exponentials of a vector's entries over their sum.</summary>
internal sealed record Softmax() : Operation(new Notation(NotationForm.Call, "softmax"))
{
    public static Softmax Instance { get; } = new();

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape) =>
        operands.First.IsVector
            ? Fits(SoftmaxKernel.Instance, operands.First, out kernel, out shape)
            : DoesNotFit(out kernel, out shape);
}

/// <summary>A kernel slid over a signal without padding; flipped it is a convolution. Without a stride of its own it takes the question's.</summary>
internal sealed record Sliding(bool Flipped, int? Stride) : Operation(new Notation(
    NotationForm.Call,
    Flipped ? "convolve" : "correlate",
    Ending: Stride is null ? "" : FormattableString.Invariant($", stride={Stride}")))
{
    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var (x, w, step) = (operands.First, operands.Second, Stride ?? stride);
        if (!x.IsVector || !w.IsVector) return DoesNotFit(out kernel, out shape);
        // A convolution commutes, so its longer operand is the signal; a correlation does not.
        var kernelFirst = Flipped && w.Count > x.Count;
        if (kernelFirst) (x, w) = (w, x);
        if (w.Count > x.Count) return DoesNotFit(out kernel, out shape);
        var length = (x.Count - w.Count) / step + 1;
        return Fits(
            new SlidingProduct(w.Count, step, Flipped, kernelFirst),
            x.Kind == ValueKind.Row ? ValueShape.Row(length) : ValueShape.Column(length),
            out kernel,
            out shape);
    }
}
