using GradingService.Domain.Formulas;

namespace GradingService.Tests.Domain.Formulas;

public sealed class FormulaComparerTests
{
    private static readonly FormulaScope Scope = ContrastiveFormulas.Positive;

    private static readonly IReadOnlyList<FormulaAssignment> Points = new FormulaSampler(Scope, 2).Draw(4);

    [Fact]
    public void A_value_of_another_kind_says_what_is_due()
    {
        var comparison = ContrastiveFormulas.PositiveComparer.Compare(Formula.Parse("(fq-fp)^2", Scope));

        Assert.False(comparison.AreEqual);
        Assert.Equal("The value of the formula is a column of 4; it should be a number.", comparison.Misfit?.En);
    }

    [Fact]
    public void A_misfit_is_passed_on() => Assert.Equal(
        "In “mean((fq - fp) * (fq - fp))”: mean can't be applied to a number.",
        ContrastiveFormulas.PositiveComparer.Compare(Formula.Parse("mean((fq-fp)*(fq-fp))", Scope)).Misfit?.En);

    [Fact]
    public void A_difference_comes_with_a_point_where_it_shows()
    {
        var (given, reference) = (Formula.Parse("norm(fq - fp)", Scope), Formula.Parse("norm(fq - fp)^2", Scope));
        var comparison = new FormulaComparer(reference, Points).Compare(given);

        Assert.Null(comparison.Misfit);
        Assert.NotEqual(reference.Evaluate(comparison.Counterexample!).Number, given.Evaluate(comparison.Counterexample!).Number);
    }

    [Theory]
    [InlineData("norm(fq - fp)^2 * 1.0000000009", true)]
    [InlineData("norm(fq - fp)^2 * 1.0000000011", false)]
    public void The_tolerance_is_relative_to_the_reference(string text, bool equal) =>
        Assert.Equal(equal, new FormulaComparer(Formula.Parse("norm(fq - fp)^2", Scope), Points).Compare(Formula.Parse(text, Scope)).AreEqual);

    [Theory]
    [InlineData("0", true)]
    [InlineData("1e-13", true)]
    [InlineData("1e-11", false)]
    public void Near_zero_the_tolerance_is_absolute(string text, bool equal) =>
        Assert.Equal(equal, new FormulaComparer(Formula.Parse("0", Scope), Points).Compare(Formula.Parse(text, Scope)).AreEqual);

    [Theory]
    [InlineData("log(-1)")]
    [InlineData("1/0")]
    [InlineData("0/0")]
    public void What_is_not_finite_equals_nothing(string text)
    {
        Assert.False(new FormulaComparer(Formula.Parse("1", Scope), Points).Compare(Formula.Parse(text, Scope)).AreEqual);
        Assert.Throws<ArgumentException>(() => new FormulaComparer(Formula.Parse(text, Scope), Points));
    }

    [Fact]
    public void Reference_values_may_come_from_elsewhere()
    {
        var values = Points.Select(point => FormulaValue.Column(point["fq"].Entries.ToArray().Select(entry => 2 * entry).ToArray())).ToList();
        var comparer = new FormulaComparer(Points, values);

        Assert.True(comparer.Compare(Formula.Parse("fq + fq", Scope)).AreEqual);
        Assert.False(comparer.Compare(Formula.Parse("fq + fp", Scope)).AreEqual);
        Assert.NotNull(comparer.Compare(Formula.Parse("2fq'", Scope)).Misfit);
        Assert.Throws<ArgumentException>(() => new FormulaComparer(Points, []));
        Assert.Throws<ArgumentException>(() => new FormulaComparer([], []));
    }

    [Fact]
    public void A_single_entry_is_a_number_whatever_its_kind()
    {
        var scope = new FormulaScope([new("h", ValueShape.Column(1)), new("W", ValueShape.Matrix(1, 1))]);
        var comparer = new FormulaComparer(Formula.Parse("W h + 1", scope), new FormulaSampler(scope, 2).Draw(3));

        Assert.True(comparer.Compare(Formula.Parse("W[0, 0] * h[0] + 1", scope)).AreEqual);
        Assert.True(comparer.Compare(Formula.Parse("1 + h' W", scope)).AreEqual);
    }
}
