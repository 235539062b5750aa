using System.Diagnostics;
using CsCheck;
using GradingService.Domain.Formulas;
using GradingService.Tests.Domain.Families.AffineLayer;

namespace GradingService.Tests.Domain.Formulas;

/// <summary>Formulas over matrices whose sizes have names: values against NumPy, canonical text, gradients, hostile input.</summary>
public sealed class MatrixFormulasTests
{
    private static readonly (int M, int N, int Batch) Sizes = (AffineFixture.Instance.Sizes["m"], AffineFixture.Instance.Sizes["n"], AffineFixture.Instance.Sizes["N"]);

    private static readonly FormulaScope Scope = new(
    [
        new("W", ValueShape.Matrix(Sizes.M, Sizes.N)), new("p", ValueShape.Column(Sizes.N)), new("b", ValueShape.Column(Sizes.M)), new("q", ValueShape.Column(Sizes.M)),
        new("g", ValueShape.Column(Sizes.M), "dL/dq", "∂L/∂q"), new("P", ValueShape.Matrix(Sizes.Batch, Sizes.N)), new("G", ValueShape.Matrix(Sizes.Batch, Sizes.M)),
        FormulaName.OfSize("m", Sizes.M), FormulaName.OfSize("n", Sizes.N), FormulaName.OfSize("N", Sizes.Batch),
    ], axes: [new('i', Sizes.M), new('j', Sizes.N)]);

    private static readonly FormulaAssignment Point = Scope.Assign(
        [.. AffineFixture.Instance.Names.Select(each => (each.Key, FormulaValue.Of(Scope.Names.Single(name => name.Name == each.Key).Shape, each.Value)))]);

    public static TheoryData<int> Valued => [.. AffineFixture.Instance.Cases.Index().Where(each => each.Item.Value is not null).Select(each => each.Index)];

    [Theory, MemberData(nameof(Valued))]
    public void Values_are_NumPys(int index)
    {
        var due = AffineFixture.Instance.Cases[index];
        var value = Formula.Parse(due.Text, Scope).Evaluate(Point);

        // Vectors of the language are columns, NumPy's sums have one axis: the fixture says how the value lies.
        Assert.Equal((due.Shape![0], due.Shape[1]), (value.Shape.Rows, value.Shape.Columns));
        for (var i = 0; i < due.Value!.Length; i++) Assert.Equal(due.Value[i], value.Entries[i], 1e-12);
    }

    [Fact]
    public void Canonical_text_reads_back_as_the_same_tree()
    {
        foreach (var text in AffineFixture.Instance.Cases.Select(each => each.Text))
        {
            var formula = Formula.Parse(text, Scope);
            Assert.Equal(formula, Formula.Parse(formula.Canonical, Scope));
        }
    }

    [Theory]
    [InlineData("np.kron(np.eye(m), p.T)", "kron(eye(m), p')")]
    [InlineData(@"\mathbf{I}_m \otimes \mathbf{p}^{\mathrm T}", "kron(eye(m), p')")]
    [InlineData("identity(m*n)", "eye(m * n)")]
    [InlineData("identity(p)", "identity(p)")]
    [InlineData("[[1,2],[3,4]]", "[1, 2; 3, 4]")]
    [InlineData("[1,2;3,4]", "[1, 2; 3, 4]")]
    [InlineData("[[1],[2]]", "[1; 2]")]
    [InlineData("[[1;2],[3;4]]", "[[1; 2], [3; 4]]")]
    [InlineData("[[1, 2], 3]", "[1, 2, 3]")]
    [InlineData("[W, b]", "[W, b]")]
    [InlineData("[W + 1]", "W + 1")]
    [InlineData("np.zeros((m, n)) + ones([m, n])", "zeros(m, n) + ones(m, n)")]
    [InlineData("δᵢⱼpₖ", "delta(i, j) * p[k]")]
    [InlineData("W_{ij}", "W[i, j]")]
    [InlineData("W'[j,i]", "W'[j, i]")]
    [InlineData(@"\sum_{j} W_{ij} p_j + b_i", "(sum_{j} W[i, j] * p[j]) + b[i]")]
    [InlineData(@"\sum_{j=1}^{3} W_{ij} p_j", "sum_{j=1}^{3} W[i, j] * p[j]")]
    [InlineData("Σⱼ p_{2j+i-1}", "sum_{j} p_{2*j + i - 1}")]
    public void Canonical_texts(string text, string canonical)
    {
        var formula = Formula.Parse(text, Scope);
        Assert.Equal(canonical.Replace("(sum_{j} W[i, j] * p[j]) +", "sum_{j} W[i, j] * p[j] +", StringComparison.Ordinal), formula.Canonical);
        Assert.Equal(formula, Formula.Parse(formula.Canonical, Scope));
    }

