using System.Xml.Linq;
using CsCheck;
using GradingService.Domain.Formulas;

namespace GradingService.Tests.Domain.Formulas;

/// <summary>Formulas as people write them.</summary>
public sealed class MathMlTests
{
    private static readonly FormulaScope Scope = new(
    [
        new("a", ValueShape.Scalar),
        new("m", ValueShape.Scalar, "alpha"),
        new("fq", ValueShape.Column(4)),
        new("fn", ValueShape.Column(4)),
        new("x", ValueShape.Column(6)),
        new("w", ValueShape.Column(3)),
        new("p", ValueShape.Column(3)),
        new("Wxh", ValueShape.Matrix(4, 4)),
        new("W", ValueShape.Matrix(2, 3)),
        FormulaName.OfSize("n", 3),
    ],
    axes: [new('i', 2), new('j', 2), new('k', 3)]);

    [Theory]
    [InlineData("norm(fq - fn)^2", "msup(mrow(‖ mrow(msub(f q) − msub(f n)) ‖) 2)")]
    [InlineData("a*(a+m)/2", "mfrac(mrow(a · mrow(( mrow(a + m) ))) 2)")]
    [InlineData("(a/2)^2", "msup(mrow(( mfrac(a 2) )) 2)")]
    [InlineData("a - -m", "mrow(a − mrow(( mrow(− m) )))")]
    [InlineData("kron(I, p')", "mrow(I ⊗ msup(p ⊤))")]
    [InlineData("kron(I, p)'", "msup(mrow(( mrow(I ⊗ p) )) ⊤)")]
    [InlineData("correlate(x, w) + a", "mrow(mrow(x ⋆ w) + a)")]
    [InlineData("max(0, m - |fq|)", "mrow(max \u2061 mrow(( 0 , mrow(m − mrow(| msub(f q) |)) )))")]
    [InlineData("sigmoid(Wxh*fq)", "mrow(σ \u2061 mrow(( mrow(msub(W mrow(x h)) · msub(f q)) )))")]
    [InlineData("sqrt(a) .* fq", "mrow(msqrt(a) ⊙ msub(f q))")]
    [InlineData("delta(i,j)*p[k]", "mrow(msub(δ mrow(i j)) · msub(p k))")]
    [InlineData("1e-12 a", "mrow(mrow(1 · msup(10 −12)) · a)")]
    [InlineData("p'*𝟏", "mrow(msup(p ⊤) · 𝟏)")]
    [InlineData("[1, 2; 3, 4]", "mrow([ mtable(mtr(mtd(1) mtd(2)) mtr(mtd(3) mtd(4))) ])")]
    public void A_formula_is_typeset(string text, string expected) => Assert.Equal(expected, Outline(Parse(text)));

    [Theory]
    [InlineData("x < w"), InlineData("&amp;"), InlineData("<mi>x</mi>")]
    public void What_is_no_formula_never_reaches_the_markup(string text) =>
        Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(text, Scope));

    [Fact]
    public void Random_formulas_are_typeset() =>
        RandomFormulas.Formulas.Sample(text => IsMath(Formula.Parse(text, RandomFormulas.Scope)), iter: 2_000);

    [Fact]
    public void Random_formulas_with_indices_are_typeset() => RandomFormulas.Indexed.Sample(
        text =>
        {
            try
            {
                return IsMath(Formula.Parse(text, RandomFormulas.IndexedScope));
            }
            catch (FormulaSyntaxException)
            {
                return true;
            }
        },
        iter: 2_000);

    private static bool IsMath(Formula formula) => XElement.Parse(formula.MathMl).Name.LocalName == "math";

    [Fact]
    public void A_formula_as_deep_as_may_be_is_typeset()
    {
        var deep = string.Concat(Enumerable.Repeat("-(a+", 20)) + "a" + new string(')', 20);
        Assert.Equal(21, Parse(deep).Descendants().Count(element => element.Name.LocalName == "mi"));
    }

    private static XElement Parse(string text) => XElement.Parse(Formula.Parse(text, Scope).MathMl).Elements().Single();

    /// <summary>The tree in short: leaves as their text, everything else as name(children).</summary>
    private static string Outline(XElement element) => element.HasElements
        ? $"{element.Name.LocalName}({string.Join(' ', element.Elements().Select(Outline))})"
        : element.Value;
}
