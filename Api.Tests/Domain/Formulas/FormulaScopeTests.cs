using GradingService.Domain.Formulas;

namespace GradingService.Tests.Domain.Formulas;

public sealed class FormulaScopeTests
{
    private static readonly FormulaScope Scope = new([new("fq", ValueShape.Column(2), "f1"), new("alpha", ValueShape.Scalar, "m"), new("Wxh", ValueShape.Matrix(1, 2))]);

    [Theory]
    [InlineData("fq + f_q + f_{q} + f1 + f_1 + f₁ + \\mathbf{f}_q + f_{\\text{q}}", "fq + fq + fq + fq + fq + fq + fq + fq")]
    [InlineData("alpha + α + \\alpha + m", "alpha + alpha + alpha + alpha")]
    [InlineData("W_{xh} + W_xh + Wxh + W_x_h", "Wxh + Wxh + Wxh + Wxh")]
    public void Spellings_of_a_name_meet(string text, string canonical) => Assert.Equal(canonical, Formula.Parse(text, Scope).Canonical);

    [Fact]
    public void No_spelling_stands_for_two_names() => Assert.Throws<ArgumentException>(
        () => new FormulaScope([new("fp", ValueShape.Scalar, "f2"), new("fn", ValueShape.Scalar, "f_2")]));

    [Theory]
    [InlineData("")]
    [InlineData("f q")]
    [InlineData("1f")]
    [InlineData("α")]
    [InlineData("f_")]
    public void Canonical_names_are_plain(string name) => Assert.Throws<ArgumentException>(() => new FormulaScope([new(name, ValueShape.Scalar)]));

    [Fact]
    public void Every_name_gets_one_value_of_its_shape()
    {
        var (q, a, w) = (FormulaValue.Column(1, 2), FormulaValue.Scalar(3), FormulaValue.Of(ValueShape.Matrix(1, 2), 4, 5));

        Assert.Same(q, Scope.Assign(("f_1", q), ("m", a), ("W_xh", w))["fq"]);
        Assert.Throws<ArgumentException>(() => Scope.Assign(("fq", q), ("m", a)));
        Assert.Throws<ArgumentException>(() => Scope.Assign(("fq", q), ("f1", q), ("m", a), ("Wxh", w)));
        Assert.Throws<ArgumentException>(() => Scope.Assign(("fq", q), ("m", a), ("Wxh", w), ("b", a)));
        Assert.Throws<ArgumentException>(() => Scope.Assign(("fq", FormulaValue.Row(1, 2)), ("m", a), ("Wxh", w)));
        Assert.Throws<ArgumentException>(() => Scope.Assign(("fq", q), ("m", a), ("Wxh", w)).With("m", q));
    }

    [Fact]
    public void An_assignment_of_another_scope_is_refused()
    {
        var other = new FormulaSampler(ContrastiveFormulas.Negative, 1).Draw();
        Assert.Throws<ArgumentException>(() => Formula.Parse("m", Scope).Evaluate(other));
    }

    [Fact]
    public void Draws_repeat_for_a_seed_and_are_of_both_signs_small_and_large()
    {
        var drawn = new FormulaSampler(ContrastiveFormulas.Negative, 7).Draw(200);
        var entries = drawn.SelectMany(point => point["fq"].Entries.ToArray()).ToArray();

        Assert.Equal(entries, new FormulaSampler(ContrastiveFormulas.Negative, 7).Draw(200).SelectMany(point => point["fq"].Entries.ToArray()));
        Assert.NotEqual(entries, new FormulaSampler(ContrastiveFormulas.Negative, 8).Draw(200).SelectMany(point => point["fq"].Entries.ToArray()));
        Assert.InRange(entries.Count(entry => entry < 0), 300, 500);
        Assert.Contains(entries, entry => Math.Abs(entry) > 10);
        Assert.Contains(entries, entry => Math.Abs(entry) < 0.1);
        Assert.All(entries, entry => Assert.InRange(Math.Abs(entry), 0.03, 32));
    }

    [Fact]
    public void Draws_meet_their_condition_or_say_that_they_cannot()
    {
        var hinge = Formula.Parse("m - norm(fq - fn)", ContrastiveFormulas.Negative);
        var drawn = new FormulaSampler(ContrastiveFormulas.Negative, 3).Draw(20, point => hinge.Evaluate(point).Number > 0);

        Assert.All(drawn, point => Assert.True(hinge.Evaluate(point).Number > 0));
        Assert.Throws<InvalidOperationException>(() => new FormulaSampler(ContrastiveFormulas.Negative, 3).Draw(_ => false));
    }
}
