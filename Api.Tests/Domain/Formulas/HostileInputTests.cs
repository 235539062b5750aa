using System.Diagnostics;
using CsCheck;
using GradingService.Domain.Formulas;
using GradingService.Tests.Domain.Families.AffineLayer;

namespace GradingService.Tests.Domain.Formulas;

/// <summary>Whatever is typed, reading ends soon, in a formula or in a reason with a position.</summary>
public sealed class HostileInputTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    // Half a megabyte: a third of what a thread has where it has least.
    private const int Stack = 512 * 1024;

    private static readonly FormulaScope Scope = ContrastiveFormulas.Negative;

    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", "|", "||", "‖", @"\|", "+", "-", "*", "**", "/", "^", ".^", ".*", "./", "'", ".T", "_", "_1", "_+", "²", "⁻¹", "₂",
        ",", "=", ":", ";", ".", "\"", "valid", "fq", "fn", "m", "f_q", "f_{n}", "α", "0", "1", "2.5", "1e3", "½", "max", "max(0, ", "norm(", "sum(", "√",
        "correlate(", "axis=0", "np.", "torch.", @"\frac", @"\frac{", @"\left", @"\right", @"\max", @"\mathrm{", @"\text{", @"\sum", "Σ", "⋆", "⊙", " ",
        "\u00A0", "😀", "\\", "^T", "^{T}", "^{", "_{", "mean(", "(fq - fn)", "[0]", "[0, 1]", ".sum()", ".pow(2)", "e", "inf", "None", "∞", "-1",
        @"\begin{bmatrix}", @"\end{bmatrix}", "&", @"\\", @"\left|", @"\right|", @"\left\|", @"\langle", "⟩", @"\operatorname*{", @"\(", @"\mathbf{1}", "1_m", "I_{ij}",
        @"\sum_{i}", "δ_{ij}", "_{i,:}", "W", "g", "p_k", @"\frac{\partial L}{\partial q_i}", "f_{q,1}", ":=",
    ];

    private static readonly Gen<string> PieceText = Gen.OneOf(Pieces).Array[0, 40].Select(string.Concat);

    private static readonly Gen<string> Mutated = Gen.Select(
        Gen.OneOf(
            "max(0, m - norm(fq - fn))^2",
            @"\left(\max\left(0, \alpha - \|f_q - f_n\|_2\right)\right)^{2}",
            "sum((fq - fn)' * (fq - fn)) + |m|fq|fn||",
            "np.sum(np.square(fq - fn), axis=0) ** 0.5"),
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 3], Gen.OneOf(Pieces)).Array[1, 6],
        (text, edits) =>
        {
            foreach (var (place, removed, inserted) in edits)
            {
                var at = Math.Min(place, text.Length);
                text = text.Remove(at, Math.Min(removed, text.Length - at)).Insert(at, inserted);
            }

            return text;
        });

    [Fact]
    public void Pieces_of_formulas_in_any_order() => PieceText.Sample(EndsSoon, iter: 20_000);

    [Fact]
    public void Pieces_of_formulas_with_indices_in_any_order() => PieceText.Sample(text => EndsSoon(text, AffineFixture.Scope), iter: 20_000);

    [Fact]
    public void Formulas_with_slips() => Mutated.Sample(EndsSoon, iter: 20_000);

    [Fact]
    public void Any_characters() => Gen.String[Gen.Char, 0, 200].Sample(EndsSoon, iter: 10_000);

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("|")]
    [InlineData("‖")]
    [InlineData("|m")]
    [InlineData("|m|")]
    [InlineData("||m|")]
    [InlineData("|(")]
    [InlineData("(|m")]
    [InlineData("-")]
    [InlineData("m-")]
    [InlineData("m^")]
    [InlineData("m^-")]
    [InlineData("m'")]
    [InlineData("m ")]
    [InlineData("(m)")]
    [InlineData("√")]
    [InlineData("max(")]
    [InlineData(@"\left|")]
    [InlineData(@"\begin{bmatrix}")]
    [InlineData(@"\langle")]
    [InlineData(@"\frac{m}{m_")]
    [InlineData(@"\left|\left|m\right|\right|")]
    [InlineData("max(0,")]
    [InlineData(@"\frac")]
    [InlineData(@"\frac{")]
    [InlineData("_{")]
    [InlineData("m_{")]
    [InlineData(@"\mathrm{")]
    [InlineData("^{")]
    [InlineData("m²")]
    [InlineData("9")]
    [InlineData("1e9 ")]
    [InlineData("m[0]")]
    [InlineData("np.")]
    [InlineData("x")]
    [InlineData("\"")]
    [InlineData("fq fq' ")]
    public void One_thing_over_and_over(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, Formula.MaxLength / piece.Length));

        var ended = false;
        var thread = new Thread(() => ended = EndsSoon(text) && EndsSoon(text[..^1] + "m") && EndsSoon(text + "m"), Stack);
        thread.Start();
        thread.Join();
        Assert.True(ended);
    }

    [Theory]
    [InlineData("(", "m", ")", 32)]
    [InlineData("|", "m", "|", 16)]
    [InlineData("max(0, ", "m", ")", 32)]
    [InlineData("-", "m", "", 255)]
    [InlineData("m + ", "m", "", 255)]
    [InlineData("m^", "m", "", 255)]
    [InlineData("", "m", "'", 255)]
    [InlineData("‖(", "m", ")‖", 16)]
    public void Deep_formulas_are_read_up_to_the_limit(string before, string inner, string after, int times)
    {
        var text = Nested(times);
        var formula = Formula.Parse(text, Scope);
        Assert.Equal(formula, Formula.Parse(formula.Canonical, Scope));
        var thread = new Thread(() => Assert.True(EndsSoon(text)), Stack);
        thread.Start();
        thread.Join();

        // A pair of bars is read as one norm, so they nest twice as deep.
        var deeper = Nested(before == "|" ? 4 * times + 1 : times + 1);
        Assert.Contains("nested too deeply", Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(deeper, Scope)).Reason.En, StringComparison.Ordinal);

        string Nested(int count) =>
            string.Concat(Enumerable.Repeat(before, count)) + inner + string.Concat(Enumerable.Repeat(after, count));
    }

    private static bool EndsSoon(string text) => EndsSoon(text, Scope);

    private static bool EndsSoon(string text, FormulaScope scope)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var formula = Formula.Parse(text, scope);
            if (!Formula.Parse(formula.Canonical, scope).Equals(formula)) return false;
            if (formula.Shape is { } shape)
            {
                var point = new FormulaSampler(scope, 1).Draw();
                if (formula.Evaluate(point).Shape != shape) return false;
                formula.Pullback(point, FormulaValue.Of(shape, new double[shape.Count]), [.. scope.Names.Select(name => name.Name)]);
            }
        }
        catch (FormulaSyntaxException fault)
        {
            if (fault.Position < 1 || fault.Position > text.Length + 1 || fault.Reason.Hr.Length > 300) return false;
        }

        return clock.Elapsed < Soon;
    }
}
