using GradingService.Domain.Formulas;

namespace GradingService.Tests.Domain.Formulas;

/// <summary>LaTeX as people and formula editors (MathLive, MathQuill) write it; each is the same tree as its plain spelling.</summary>
public sealed class LatexSpellingsTests
{
    private static readonly FormulaScope Scope = new(
    [
        new("fq", ValueShape.Column(4), "f1"), new("fp", ValueShape.Column(4), "f2"), new("m", ValueShape.Scalar, "alpha"), new("W", ValueShape.Matrix(2, 4)),
    ]);

    [Theory]
    [InlineData(@"\(m\)", "m")]
    [InlineData(@"\[ m \]", "m")]
    [InlineData("$$m$$", "m")]
    [InlineData(@"L := m", "m")]
    [InlineData(@"L \coloneqq m", "m")]
    [InlineData(@"\nabla_{f} L = m", "m")]
    [InlineData(@"\mathcal{L}_{+} = m", "m")]
    [InlineData(@"\left\lVert \mathbf{f}_q - \mathbf{f}_p \right\rVert_2^2", "norm(fq - fp)^2")]
    [InlineData(@"\left\Vert f_{q}-f_{p}\right\Vert^2", "norm(fq - fp)^2")]
    [InlineData(@"\left| \left| f_q \right| - \left| f_p \right| \right|", "|(|fq| - |fp|)|")]
    [InlineData(@"\left|\left|f_q-f_p\right|\right|^2", "norm(fq - fp)^2")]
    [InlineData(@"\left|\left|f_q-f_p\right|\right|_1", "norm(fq - fp, 1)")]
    [InlineData(@"\lvert m \rvert \bigl| m \bigr|", "|m| * |m|")]
    [InlineData(@"\mathbf{f}_\mathrm{q} - f_\text{p}", "fq - fp")]
    [InlineData(@"\boldsymbol{f}_{q} + \bm{f}_p", "fq + fp")]
    [InlineData(@"\langle f_q, f_p \rangle", "dot(fq, fp)")]
    [InlineData(@"\left\langle f_q \,,\, f_p \right\rangle", "dot(fq, fp)")]
    [InlineData("⟨fq, fp⟩", "dot(fq, fp)")]
    [InlineData(@"f_q^{\top} f_p", "fq' * fp")]
    [InlineData(@"f_q^{\!\top} f_p", "fq' * fp")]
    [InlineData(@"f_q^\intercal f_p", "fq' * fp")]
    [InlineData(@"f_q^{\mathsf T} f_p", "fq' * fp")]
    [InlineData(@"f_q^\mathrm{T} f_p", "fq' * fp")]
    [InlineData(@"f_q^{\operatorname{T}} f_p", "fq' * fp")]
    [InlineData(@"f_q^{\prime} f_p", "fq' * fp")]
    [InlineData(@"\max\left\{0,\;m\right\}", "max(0, m)")]
    [InlineData(@"\mleft(m\mright)\lparen m\rparen\lbrack m\rbrack", "m * m * m")]
    [InlineData(@"\operatorname*{max}\left(0,m\right)", "max(0, m)")]
    [InlineData(@"\text{ReLU}\left(m\right)+\mathrm{relu}(m)", "relu(m) + relu(m)")]
    [InlineData(@"\frac12m+\dfrac{1}{2}+\tfrac12+\cfrac{m}2", "1 / 2 * m + 1 / 2 + 1 / 2 + m / 2")]
    [InlineData(@"\exponentialE^{m}", "2.718281828459045^m")]
    [InlineData(@"f_q \odot f_p \oslash f_q \otimes f_p", "kron(fq .* fp ./ fq, fp)")]
    [InlineData(@"f_q \ast f_p \times m", "fq * fp * m")]
    [InlineData(@"\begin{bmatrix} 1 & m \\ 3 & 4 \\ \end{bmatrix}", "[1, m; 3, 4]")]
    [InlineData(@"\begin{pmatrix}1\\2\end{pmatrix}", "[1; 2]")]
    [InlineData(@"\left(\begin{array}{cc} 1 & 2 \end{array}\right)", "[1, 2]")]
    [InlineData(@"\sigma\begin{bmatrix}1 & 2\end{bmatrix}", "sigmoid([1, 2])")]
    [InlineData(@"W_{1,2} + f_{q,3} + f_{q}", "W[0, 1] + fq[2] + fq")]
    public void Are_read(string latex, string plain) => Assert.Equal(plain, Formula.Parse(latex, Scope).Canonical);

    [Theory]
    [InlineData(@"\begin{cases} 1 \end{cases}", 1, "The environment “cases” at position 1 isn't read; a matrix is bmatrix or pmatrix.")]
    [InlineData(@"m + \begin{bmatrix} 1 & 2", 26, "Expected “\\end” at position 26, but the formula ends.")]
    [InlineData(@"\begin", 1, "Unexpected “\\” at position 1.")]
    [InlineData(@"\left\langle f_q \right\rangle", 24, "Expected “,” at position 24, found “\\rangle”.")]
    [InlineData(@"\left\| f_q", 12, "Expected “||” at position 12, but the formula ends.")]
    [InlineData(@"\(f_q + \mathbf{x}_q\)", 16, "There is no name “x_q”; the names are: fq, fp, m, W.")]
    public void Faults_have_their_place_in_the_text_as_typed(string latex, int position, string reason)
    {
        var fault = Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(latex, Scope));

        Assert.Equal((position, reason), (fault.Position, fault.Reason.En));
    }
}
