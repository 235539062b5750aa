using System.Globalization;
using GradingService.Domain.Formulas;

namespace GradingService.Tests.Domain.Formulas;

/// <summary>What notation means: precedence, products, bars, indices, kinds. Expected values are worked out by hand.</summary>
public sealed class MeaningTests
{
    private static readonly FormulaScope Scope = new(
    [
        new("a", ValueShape.Scalar),
        new("b", ValueShape.Scalar),
        new("x", ValueShape.Column(2)),
        new("y", ValueShape.Column(2)),
        new("z", ValueShape.Column(3)),
        new("W", ValueShape.Matrix(2, 3)),
        new("A", ValueShape.Matrix(2, 2)),
        new("h", ValueShape.Column(1), "h_prev", "h_{t-1}", "h^(t-1)"),
        new("V", ValueShape.Matrix(1, 2)),
    ]);

    private static readonly FormulaAssignment Point = Scope.Assign(
        ("a", FormulaValue.Scalar(3)),
        ("b", FormulaValue.Scalar(-5)),
        ("x", FormulaValue.Column(1, 2)),
        ("y", FormulaValue.Column(3, -4)),
        ("z", FormulaValue.Column(1, 0, -1)),
        ("W", FormulaValue.Of(ValueShape.Matrix(2, 3), 1, 2, 3, 4, 5, 6)),
        ("A", FormulaValue.Of(ValueShape.Matrix(2, 2), 1, 2, 3, 4)),
        ("h", FormulaValue.Column(7)),
        ("V", FormulaValue.Of(ValueShape.Matrix(1, 2), 10, 20)));

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("1 - 2 - 3", -4)]
    [InlineData("12 / 2 / 3", 2)]
    [InlineData("12 / 2 a", 18)]
    [InlineData("1/2 a", 1.5)]
    [InlineData("2^3^2", 512)]
    [InlineData("2**3**2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("(-2)^2", 4)]
    [InlineData("2^-1", 0.5)]
    [InlineData("2^−a", 0.125)]
    [InlineData("a⁻¹", 1.0 / 3)]
    [InlineData("a - -b", -2)]
    [InlineData("--+a", 3)]
    [InlineData("2 * -a", -6)]
    [InlineData("-a b", 15)]
    [InlineData("a -b", 8)]
    [InlineData("2a b", -30)]
    [InlineData("a (b)", -15)]
    [InlineData("b(a - 1)", -10)]
    [InlineData("(a)(b)", -15)]
    [InlineData("2(a)", 6)]
    [InlineData("2a^2", 18)]
    [InlineData("a 2", 6)]
    [InlineData("√4a", 6)]
    [InlineData("√(a + 1)²", 4)]
    [InlineData("2√9", 6)]
    [InlineData("½a²", 4.5)]
    [InlineData("1.5e1 + .5 + 2. + 2E-1", 17.7)]
    [InlineData("2.*a + 6./a + 2.^a", 16)]
    [InlineData(@"\frac{a + 1}{2} + \frac12 + \frac{a}2", 4)]
    [InlineData("[a + 1]^2", 16)]
    [InlineData("2[a + 1]", 8)]
    [InlineData("2[1]", 2)]
    [InlineData("(a)[b + 1]", -12)]
    [InlineData("(x y)[a + 1]", -20)]
    [InlineData("x^2_2 + x²₂", 8)]
    [InlineData("2e^0 + 2 π - 2pi + 5.a", 17)]
    [InlineData("1.e1", 10)]
    [InlineData("(x.t() y) + y.transpose() x", -10)]
    [InlineData("{a + 1}^2", 16)]
    [InlineData("|b|", 5)]
    [InlineData("2|b|a", 30)]
    [InlineData("|a||b|", 15)]
    [InlineData("|a|b|a|", -45)]
    [InlineData("||b| - |a||", 2)]
    [InlineData("||b||", 5)]
    [InlineData("|||b|||", 5)]
    [InlineData("||a||b||", 15)]
    [InlineData("| a - |b| |", 2)]
    [InlineData("|2|x||", 4.47213595499957939)]
    [InlineData("(|y|)", 5)]
    [InlineData("|y - |x - x||", 5)]
    [InlineData("‖y‖‖y‖", 25)]
    [InlineData("sum(‖2‖y‖y‖)", -10)]
    [InlineData("||y|| ||y||", 25)]
    [InlineData("||y||||y||", 25)]
    [InlineData("||x - y||_1 + ||y||_∞ + |y|_2", 17)]
    [InlineData("|-3|^2 |2|", 18)]
    [InlineData("max(|b|, |a|)", 5)]
    [InlineData("|max(|b|, a) - 1|", 4)]
    [InlineData("x y", -5)]
    [InlineData("x' y", -5)]
    [InlineData("x.T @ y", -5)]
    [InlineData("x · y", -5)]
    [InlineData("dot(x', y)", -5)]
    [InlineData("x' A y", -19)]
    [InlineData("x[1] + x_1 + x[-1]", 5)]
    [InlineData("W[1, 2] + W[0,0]", 7)]
    [InlineData("(x - y)[1]", 6)]
    [InlineData("(x - y)_2", 6)]
    [InlineData("x₁ y₂", -4)]
    [InlineData("sum(W) + mean(z)", 21)]
    [InlineData("sum(x', axis=1) + np.sum(x, axis=-1)", 6)]
    [InlineData("max(x) + min(y) + max(a, b, 4)", 2)]
    [InlineData("step(0) + sign(0) + step(a) + sign(b)", 0)]
    [InlineData("hardtanh(b) + hardtanh(0.5)", -0.5)]
    [InlineData("leakyRelu(b) + leaky_relu(b, 0.2) + F.leaky_relu(b, negative_slope=0.1)", -1.55)]
    [InlineData("sigmoid(0) + σ(0) + \\sigma(0)", 1.5)]
    [InlineData("1/(1 + e^(-0)) + 1/(1+exp(0))", 1)]
    [InlineData("h_{t-1} + h^(t-1) + h^{(t-1)} + h_prev + h", 35)]
    [InlineData("V x + 2x[1] - 1", 53)]
    [InlineData("norm(W)^2", 91)]
    [InlineData("np.pi - \\pi + π", Math.PI)]
    public void Numbers(string text, double expected)
    {
        var value = Formula.Parse(text, Scope).Evaluate(Point);
        Assert.Equal(expected, value.Number, 12);
    }

    [Theory]
    [InlineData("x + 1", "a column of 2", "2, 3")]
    [InlineData("x'", "a row of 2", "1, 2")]
    [InlineData("x''", "a column of 2", "1, 2")]
    [InlineData("x + y'", "a row of 2", "4, -2")]
    [InlineData("x^2", "a column of 2", "1, 4")]
    [InlineData("x**2", "a column of 2", "1, 4")]
    [InlineData("x²", "a column of 2", "1, 4")]
    [InlineData("x .* y", "a column of 2", "3, -8")]
    [InlineData("x ⊙ y", "a column of 2", "3, -8")]
    [InlineData("y ./ x", "a column of 2", "3, -2")]
    [InlineData("y / x", "a column of 2", "3, -2")]
    [InlineData("6 / y", "a column of 2", "2, -1.5")]
    [InlineData("x y'", "a 2×2 matrix", "3, -4, 6, -8")]
    [InlineData("W z", "a column of 2", "-2, -2")]
    [InlineData("x' W", "a row of 3", "9, 12, 15")]
    [InlineData("x * W", "a row of 3", "9, 12, 15")]
    [InlineData("W' x", "a column of 3", "9, 12, 15")]
    [InlineData("A^2", "a 2×2 matrix", "7, 10, 15, 22")]
    [InlineData("A .^ 2", "a 2×2 matrix", "1, 4, 9, 16")]
    [InlineData("A^T", "a 2×2 matrix", "1, 3, 2, 4")]
    [InlineData("A^{\\top}", "a 2×2 matrix", "1, 3, 2, 4")]
    [InlineData("2 A - A", "a 2×2 matrix", "1, 2, 3, 4")]
    [InlineData("np.sum(W, axis=0)", "a column of 3", "5, 7, 9")]
    [InlineData("sum(W, axis=1)", "a column of 2", "6, 15")]
    [InlineData("correlate(z, x)", "a column of 2", "1, -2")]
    [InlineData("convolve(z, x)", "a column of 2", "2, -1")]
    [InlineData("abs(y)", "a column of 2", "3, 4")]
    [InlineData("max(0, y)", "a column of 2", "3, 0")]
    [InlineData("h x", "a column of 2", "7, 14")]
    [InlineData("V x + h", "a column of 1", "57")]
    public void Arrays(string text, string shape, string expected)
    {
        var value = Formula.Parse(text, Scope).Evaluate(Point);
        Assert.Equal(shape, value.Shape.Description.En);
        Assert.Equal(expected, string.Join(", ", value.Entries.ToArray().Select(entry => entry.ToString(CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("x * z", "In “x * z”: vectors of 2 and 3 entries have no product (* is the matrix product; for a convolution write correlate(x, w)).")]
    [InlineData("a + (x - z)", "In “x - z”: - doesn't join a column of 2 and a column of 3.")]
    [InlineData("W x", "In “W * x”: * doesn't join a 2×3 matrix and a column of 2.")]
    [InlineData("W + x", "In “W + x”: + doesn't join a 2×3 matrix and a column of 2.")]
    [InlineData("x' y'", "In “x' * y'”: * doesn't join a row of 2 and a row of 2.")]
    [InlineData("W^2", "In “W^2”: ^ doesn't join a 2×3 matrix and a number.")]
    [InlineData("A^0.5", "In “A^0.5”: ^ doesn't join a 2×2 matrix and a number.")]
    [InlineData("A^65", "In “A^65”: ^ doesn't join a 2×2 matrix and a number.")]
    [InlineData("1 / A", "In “1 / A”: / doesn't join a number and a 2×2 matrix.")]
    [InlineData("mean(a)", "In “mean(a)”: mean can't be applied to a number.")]
    [InlineData("sum(a, axis=0)", "In “sum(a, axis=0)”: sum can't be applied to a number.")]
    [InlineData("sum(x, axis=1)", "In “sum(x, axis=1)”: sum can't be applied to a column of 2.")]
    [InlineData("sum(W, axis=2)", "In “sum(W, axis=2)”: sum can't be applied to a 2×3 matrix.")]
    [InlineData("x[2]", "In “x[2]”: [2] (counting from 0) doesn't exist in a column of 2.")]
    [InlineData("x_3", "In “x[2]”: [2] (counting from 0) doesn't exist in a column of 2.")]
    [InlineData("x[-3]", "In “x[-3]”: [-3] (counting from 0) doesn't exist in a column of 2.")]
    [InlineData("a[0]", "In “a[0]”: [0] (counting from 0) doesn't exist in a number.")]
    [InlineData("correlate(x, z)", "In “correlate(x, z)”: correlate doesn't join a column of 2 and a column of 3.")]
    [InlineData("correlate(x, a)", "In “correlate(x, a)”: correlate doesn't join a column of 2 and a number.")]
    [InlineData("norm(W, 1)", "In “norm(W, 1)”: norm can't be applied to a 2×3 matrix.")]
    [InlineData("softmax(a)", "In “softmax(a)”: softmax can't be applied to a number.")]
    public void Misfits_are_readable_and_say_what_does_not_fit(string text, string misfit)
    {
        var formula = Formula.Parse(text, Scope);

        Assert.Null(formula.Shape);
        Assert.Equal(misfit, formula.Misfit?.En);
        Assert.Equal(misfit, Assert.Throws<FormulaMisfitException>(() => formula.Evaluate(Point)).Reason.En);
        Assert.Throws<FormulaMisfitException>(() => formula.Pullback(Point, FormulaValue.Scalar(1), "a"));
    }

    [Theory]
    [InlineData("L = a", "L")]
    [InlineData("  f(x)_i = a", "f(x)_i")]
    [InlineData("∂L/∂W = a", "∂L/∂W")]
    [InlineData(@"\mathcal{L}_{\text{pos}}(f_q, f_p) = a", @"\mathcal{L}_{\text{pos}}(f_q, f_p)")]
    [InlineData("dq[i]/dW[k,j] := a", "dq[i]/dW[k,j]")]
    [InlineData("h^(t) = a", "h^(t)")]
    [InlineData("sum(a, axis=0)", null)]
    public void A_left_side_is_kept_and_means_nothing_yet(string text, string? leftSide) =>
        Assert.Equal(leftSide, Formula.Parse(text, Scope).LeftSide);

    [Fact]
    public void Stride_is_the_questions_unless_the_formula_states_one()
    {
        var scope = new FormulaScope([new("x", ValueShape.Column(7)), new("w", ValueShape.Column(3))], stride: 2);
        var point = scope.Assign(("x", FormulaValue.Column(1, 2, 3, 4, 5, 6, 7)), ("w", FormulaValue.Column(1, 0, -2)));

        Assert.Equal([-5, -7, -9], Formula.Parse("x ⋆ w", scope).Evaluate(point).Entries.ToArray());
        Assert.Equal([-5, -6, -7, -8, -9], Formula.Parse("correlate(x, w, stride=1)", scope).Evaluate(point).Entries.ToArray());
        Assert.Equal("correlate(x, w, stride=1)", Formula.Parse("conv1d(x, w, stride=1)", scope).Canonical);
    }

    [Theory]
    [InlineData("log(b)", double.NaN)]
    [InlineData("1/0", double.PositiveInfinity)]
    [InlineData("sqrt(b) - sqrt(b)", double.NaN)]
    public void Values_may_fail_to_be_finite(string text, double expected)
    {
        var value = Formula.Parse(text, Scope).Evaluate(Point);
        Assert.Equal(expected, value.Number);
        Assert.False(value.IsFinite);
    }

    [Fact]
    public void Huge_computations_are_misfits()
    {
        var scope = new FormulaScope([new("v", ValueShape.Column(1_000))]);
        Assert.Equal("The computation is too large.", Formula.Parse("(v v')^9", scope).Misfit?.En);
        Assert.Equal(
            "The computation is too large.",
            Formula.Parse(string.Join(" + ", Enumerable.Repeat("v v'", 90)), scope).Misfit?.En);

        var wider = new FormulaScope([new("v", ValueShape.Column(2_000))]);
        Assert.NotNull(Formula.Parse("v v'", wider).Misfit);
    }
}
