using CsCheck;
using GradingService.Domain.Formulas;

namespace GradingService.Tests.Domain.Formulas;

/// <summary>Random formulas, written with every parenthesis there can be, so that no printer under test has a part in making them.</summary>
internal static class RandomFormulas
{
    /// <summary>A number, two columns and a matrix.</summary>
    public static FormulaScope Scope { get; } = new(
    [
        new("a", ValueShape.Scalar),
        new("f_q", ValueShape.Column(4)),
        new("w", ValueShape.Column(3)),
        new("W", ValueShape.Matrix(4, 4)),
    ]);

    private static readonly Gen<string> Leaf = Gen.OneOf<string>(
        Gen.OneOf("a", "f_q", "w", "W", "w_2"),
        Gen.Int[0, 12].Select(number => FormattableString.Invariant($"{number}")),
        Gen.Double[1e-12, 1e12].Select(number => FormattableString.Invariant($"{number:R}")));

    private static readonly Gen<string> Infix = Gen.OneOf("+", "-", "*", "/", "^", ".*", "./", ".^", "@", "", "**");
    private static readonly Gen<string> Prefix = Gen.OneOf("-", "-", "√");
    private static readonly Gen<string> Postfix = Gen.OneOf("'", "²", "^T", ".T", ".sum()");
    private static readonly Gen<string> Index = Gen.OneOf("[0]", "[-1]", "[1, 2]", "_3", "₂", "_+", "₊");
    private static readonly Gen<string> Function = Gen.OneOf("norm", "sum", "exp", "relu", "softmax", "max", "mean", "transpose", "abs");
    private static readonly Gen<string> Ending = Gen.OneOf("sum(?, axis=0)", "norm(?, 1)", "norm(?, inf)", "leakyRelu(?, 0.25)", "mean(?, axis=-1)");
    private static readonly Gen<string> Pair = Gen.OneOf("max", "min", "dot", "correlate", "convolve", "pow", "multiply");

    private static Gen<string> FullyParenthesised(int depth) => depth == 0 ? Leaf : Tree(FullyParenthesised(depth - 1));

    private static Gen<string> Tree(Gen<string> part) => Gen.Frequency(
        (1, Leaf),
        (4, Gen.Select(part, Infix, part, (first, sign, second) => $"({first}) {sign} ({second})")),
        (1, Gen.Select(Prefix, part, (sign, inner) => $"{sign}({inner})")),
        (2, Gen.Select(part, Postfix, (inner, sign) => $"({inner}){sign}")),
        (1, Gen.Select(part, part, Index, (first, second, place) => $"(({first}) - ({second})){place}")),
        (1, Gen.Select(Function, part, (name, inner) => $"{name}(({inner}))")),
        (1, Gen.Select(Ending, part, (call, inner) => call.Replace("?", $"({inner})", StringComparison.Ordinal))),
        (1, Gen.Select(Pair, part, part, (name, first, second) => $"{name}(({first}), ({second}))")),
        (1, part.Select(inner => $"|({inner})|")),
        (1, part.Select(inner => $"‖({inner})‖")));

    /// <summary>Formulas of that scope; in most the shapes don't fit.</summary>
    public static Gen<string> Formulas { get; } = Gen.Int[0, 5].SelectMany(FullyParenthesised);

    /// <summary>The names of an affine layer, with sizes, index letters and a convolution's sign.</summary>
    public static FormulaScope IndexedScope { get; } = new(
    [
        new("W", ValueShape.Matrix(2, 3)),
        new("p", ValueShape.Column(3)),
        new("f_q", ValueShape.Column(2)),
        new("b", ValueShape.Column(2), "b_i"),
        new("alpha", ValueShape.Scalar),
        FormulaName.OfSize("m", 2),
        FormulaName.OfSize("n", 3),
    ], axes: [new('i', 2), new('j', 2), new('k', 3)]) { ConvolvesByAsterisk = true };

    private static readonly Gen<string> IndexedLeaf = Gen.OneOf<string>(
        Gen.OneOf("W", "p", "f_q", "b", "alpha", "I", "eye(m)", "1_m", @"2 \mathbf{1}", "m", "2", "p ⋆ b", "b * p", "p * b", "correlate(b, p)", "I_n"),
        Gen.OneOf("p[k]", "W_ij", "W[i, k]", "W_{i,k+1}", "p[2*k - 1]", "p_{k-1}", "f_q[i]", "f_{q,j}", "b[i]", "b_j", "delta(i, j)", "δ_ik", "delta(i, k-1)", "I_{ij}", "δ_{i,j+1}"),
        Gen.OneOf("W[0, 1]", "W_{2,3}", "p_2", "f_{q,1}", "b[1]", "p[-1]"));

    private static readonly Gen<string> IndexedInfix = Gen.OneOf("+", "-", "*", "/", "⊗", "⋆", "⊙", "./", "^", "");

    private static readonly Gen<string> Wrapping = Gen.OneOf(
        "sum_k (?)", "Σ_{k=0}^{2} (?)", "(?)'", "-(?)", "(?)_k", "(?)[i, j]", "[?, 1]", "[?; p']", "[[?, 2], [3, 4]]", "‖?‖₁", "⟨?, p⟩", "outer((?), p)", "sigmoid(?)", "√(?)",
        @"\begin{pmatrix} ? & 2 \\ 1 & 0 \end{pmatrix}", @"\frac{?}{2}");

    /// <summary>Formulas of the indexed scope.</summary>
    public static Gen<string> Indexed { get; } = Gen.Int[0, 4].SelectMany(IndexedTree);

    private static Gen<string> IndexedTree(int depth)
    {
        if (depth == 0) return IndexedLeaf;
        var part = IndexedTree(depth - 1);
        return Gen.Frequency(
            (1, IndexedLeaf),
            (4, Gen.Select(part, IndexedInfix, part, (first, sign, second) => $"({first}) {sign} ({second})")),
            (4, Gen.Select(Wrapping, part, (wrapping, inner) => wrapping.Replace("?", inner, StringComparison.Ordinal))));
    }
}