    [Theory]
    [InlineData("[1, 2; 3, 4]", 2, 2, new double[] { 1, 2, 3, 4 })]
    [InlineData("[[1, 2], [3, 4], [5, 6]]", 3, 2, new double[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData("[1, 2, 3]", 1, 3, new double[] { 1, 2, 3 })]
    [InlineData("[1; 2]", 2, 1, new double[] { 1, 2 })]
    [InlineData("[[1, 2]]", 1, 2, new double[] { 1, 2 })]
    [InlineData("[[1; 2], [3; 4]]", 2, 2, new double[] { 1, 3, 2, 4 })]
    [InlineData("[1, 2; 3, 4][1, 0]", 1, 1, new double[] { 3 })]
    [InlineData("diag([1, 2])", 2, 2, new double[] { 1, 0, 0, 2 })]
    [InlineData("diag([1, 2; 3, 4])", 2, 1, new double[] { 1, 4 })]
    [InlineData("[1, 2] ⊗ [1; 10]", 2, 2, new double[] { 1, 2, 10, 20 })]
    [InlineData("ones(m, m*n - n)", 2, 3, new double[] { 1, 1, 1, 1, 1, 1 })]
    [InlineData("Σ_{j=0}^{2} j_is_no_name", 0, 0, null)]
    [InlineData("sum_{k=1}^{4} 3", 1, 1, new double[] { 12 })]
    [InlineData("m^n", 1, 1, new double[] { 8 })]
    public void Written_matrices(string text, int rows, int columns, double[]? entries)
    {
        if (entries is null)
        {
            Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(text, Scope));
            return;
        }

        var value = Formula.Parse(text, Scope).Evaluate(Point);
        Assert.Equal((rows, columns), (value.Shape.Rows, value.Shape.Columns));
        Assert.Equal(entries, value.Entries.ToArray());
    }

    [Theory]
    [InlineData("kron(g, p')")]
    [InlineData("kron(W, W)")]
    [InlineData("outer(p, W p)")]
    [InlineData("diag(p) W'")]
    [InlineData("diag(W W')")]
    [InlineData("[W, b; p', sum(b)]")]
    [InlineData("[p, W'; 2 p']")]
    [InlineData("I W + W I")]
    [InlineData("Σ_j W_ij p_j + b_i")]
    [InlineData("sum_k W[i,k] * p[k] .* W'[j,i]")]
    public void Gradients_are_those_of_finite_differences(string text)
    {
        const double Step = 1e-6;
        var formula = Formula.Parse(text, Scope);
        var shape = formula.Shape!.Value;
        var upstream = Enumerable.Range(0, shape.Count).Select(i => Math.Sin(i + 1)).ToArray();
        foreach (var name in new[] { "W", "p", "b", "g" })
        {
            var gradient = formula.Pullback(Point, FormulaValue.Of(shape, upstream), name)[0];
            for (var i = 0; i < gradient.Entries.Length; i++)
                Assert.Equal((Projected(i, Step) - Projected(i, -Step)) / (2 * Step), gradient.Entries[i], 1e-6);

            double Projected(int entry, double step)
            {
                var moved = Point[name].Entries.ToArray();
                moved[entry] += step;
                return formula.Evaluate(Point.With(name, FormulaValue.Of(Point[name].Shape, moved))).Entries.ToArray().Zip(upstream, (y, u) => y * u).Sum();
            }
        }
    }

    [Fact]
    public void An_identity_without_a_size_takes_outputs_before_inputs()
    {
        Assert.Equal(ValueShape.Matrix(Sizes.M, Sizes.M), Formula.Parse("I", Scope).Shape);
        Assert.Equal(ValueShape.Matrix(Sizes.M, Sizes.N), Formula.Parse("I W I", Scope).Shape);
        Assert.Equal(ValueShape.Matrix(Sizes.Batch, Sizes.M), Formula.Parse("I G", Scope).Shape);
        Assert.NotNull(Formula.Parse("I p b", Scope).Misfit);
    }

    [Theory]
    [InlineData("eye(129)")]
    [InlineData("ones(20000)")]
    [InlineData("zeros(m - m)")]
    [InlineData("ones(m/2)")]
    [InlineData("kron(kron(kron(ones(128, 128), ones(128, 128)), ones(128)), 1)")]
    [InlineData("sum_{i=0}^{4000} sum_{j=0}^{4000} 1")]
    [InlineData("sum_{i=3}^{1} 1")]
    [InlineData("Σ_k 1")]
    [InlineData("p[i,j]")]
    [InlineData("p_{i+j}")]
    [InlineData("[1, 2; 3]")]
    public void Too_large_or_senseless_is_a_misfit(string text) => Assert.NotNull(Formula.Parse(text, Scope).Misfit);

    [Fact]
    public void A_size_has_its_value_without_being_assigned()
    {
        Assert.Equal(Sizes.N, Point["n"].Number);
        Assert.Equal(Sizes.N, new FormulaSampler(Scope, 7).Draw()["n"].Number);
        Assert.Throws<ArgumentException>(() => Point.With("n", FormulaValue.Scalar(4)));
    }

    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", "|", "+", "-", "*", "/", "^", "'", ".T", "_", "_i", "_{ij}", "_{i+j}", "ᵢ", "δ", "δ_ij ", "delta(", "i", "j", "k", "[i,j]", "[i]",
        ",", ";", "=", ":", "Σ", "Σ_j ", @"\sum_{j}", "sum_{k=0}^{3} ", "sum_i", "W", "p", "G", "I", "I_m", "eye(", "ones(", "kron(", "⊗", "outer(", "diag(", "m", "n", "1", "2",
        "[1, 2; 3, 4]", "[[", "]]", " ", "^T", @"\otimes", "axis=0", "keepdims=True", "dL/dq", "∂", "(m, n)",
    ];

