using System.Text.Json;
using CsCheck;
using GradingService.Domain.Formulas;
using GradingService.Tests.Domain.Families.AffineLayer;

namespace GradingService.Tests.Domain.Formulas;

/// <summary>Formulas as LaTeX: valid, and read back as the same tree.</summary>
public sealed class LatexTextTests
{
    [Fact]
    public void Random_formulas_read_back_from_their_LaTeX() =>
        RandomFormulas.Formulas.Sample(text => AssertReadsBack(text, RandomFormulas.Scope), iter: 20_000);

    [Fact]
    public void Random_formulas_with_indices_read_back_from_their_LaTeX() =>
        RandomFormulas.Indexed.Sample(text => AssertReadsBack(text, RandomFormulas.IndexedScope), iter: 20_000);

    [Fact]
    public void Random_formulas_with_indices_read_back_from_their_canonical_text() => RandomFormulas.Indexed.Sample(
        text => TryParse(text, RandomFormulas.IndexedScope) is not { } formula || formula.Equals(Formula.Parse(formula.Canonical, RandomFormulas.IndexedScope)), iter: 20_000);

    [Fact]
    public void All_formulas_of_the_PyTorch_fixture_read_back_from_their_LaTeX()
    {
        var texts = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "formulas.json")))
            .RootElement.EnumerateArray().Select(each => each.GetProperty("formula").GetString()!).Distinct().ToArray();

        Assert.InRange(texts.Length, 50, int.MaxValue);
        foreach (var text in texts) AssertReadsBack(text, GradientTests.Scope);
    }

    [Fact]
    public void All_spellings_of_the_affine_fixture_read_back_from_their_LaTeX()
    {
        var texts = AffineFixture.Instance.Cases.Select(each => each.Text).Distinct().ToArray();

        Assert.InRange(texts.Length, 200, int.MaxValue);
        foreach (var text in texts) AssertReadsBack(text, AffineFixture.Scope);
    }

    [Theory]
    [InlineData("np.dot(W.T, g)", "W' * g")]
    [InlineData("np.dot(W, np.dot(W.T, g))", "W * (W' * g)")]
    [InlineData("np.dot(2, p)", "2 * p")]
    [InlineData("np.dot(p, p)", "dot(p, p)")]
    [InlineData("⟨W' * g, p⟩", "dot(W' * g, p)")]
    [InlineData("np.dot(1, p)", "1 * p")]
    public void Only_two_vectors_have_an_inner_product(string text, string canonical)
    {
        var formula = Formula.Parse(text, AffineFixture.Scope);
        Assert.Equal(canonical, formula.Canonical);
        Assert.Equal(canonical.Contains("dot", StringComparison.Ordinal), formula.Latex.Contains("langle", StringComparison.Ordinal));
        AssertReadsBack(text, AffineFixture.Scope);
    }

    [Theory]
    [InlineData("norm(fq - fp)^2", @"\left\|f_{q} - f_{p}\right\|^{2}")]
    [InlineData("max(0, m - norm(fq - fn))^2", @"\max\left(0, m - \left\|f_{q} - f_{n}\right\|\right)^{2}")]
    [InlineData("(fq - fp)' * (fq - fp) / 2", @"\frac{\left(f_{q} - f_{p}\right)^{\top} \cdot \left(f_{q} - f_{p}\right)}{2}")]
    [InlineData("½ ‖fq − fp‖₁", @"0.5 \cdot \left\|f_{q} - f_{p}\right\|_{1}")]
    [InlineData("(fq - fp)''", @"\left(\left(f_{q} - f_{p}\right)^{\top}\right)^{\top}")]
    [InlineData("dot(fq, fp)", @"\left\langle f_{q}, f_{p}\right\rangle ")]
    [InlineData("sigmoid(m) + tanh(m) - relu(m)", @"\sigma\left(m\right) + \tanh\left(m\right) - \operatorname{relu}\left(m\right)")]
    [InlineData("sqrt(sum((fq-fp)^2, axis=0))", @"\sqrt{\operatorname{sum}\left(\left(f_{q} - f_{p}\right)^{2}, \mathrm{axis}=0\right)}")]
    [InlineData("fq ⋆ fp + fq[1] - fp_1", @"f_{q} \star f_{p} + f_{q,2} - f_{p,1}")]
    [InlineData("(1/2)^2 + 2^(1/2) - (-m)^3", @"\left(\frac{1}{2}\right)^{2} + 2^{\frac{1}{2}} - \left(-m\right)^{3}")]
    [InlineData("[1, m; 3, 4]", @"\begin{bmatrix}1 & m \\ 3 & 4\end{bmatrix}")]
    [InlineData("1e-9 m + 2π", @"1 \cdot 10^{-9} \cdot m + 2 \cdot \pi")]
    [InlineData("|(|m|)|", @"\left|\left(\left|m\right|\right)\right|")]
    [InlineData("m * -2", @"m \cdot \left(-2\right)")]
    public void Examples(string text, string latex) => Assert.Equal(latex, Formula.Parse(text, Names).Latex);

    [Theory]
    [InlineData("kron(I, p')", @"I \otimes p^{\top}")]
    [InlineData("δ_ij p_k", @"\delta_{ij} \cdot p_{k}")]
    [InlineData("eye(m) W[i,j]", @"I_{m} \cdot W_{ij}")]
    [InlineData("Σ_{s} G_{si} P_{s,j}", @"\sum_{s} G_{si} \cdot P_{sj}")]
    [InlineData("G' \\mathbf{1}", @"G^{\top} \cdot \mathbf{1}")]
    [InlineData("sum(G, axis=0)", @"\operatorname{sum}\left(G, \mathrm{axis}=0\right)")]
    public void Examples_of_an_affine_layer(string text, string latex) => Assert.Equal(latex, Formula.Parse(text, AffineFixture.Scope).Latex);

    [Theory]
    [InlineData("1e-30")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("4.9406564584124654e-324")]
    [InlineData("1.2560000000000001e-06")]
    [InlineData("3.3333333333333335e-289")]
    [InlineData("123456789.123456789")]
    [InlineData("0.000001")]
    [InlineData("0.00001234567890123")]
    [InlineData("1e15")]
    [InlineData("999999999999999")]
    public void Numbers_keep_their_value(string number)
    {
        var formula = Formula.Parse(number, Names);

        var again = Formula.Parse(formula.Latex, Names).Evaluate(new FormulaSampler(Names, 1).Draw()).Number;

        var value = formula.Evaluate(new FormulaSampler(Names, 1).Draw()).Number;
        Assert.InRange(again, value * (1 - 1e-15), value * (1 + 1e-15));
    }

    private static readonly FormulaScope Names = new(
    [
        new("fq", ValueShape.Column(4)), new("fp", ValueShape.Column(4)), new("fn", ValueShape.Column(4)), new("m", ValueShape.Scalar),
    ]);

    private static void AssertReadsBack(string text, FormulaScope scope)
    {
        if (TryParse(text, scope) is not { } formula) return;
        AssertIsValid(formula.Latex);
        var again = Formula.Parse(formula.Latex, scope);
        if (formula.Latex.Contains(@"\cdot 10^{", StringComparison.Ordinal))
        {
            // A number times a power of ten reads as that product.
            Assert.Equal(formula.Shape, again.Shape);
            return;
        }

        Assert.True(again.Equals(formula), $"{text} → {formula.Canonical} → {formula.Latex} → {again.Canonical}");
    }

    private static Formula? TryParse(string text, FormulaScope scope)
    {
        try
        {
            return Formula.Parse(text, scope);
        }
        catch (FormulaSyntaxException)
        {
            return null;
        }
    }

    // What TeX would refuse: braces and delimiters that don't pair up, two superscripts or two subscripts on one base.
    private static void AssertIsValid(string latex)
    {
        var (depth, delimiters) = (0, 0);
        for (var i = 0; i < latex.Length; i++)
        {
            if (latex[i] == '{') depth++;
            if (latex[i] == '}') depth--;
            if (string.CompareOrdinal(latex, i, @"\left", 0, 5) == 0) delimiters++;
            if (string.CompareOrdinal(latex, i, @"\right", 0, 6) == 0) delimiters--;
            Assert.True(depth >= 0 && delimiters >= 0, latex);
            if (latex[i] is not ('^' or '_')) continue;
            Assert.Equal('{', latex[i + 1]);
            var end = Past(latex, i + 1);
            if (end < latex.Length && latex[end] is '^' or '_')
            {
                Assert.NotEqual(latex[i], latex[end]);
                var after = Past(latex, end + 1);
                Assert.False(after < latex.Length && latex[after] is '^' or '_', latex);
            }
        }

        Assert.Equal((0, 0), (depth, delimiters));
    }

    private static int Past(string latex, int open)
    {
        var depth = 0;
        for (var i = open; i < latex.Length; i++)
        {
            depth += latex[i] == '{' ? 1 : latex[i] == '}' ? -1 : 0;
            if (depth == 0) return i + 1;
        }

        return latex.Length;
    }
}
