using GradingService.Domain.Formulas;

namespace GradingService.Domain.Families.AffineLayer;

/// <summary>One affine layer with numbers, at which derivatives are compared: sizes that tell every layout from its transpose, no symmetry, and q = W·p + b.</summary>
internal sealed class AffineInstance
{
    private const int Seed = 20230614;

    // No size equals another or a product of others, and none is 1.
    private static readonly (int Outputs, int Inputs, int Samples)[] Sizes = [(2, 3, 5), (4, 2, 3), (3, 5, 2)];

    private AffineInstance((int Outputs, int Inputs, int Samples) sizes, int seed)
    {
        var (m, n, batch) = sizes;
        Scope = new FormulaScope(
        [
            new("W", ValueShape.Matrix(m, n)) { Sizes = ["m", "n"] },
            new("p", ValueShape.Column(n)) { Sizes = ["n"] },
            new("b", ValueShape.Column(m)) { Sizes = ["m"] },
            new("q", ValueShape.Column(m)) { Sizes = ["m"] },
            new("g", ValueShape.Column(m), "dL/dq", "∂L/∂q", "dL_dq") { Sizes = ["m"] },
            new("P", ValueShape.Matrix(batch, n)) { Sizes = ["N", "n"] },
            new("G", ValueShape.Matrix(batch, m)) { Sizes = ["N", "m"] },
            FormulaName.OfSize("m", m),
            FormulaName.OfSize("n", n),
            FormulaName.OfSize("N", batch),
        ], axes: [new('i', m)]);
        var layer = Formula.Parse("W*p + b", Scope);
        var drawn = new FormulaSampler(Scope, seed).Draw();
        Point = drawn.With("q", layer.Evaluate(drawn));
    }

    /// <summary>Layers of different sizes, two of each.</summary>
    public static IReadOnlyList<AffineInstance> All { get; } =
        [.. Sizes.Concat(Sizes).Select((sizes, index) => new AffineInstance(sizes, Seed + index))];

    /// <summary>Axes for index letters, each with the name of its size.</summary>
    public IReadOnlyList<IndexAxis> Axes(string letters, string sizes) =>
        [.. letters.Zip(sizes, (letter, size) => new IndexAxis(letter, (int)Point[size.ToString()].Number))];

    /// <summary>The names with this layer's sizes.</summary>
    public FormulaScope Scope { get; }

    /// <summary>The values of the names.</summary>
    public FormulaAssignment Point { get; }
}