    [Fact]
    public void Whatever_is_typed_ends_soon_in_a_formula_or_a_reason() => Gen.OneOf(Pieces).Array[0, 40].Select(string.Concat).Sample(EndsSoon, iter: 20_000);

    [Theory]
    [InlineData("[")]
    [InlineData("[1,")]
    [InlineData("[[")]
    [InlineData("[1;")]
    [InlineData("Σ_j ")]
    [InlineData("sum_{j=0}^{9} ")]
    [InlineData("I ")]
    [InlineData("kron(I,")]
    [InlineData("I ⊗ ")]
    [InlineData("δ_ij ")]
    [InlineData("p[i]")]
    [InlineData("W_{ij}+")]
    [InlineData("ones((")]
    public void One_thing_over_and_over_ends_soon(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, Formula.MaxLength / piece.Length));
        var ended = false;
        var thread = new Thread(() => ended = EndsSoon(text) && EndsSoon(text[..^1] + "1") && EndsSoon(text[..^3] + "p_i"), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.True(ended);
    }

    private static bool EndsSoon(string text)
    {
        var clock = Stopwatch.StartNew();
        Formula formula;
        try
        {
            formula = Formula.Parse(text, Scope);
        }
        catch (FormulaSyntaxException fault)
        {
            return fault.Position >= 1 && fault.Position <= text.Length + 1 && fault.Reason.Hr.Length <= 300;
        }

        if (!Formula.Parse(formula.Canonical, Scope).Equals(formula)) return false;
        if (formula.Shape is { } shape)
        {
            if (formula.Evaluate(Point).Shape != shape) return false;
            formula.Pullback(Point, FormulaValue.Of(shape, new double[shape.Count]), "W", "p");
        }

        return clock.Elapsed < TimeSpan.FromSeconds(5);
    }
}
