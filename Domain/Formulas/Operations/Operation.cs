using System.Diagnostics.CodeAnalysis;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Operations;

/// <summary>An operator or function of the language: how it is written, which shapes it takes, and the kernel that computes it for them.</summary>
internal abstract record Operation(Notation Notation)
{
    /// <summary>Finds the kernel and the result's shape; false where the shapes don't fit.</summary>
    public abstract bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape);

    /// <summary>Whether the shape of the result is stated by the operands' values.</summary>
    public virtual bool BuildsBySize => false;

    /// <summary>Why the shapes don't fit.</summary>
    public virtual LocalizedText Misfit(in Operands operands) => operands.IsUnary
        ? new(
            $"{Notation.Symbol} se ne može primijeniti na: {operands.First.Description.Hr}",
            $"{Notation.Symbol} can't be applied to {operands.First.Description.En}")
        : new(
            $"{Notation.Symbol} ne povezuje: {operands.First.Description.Hr} i {operands.Second.Description.Hr}",
            $"{Notation.Symbol} doesn't join {operands.First.Description.En} and {operands.Second.Description.En}");

    protected static bool Fits(Kernel chosen, ValueShape of, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        (kernel, shape) = (chosen, of);
        return true;
    }

    protected static bool DoesNotFit(out Kernel? kernel, out ValueShape shape)
    {
        (kernel, shape) = (null, default);
        return false;
    }
}

/// <summary>What an operation is applied to. The constant is the second operand's value where the formula states it as a number; the sizes are
/// the operands' values where they are whole numbers that don't depend on data, found only for operations that build by size.</summary>
internal readonly record struct Operands(
    ValueShape First, ValueShape Second, bool IsUnary, double? Constant = null, int? FirstSize = null, int? SecondSize = null);
