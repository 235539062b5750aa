using CsCheck;
using GradingService.Domain.Formulas;

namespace GradingService.Tests.Domain.Formulas;

/// <summary>Canonical text of random formulas.</summary>
public sealed class CanonicalTextTests
{
    private static readonly FormulaScope Scope = RandomFormulas.Scope;

    private static readonly Gen<string> Formulas = RandomFormulas.Formulas;

    [Fact]
    public void Canonical_text_reads_back_as_the_same_tree() => Formulas.Sample(
        text =>
        {
            var formula = Formula.Parse(text, Scope);
            var again = Formula.Parse(formula.Canonical, Scope);
            return again.Equals(formula) && again.GetHashCode() == formula.GetHashCode() && again.Canonical == formula.Canonical;
        },
        iter: 20_000);

    [Fact]
    public void Canonical_text_has_no_parentheses_to_spare() => Formulas.Sample(
        text =>
        {
            var formula = Formula.Parse(text, Scope);
            foreach (var (open, close) in Parentheses(formula.Canonical))
            {
                var bare = formula.Canonical.Remove(close, 1).Remove(open, 1);
                if (ParsesAs(formula, bare)) return false;
            }

            return true;
        },
        iter: 5_000);

    [Fact]
    public void Values_do_not_depend_on_the_spelling() => Formulas.Sample(
        text =>
        {
            var formula = Formula.Parse(text, Scope);
            if (formula.Misfit is not null) return true;
            var point = new FormulaSampler(Scope, text.Length).Draw();
            return formula.Evaluate(point).Entries.SequenceEqual(Formula.Parse(formula.Canonical, Scope).Evaluate(point).Entries);
        },
        iter: 5_000);

    [Theory]
    [InlineData("max(0,m-||f_q-f_n||)**2", "max(0, m - norm(fq - fn))^2")]
    [InlineData(@"L = \left(\max\left(0, \alpha - \|f_q - f_n\|\right)\right)^{2}", "max(0, m - norm(fq - fn))^2")]
    [InlineData("((fq)-(fn)).T@(fq-fn)", "(fq - fn)' * (fq - fn)")]
    [InlineData("½ ‖fq − fn‖₁", "0.5 * norm(fq - fn, 1)")]
    [InlineData("|fq| (m)", "|fq| * m")]
    [InlineData("||fq| - |fn||", "|(|fq| - |fn|)|")]
    [InlineData("F.relu(m)", "relu(m)")]
    public void Examples(string text, string canonical) =>
        Assert.Equal(canonical, Formula.Parse(text, ContrastiveFormulas.Negative).Canonical);

    [Fact]
    public void Formulas_of_different_scopes_are_different() => Assert.NotEqual(
        Formula.Parse("2", ContrastiveFormulas.Negative), Formula.Parse("2", ContrastiveFormulas.Positive));

    private static bool ParsesAs(Formula formula, string text)
    {
        try
        {
            return Formula.Parse(text, Scope).Equals(formula);
        }
        catch (FormulaSyntaxException)
        {
            return false;
        }
    }

    // Those of calls are needed; those just inside bars keep the bars apart.
    private static IEnumerable<(int Open, int Close)> Parentheses(string text)
    {
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(') open.Push(i);
            if (text[i] != ')') continue;
            var start = open.Pop();
            if (start == 0 || (!char.IsLetterOrDigit(text[start - 1]) && text[start - 1] != '|')) yield return (start, i);
        }
    }
}
