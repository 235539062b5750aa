using System.Diagnostics.CodeAnalysis;
using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>A sign between signal and kernel as it was read. What it means depends on its operands and is settled once the formula is a tree, so
/// that no finished tree has one.</summary>
/// <remarks>Between the names of two columns of unlike length either may come first, as in PyTorch's <c>weight ⋆ input</c>.</remarks>
internal sealed record SignOfSliding(string Symbol) : Operation(new Notation(NotationForm.Infix, Symbol, Precedence.Product))
{
    /// <summary>Always a correlation.</summary>
    public static SignOfSliding Star { get; } = new("⋆");

    /// <summary>The correlation of two names that have no product; otherwise a product.</summary>
    public static SignOfSliding Asterisk { get; } = new("*");

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape) =>
        DoesNotFit(out kernel, out shape);

    /// <summary>The tree without such signs.</summary>
    public static Node Settled(Node node, FormulaScope scope) => node switch
    {
        Application { Operation: SignOfSliding sign, Second: { } second } join => sign.Settled(Settled(join.First, scope), Settled(second, scope), scope),
        Application join => new Application(join.Operation, Settled(join.First, scope), join.Second is null ? null : Settled(join.Second, scope)),
        Summation sum => sum with { Body = Settled(sum.Body, scope) },
        IndexedEntry entry => entry with { Of = Settled(entry.Of, scope) },
        _ => node,
    };

    /// <summary>Whether a star between two operands correlates the second with the first, in this order.</summary>
    public static bool KeepsOrder(Node first, Node second, FormulaScope scope) => !(Length(first, scope) < Length(second, scope));

    /// <summary>Whether a product would read as a correlation if an asterisk were written.</summary>
    public static bool WouldSlide(Application node, FormulaScope scope) =>
        node.Operation is Product && scope.ConvolvesByAsterisk && Length(node.First, scope) is { } a && Length(node.Second!, scope) is { } b && a != b;

    private Application Settled(Node first, Node second, FormulaScope scope)
    {
        var slides = new Sliding(Flipped: false, Stride: null);
        if (!KeepsOrder(first, second, scope)) return new Application(slides, second, first);
        return this == Star || Length(first, scope) > Length(second, scope) ? new Application(slides, first, second) : new Application(Product.Instance, first, second);
    }

    private static int? Length(Node node, FormulaScope scope) =>
        node is Variable name && scope.Names[name.Index].Shape is { Kind: ValueKind.Column } shape ? shape.Count : null;
}
