using System.Text.Json;
using GradingService.Domain.Formulas;

namespace GradingService.Tests.Domain.Formulas;

public sealed class GradientTests
{
    // As in Fixtures/make_formulas.py.
    internal static FormulaScope Scope { get; } = new(
    [
        new("x", ValueShape.Column(6)),
        new("w", ValueShape.Column(3)),
        new("b", ValueShape.Scalar),
        new("u", ValueShape.Column(4)),
        new("v", ValueShape.Column(4)),
        new("m", ValueShape.Scalar),
        new("p", ValueShape.Column(3)),
        new("g", ValueShape.Column(4)),
        new("W", ValueShape.Matrix(4, 3)),
        new("A", ValueShape.Matrix(3, 3)),
    ]);

    private sealed record FixtureCase(
        string Formula, Dictionary<string, double[]> Names, double[] Value, double[] Upstream, Dictionary<string, double[]> Gradients);

    public static TheoryData<string> Formulas => [.. Cases.Select(each => each.Formula).Distinct()];

    private static FixtureCase[] Cases { get; } = JsonSerializer.Deserialize<FixtureCase[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "formulas.json")), JsonSerializerOptions.Web)!;

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Values_and_gradients_are_those_of_PyTorch(string text)
    {
        var formula = Formula.Parse(text, Scope);
        foreach (var each in Cases.Where(each => each.Formula == text))
        {
            var point = new FormulaSampler(Scope, 5).Draw();
            foreach (var (name, entries) in each.Names) point = point.With(name, FormulaValue.Of(point[name].Shape, entries));
            string[] names = [.. each.Gradients.Keys];

            var value = formula.Evaluate(point);
            var gradients = formula.Pullback(point, FormulaValue.Of(value.Shape, each.Upstream), names);

            AssertClose(each.Value, value.Entries);
            for (var i = 0; i < names.Length; i++) AssertClose(each.Gradients[names[i]], gradients[i].Entries);
        }
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Gradients_are_those_of_central_differences(string text)
    {
        // A kink everywhere is no place for differences.
        if (text.Contains("u - u", StringComparison.Ordinal) || text.Contains("A^0", StringComparison.Ordinal)) return;
        var formula = Formula.Parse(text, Scope);
        var point = Scope.Assign(Scope.Names.Select((name, i) => (name.Name, Irregular(name.Shape, i))).ToArray());
        var upstream = Irregular(formula.Shape!.Value, 3);
        foreach (var name in Scope.Names)
        {
            var gradient = formula.Pullback(point, upstream, name.Name)[0];
            Assert.Equal(name.Shape, gradient.Shape);
            for (var entry = 0; entry < gradient.Entries.Length; entry++)
                Assert.Equal(Difference(formula, point, upstream, name.Name, entry), gradient.Entries[entry], 1e-5 * (1 + Math.Abs(gradient.Entries[entry])));
        }
    }

    [Theory]
    [InlineData("max(0, m)", 0.5)]
    [InlineData("relu(m)", 0)]
    [InlineData("|m|", 0)]
    [InlineData("abs(m)", 0)]
    [InlineData("norm(m)", 0)]
    [InlineData("max(0, m)^2", 0)]
    [InlineData("leakyRelu(m)", 0.01)]
    [InlineData("hardtanh(m + 1)", 0)]
    [InlineData("0 * sqrt(m)", 0)]
    [InlineData("m^2", 0)]
    [InlineData("m^1", 1)]
    [InlineData("m^0", 0)]
    public void At_a_kink_the_usual_slope_is_taken(string text, double slope)
    {
        var point = new FormulaSampler(Scope, 5).Draw().With("m", FormulaValue.Scalar(0));
        Assert.Equal(slope, Formula.Parse(text, Scope).Gradient(point, "m").Number);
    }

    [Fact]
    public void A_name_that_does_not_occur_has_gradient_zero()
    {
        var gradient = Formula.Parse("norm(u)", Scope).Gradient(new FormulaSampler(Scope, 5).Draw(), "W");
        Assert.Equal(ValueShape.Matrix(4, 3), gradient.Shape);
        Assert.All(gradient.Entries.ToArray(), entry => Assert.Equal(0, entry));
    }

    [Fact]
    public void The_chain_rule_over_two_formulas_gives_the_exams_gradients()
    {
        // w = 1/3, b = -0.1, x1 and x2 as on the paper: dL/dw = (166/5, 166/5, 148/5) and dL/db = 0.
        var model = Formula.Parse("correlate(x, w) + b", ContrastiveFormulas.Model);
        var loss = Formula.Parse("norm(fq - fp)^2", ContrastiveFormulas.Positive);
        var first = At([1, 1, 1.3, 1, 1, 1.3]);
        var second = At([3.3, 3.3, 2.7, 3.3, 3.3, 2.7]);
        var outputs = ContrastiveFormulas.Positive.Assign(("fq", model.Evaluate(first)), ("fp", model.Evaluate(second)));
        var upstream = loss.Pullback(outputs, FormulaValue.Scalar(1), "fq", "fp");
        var one = model.Pullback(first, upstream[0], "w", "b");
        var two = model.Pullback(second, upstream[1], "w", "b");

        Assert.Equal(16, loss.Evaluate(outputs).Number, 12);
        AssertClose([33.2, 33.2, 29.6], one[0].Entries.ToArray().Zip(two[0].Entries.ToArray(), (l, r) => l + r).ToArray());
        Assert.Equal(0, one[1].Number + two[1].Number, 12);

        static FormulaAssignment At(double[] x) => ContrastiveFormulas.Model.Assign(
            ("x", FormulaValue.Column(x)), ("w", FormulaValue.Column(1.0 / 3, 1.0 / 3, 1.0 / 3)), ("b", FormulaValue.Scalar(-0.1)));
    }

    [Fact]
    public void Upstream_has_the_size_of_the_value()
    {
        var point = new FormulaSampler(Scope, 5).Draw();
        Assert.Throws<ArgumentException>(() => Formula.Parse("u", Scope).Pullback(point, FormulaValue.Scalar(1), "u"));
        Assert.Throws<ArgumentException>(() => Formula.Parse("u", Scope).Gradient(point, "u"));
        Assert.Throws<ArgumentException>(() => Formula.Parse("m", Scope).Pullback(point, FormulaValue.Scalar(1), "nobody"));
    }

    // Distinct, of both signs, away from 0 and from each other.
    private static FormulaValue Irregular(ValueShape shape, int offset)
    {
        var entries = new double[shape.Count];
        for (var i = 0; i < entries.Length; i++) entries[i] = (i % 2 == 0 ? 1 : -1) * (0.4 + Math.Abs(Math.Sin(3.7 * (i + 1) + 1.3 * offset)));
        return FormulaValue.Of(shape, entries);
    }

    private static double Difference(Formula formula, FormulaAssignment point, FormulaValue upstream, string name, int entry)
    {
        const double Step = 1e-6;
        return (Weighted(Step) - Weighted(-Step)) / (2 * Step);

        double Weighted(double step)
        {
            var entries = point[name].Entries.ToArray();
            entries[entry] += step;
            var value = formula.Evaluate(point.With(name, FormulaValue.Of(point[name].Shape, entries)));
            var sum = 0.0;
            for (var i = 0; i < value.Entries.Length; i++) sum += value.Entries[i] * upstream.Entries[i];
            return sum;
        }
    }

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> given)
    {
        Assert.Equal(expected.Length, given.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], given[i], 1e-11 * (1 + Math.Abs(expected[i])));
    }
}
