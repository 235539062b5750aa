using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>How tightly a part of a formula binds in LaTeX, loosest first.</summary>
internal enum LatexBinding
{
    /// <summary>Terms joined by + and −.</summary>
    Sum,

    /// <summary>Factors joined by a sign.</summary>
    Product,

    /// <summary>A factor with a sign before it.</summary>
    Sign,

    /// <summary>What may be a factor but not raised: a fraction, and what has an exponent, of which LaTeX allows one.</summary>
    Factor,

    /// <summary>What may be raised.</summary>
    Raised,
}

internal static class LatexBindings
{
    public static LatexBinding Of(Node node, FormulaScope scope) => node switch
    {
        Summation => LatexBinding.Sum,
        Constant { Value: var value } when LatexNumber.HasPowerOfTen(value) => LatexBinding.Product,
        Application application => Of(application, scope),
        _ => LatexBinding.Raised,
    };

    /// <summary>The sign between two operands; null for what is written otherwise.</summary>
    public static string? SignOf(Application node, FormulaScope scope) => node.Operation switch
    {
        Sliding { Flipped: false, Stride: null } when SignOfSliding.KeepsOrder(node.First, node.Second!, scope) => @"\star",
        Product => @"\cdot",
        Kronecker => @"\otimes",
        var operation when operation == Elementwise.Add => "+",
        var operation when operation == Elementwise.Subtract => "-",
        var operation when operation == Elementwise.Multiply => @"\odot",
        var operation when operation == Elementwise.Divide => @"\oslash",
        _ => null,
    };

    private static LatexBinding Of(Application node, FormulaScope scope) => node.Operation switch
    {
        Quotient or Power or Transpose => LatexBinding.Factor,
        var operation when operation == Elementwise.Add || operation == Elementwise.Subtract => LatexBinding.Sum,
        var operation when operation == Elementwise.Negate => LatexBinding.Sign,
        _ when SignOf(node, scope) is not null => LatexBinding.Product,
        _ => LatexBinding.Raised,
    };
}
