using GradingService.Domain.Formulas;

namespace GradingService.Tests.Domain.Formulas;

/// <summary>The three formulas of the contrastive question, each with its names and points on both sides of the hinge.</summary>
internal static class ContrastiveFormulas
{
    public static FormulaScope Model { get; } = new(
    [
        new("x", ValueShape.Column(6)),
        new("w", ValueShape.Column(3), "W"),
        new("b", ValueShape.Scalar),
    ]);

    public static FormulaScope Positive { get; } = new(
    [
        new("fq", ValueShape.Column(4), "f1", "f(x_q)", "f_θ(x_q)"),
        new("fp", ValueShape.Column(4), "f2", "f(x_p)", "f_θ(x_p)"),
    ]);

    public static FormulaScope Negative { get; } = new(
    [
        new("fq", ValueShape.Column(4), "f1"),
        new("fn", ValueShape.Column(4), "f2"),
        new("m", ValueShape.Scalar, "margin", "alpha"),
    ]);

    public static FormulaComparer ModelComparer { get; } = Comparer(Model, "correlate(x, w) + b", []);

    public static FormulaComparer PositiveComparer { get; } = Comparer(Positive, "norm(fq - fp)^2", []);

    public static FormulaComparer NegativeComparer { get; } = Comparer(Negative, "max(0, m - norm(fq - fn))^2", [0.2, 0.7, 1.3, 2.5]);

    /// <summary>Margins are multiples of the distance, so that both sides of the hinge are there, and negative ones.</summary>
    private static FormulaComparer Comparer(FormulaScope scope, string reference, double[] margins)
    {
        var points = new FormulaSampler(scope, 20230203).Draw(4).ToList();
        foreach (var margin in margins)
        {
            var point = points[0];
            var distance = Formula.Parse("norm(fq - fn)", scope).Evaluate(point).Number;
            points.Add(point.With("m", FormulaValue.Scalar(margin * distance)));
        }

        return new FormulaComparer(Formula.Parse(reference, scope), points);
    }
}
