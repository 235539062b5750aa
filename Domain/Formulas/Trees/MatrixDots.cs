using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>NumPy's <c>dot</c> is an inner product for two vectors only: where a matrix or a number is multiplied, it is the product, and is shown as that.</summary>
internal static class MatrixDots
{
    /// <summary>Larger operands stay as they are written, so that shapes are found in little time.</summary>
    private const int Deepest = 8;

    public static Node AsProducts(Node node, FormulaScope scope) => node switch
    {
        Application { Operation: Dot, Second: { } second } dot when IsNoVector(dot.First, scope) || IsNoVector(second, scope) =>
            new Application(Product.Instance, AsProducts(dot.First, scope), AsProducts(second, scope)),
        Application application => Rebuilt(application, AsProducts(application.First, scope), application.Second is { } other ? AsProducts(other, scope) : null),
        Summation sum => AsProducts(sum.Body, scope) is var body && ReferenceEquals(body, sum.Body) ? sum : new Summation(sum.Letter, sum.Limits, body),
        IndexedEntry entry => AsProducts(entry.Of, scope) is var of && ReferenceEquals(of, entry.Of) ? entry : new IndexedEntry(of, entry.Indices),
        _ => node,
    };

    private static Application Rebuilt(Application node, Node first, Node? second) =>
        ReferenceEquals(first, node.First) && ReferenceEquals(second, node.Second) ? node : new Application(node.Operation, first, second);

    // An operand with free indices has another shape by itself than within its formula.
    private static bool IsNoVector(Node node, FormulaScope scope) =>
        node.Depth <= Deepest && IndexLetters.Free(node).Count == 0 && TapeMaker.TryMake(node, scope, [], out _) is { Shape.IsVector: false };
}
