using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Families.AffineLayer;

public sealed class AffineDerivativesTests
{
    public static TheoryData<string, string> Accepted => Rows(1);

    public static TheoryData<string, string> Partial => Rows(0.5);

    public static TheoryData<string, string> NearMisses => Rows(0);

    [Fact]
    public void At_least_40_spellings_are_accepted_and_at_least_40_near_misses_are_not()
    {
        Assert.InRange(Accepted.Count, 40, int.MaxValue);
        Assert.InRange(NearMisses.Count, 40, int.MaxValue);
    }

    [Theory, MemberData(nameof(Accepted))]
    public void Right_in_some_layout_and_the_layout_is_named(string item, string text)
    {
        var mark = Mark(item, text);

        Assert.Equal((Verdict.Correct, mark.MaxPoints), (mark.Verdict, mark.Points!.Value));
        Assert.Null(mark.Mistake);
        Assert.Equal("layout", mark.Evidence!.Kind);
        Assert.NotEmpty((string)mark.Evidence.Details["layout"]!);
    }

    [Theory, MemberData(nameof(Partial))]
    public void The_right_ingredient_in_the_wrong_shape_earns_half_and_says_what_is_missing(string item, string text)
    {
        var mark = Mark(item, text);

        Assert.Equal((Verdict.Partial, mark.MaxPoints * new Rational(1, 2)), (mark.Verdict, mark.Points!.Value));
        Assert.Equal(Case(item, text).Code, mark.Mistake);
        Assert.NotNull(mark.Message);
    }

    [Theory, MemberData(nameof(NearMisses))]
    public void Near_misses_earn_nothing_and_a_reason(string item, string text)
    {
        var mark = Mark(item, text);

        Assert.Equal((Verdict.Incorrect, Rational.Zero), (mark.Verdict, mark.Points!.Value));
        Assert.Equal(Case(item, text).Code, mark.Mistake);
        Assert.NotEqual(mark.Message!.Hr, mark.Message.En);
    }

    [Theory]
    [InlineData("dq_dp", "W", "numerator")]
    [InlineData("dq_dp", "W'", "denominator")]
    [InlineData("dq_dp", "g*W", "chain-rule")]
    [InlineData("dq_dp", "G*W", "batch")]
    [InlineData("dq_dp", "W[i,j]", "indices")]
    [InlineData("dq_dW", "I ⊗ p'", "kronecker-by-rows")]
    [InlineData("dq_dW", "p' ⊗ I", "kronecker-by-columns")]
    [InlineData("dq_dW", "g p'", "chain-rule")]
    [InlineData("dq_dW", "P' G", "batch-transposed")]
    [InlineData("dq_dW", "dq[i]/dW[i,:] = p'", "own-row")]
    [InlineData("dq_dW", "dq[i]/dW[k,j] = delta(i,k)*p[j]", "indices")]
    [InlineData("dq_db", "I", "identity")]
    [InlineData("dq_db", "sum(G, axis=0)", "batch")]
    public void The_layout_that_was_understood(string item, string text, string layout) =>
        Assert.Equal(layout, (string)Mark(item, text).Evidence!.Details["layout"]!);

    [Fact]
    public void The_papers_derivatives_earn_1_and_twice_a_half()
    {
        var marks = BuiltInExam.Mark("1", BuiltInExam.Answers("paper-1"));

        Assert.Equal((Verdict.Correct, new Rational(1, 1)), (marks.Item("a.dq_dp").Verdict, marks.Item("a.dq_dp").Points));
        Assert.Equal((Verdict.Partial, new Rational(1, 2), "input-without-indices"), Of(marks.Item("a.dq_dW")));
        Assert.Equal((Verdict.Partial, new Rational(1, 2), "one-instead-of-identity"), Of(marks.Item("a.dq_db")));

        static (Verdict, Rational?, string?) Of(ItemMark mark) => (mark.Verdict, mark.Points, mark.Mistake);
    }

    [Fact]
    public void The_model_answers_derivatives_are_all_correct()
    {
        var marks = BuiltInExam.Mark("1", BuiltInExam.Answers("model-1"));

        Assert.All(marks.Parts[0].Items, item => Assert.Equal(Verdict.Correct, item.Verdict));
        Assert.Equal(3, marks.Parts[0].Points);
    }

    [Fact]
    public void A_misfit_is_incorrect_with_the_misfit_as_message()
    {
        var mark = Mark("dq_dp", "W + W'");

        Assert.Equal(Verdict.Incorrect, mark.Verdict);
        Assert.Equal("In “W + W'”: + doesn't join a 2×3 matrix and a 3×2 matrix. (With m = 2, n = 3, N = 5.)", mark.Message!.En);
    }

    [Theory]
    [InlineData("kron(I, p'", "Expected “)” at position 11, but the formula ends.")]
    [InlineData("I ⊗ x", "There is no name “x”; the names are: W, p, b, q, g, P, G, m, n, N. Did you mean W?")]
    [InlineData("δ_ij p_", "Unexpected “_” at position 7.")]
    [InlineData("[1, 2", "Expected “]” at position 6, but the formula ends.")]
    [InlineData("i + j", "Expected a number, a name, a function or a bracket at position 1, found “i”.")]
    [InlineData("delta(i)", "In the bracket at position 6 an index is due, such as i, j or i+j.")]
    [InlineData("𝐖", "Unexpected “𝐖” at position 1.")]
    public void What_does_not_parse_is_unreadable_with_its_position(string text, string reason)
    {
        var sheet = BuiltInExam.Scheme("1").Read(JsonSerializer.SerializeToElement(Answer("dq_dW", text)));

        Assert.Equal(reason, Assert.Single(sheet.Unreadable).Reason.En);
    }

    [Fact]
    public void A_number_is_a_formula_too() =>
        Assert.Equal(Verdict.Partial, BuiltInExam.Mark("1", new JsonObject { ["a"] = new JsonObject { ["dq_db"] = 1 } }).Item("a.dq_db").Verdict);

    [Fact]
    public void What_was_understood_is_the_canonical_text() =>
        Assert.Equal("kron(I, p')", (string)Mark("dq_dW", @"\mathbf{I} \otimes p^\top").Understood!);

    private static ItemMark Mark(string item, string text) => BuiltInExam.Mark("1", Answer(item, text)).Item($"a.{item}");

    private static JsonObject Answer(string item, string text) => new() { ["a"] = new JsonObject { [item] = text } };

    private static AffineCase Case(string item, string text) => AffineFixture.Instance.Cases.First(each => each.Item == item && each.Text == text);

    private static TheoryData<string, string> Rows(double credit)
    {
        var rows = new TheoryData<string, string>();
        foreach (var (item, text) in AffineFixture.Instance.Cases.Where(each => each.Credit == credit).Select(each => (each.Item, each.Text)).Distinct()) rows.Add(item, text);
        return rows;
    }
}
