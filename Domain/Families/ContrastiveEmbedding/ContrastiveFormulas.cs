using GradingService.Domain.Answers;
using GradingService.Domain.Formulas;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.ContrastiveEmbedding;

/// <summary>The formulas of part a over one question's names: what is right, right up to a convention, or a known mistake.</summary>
internal sealed class ContrastiveFormulas
{
    private const int Seed = 20230614;

    /// <summary>Margins as multiples of the negative pair's distance: the hinge is seen from both sides, near and far.</summary>
    private static readonly double[] Margins = [1.2, 0.5, 3, 0.9, 1.05, 0.2, 2, 0.7, 1.5, 0.95, 8, 0.05];

    private readonly FormulaScope _scope;

    public ContrastiveFormulas(ContrastiveEmbeddingParameters q)
    {
        var embedding = ValueShape.Column(q.Outputs);
        _scope = new FormulaScope(
        [
            new("x", ValueShape.Column(q.X1.Length), "x_i"),
            new("w", ValueShape.Column(q.Kernel.Length), "W"),
            new("b", ValueShape.Scalar),
            new("fq", embedding, "f1", "f(x_q)", "f(xq)"),
            new("fp", embedding, "f2", "f(x_p)", "f(xp)"),
            new("fn", embedding, "f(x_n)", "f(xn)"),
            new("m", ValueShape.Scalar, "margin", "alpha"),
        ], q.Stride, [new('i', q.Outputs)]);
        var sampler = new FormulaSampler(_scope, Seed);
        var points = Margins.Select(margin => WithMargin(sampler.Draw(), margin)).ToArray();
        Embedding = new FormulaType(_scope, embedding, points);
        Loss = new FormulaType(_scope, ValueShape.Scalar, points);
        Model = Parse("correlate(x, w) + b");
        Positive = Parse("norm(fq - fp)^2");
        Negative = Parse("max(0, m - norm(fq - fn))^2");
        AcceptedModels = [Parse("convolve(x, w) + b")];
        AcceptedPositives = [Parse("norm(fq - fp)^2 / 2")];
        AcceptedNegatives = [Parse("max(0, m - norm(fq - fn))^2 / 2")];
        ModelMistakes =
        [
            (ContrastiveMistakes.BiasLeftOut, Parse("correlate(x, w)")),
            (ContrastiveMistakes.BiasLeftOut, Parse("convolve(x, w)")),
            (ContrastiveMistakes.BiasSubtracted, Parse("correlate(x, w) - b")),
            (ContrastiveMistakes.BiasSubtracted, Parse("convolve(x, w) - b")),
        ];
        PositiveMistakes = WithHalves(
            (ContrastiveMistakes.SquareMissing, "norm(fq - fp)"),
            (ContrastiveMistakes.MeanInsteadOfSum, "mean((fq - fp)^2)"),
            (ContrastiveMistakes.L1Distance, "sum(abs(fq - fp))"),
            (ContrastiveMistakes.SumThenSquare, "sum(fq - fp)^2"),
            (ContrastiveMistakes.SignFlipped, "-norm(fq - fp)^2"),
            (ContrastiveMistakes.NegativeForPositive, "max(0, m - norm(fq - fp))^2"),
            (ContrastiveMistakes.NegativeForPositive, "max(0, m - norm(fq - fp))"));
        NegativeMistakes = WithHalves(
            (ContrastiveMistakes.SquareMissing, "max(0, m - norm(fq - fn))"),
            (ContrastiveMistakes.HingeMissing, "(m - norm(fq - fn))^2"),
            (ContrastiveMistakes.HingeMissing, "m - norm(fq - fn)"),
            (ContrastiveMistakes.HingeReversed, "max(0, norm(fq - fn) - m)^2"),
            (ContrastiveMistakes.HingeReversed, "max(0, norm(fq - fn) - m)"),
            (ContrastiveMistakes.SquaredDistanceInHinge, "max(0, m - norm(fq - fn)^2)"),
            (ContrastiveMistakes.SquaredDistanceInHinge, "max(0, m - norm(fq - fn)^2)^2"),
            (ContrastiveMistakes.MinInsteadOfMax, "min(0, m - norm(fq - fn))^2"),
            (ContrastiveMistakes.MinInsteadOfMax, "min(0, m - norm(fq - fn))"),
            (ContrastiveMistakes.L1Distance, "max(0, m - sum(abs(fq - fn)))^2"),
            (ContrastiveMistakes.SignFlipped, "-max(0, m - norm(fq - fn))^2"),
            (ContrastiveMistakes.PositiveForNegative, "norm(fq - fn)^2"));
    }

    public FormulaType Embedding { get; }
    public FormulaType Loss { get; }
    public Formula Model { get; }
    public Formula Positive { get; }
    public Formula Negative { get; }

    /// <summary>A true convolution, where it is declared.</summary>
    public IReadOnlyList<Formula> AcceptedModels { get; }

    /// <summary>The loss times ½ (Hadsell, Chopra, LeCun, 2006).</summary>
    public IReadOnlyList<Formula> AcceptedPositives { get; }

    /// <summary>The loss times ½ (Hadsell, Chopra, LeCun, 2006).</summary>
    public IReadOnlyList<Formula> AcceptedNegatives { get; }

    public IReadOnlyList<(Mistake Mistake, Formula Formula)> ModelMistakes { get; }
    public IReadOnlyList<(Mistake Mistake, Formula Formula)> PositiveMistakes { get; }
    public IReadOnlyList<(Mistake Mistake, Formula Formula)> NegativeMistakes { get; }

    /// <summary>A formula of the model at one signal.</summary>
    public FormulaAssignment At(double[] x, ContrastiveEmbeddingParameters q) => Assign(x, q.Kernel, q.Bias, Zeros(q), Zeros(q), Zeros(q), 1);

    /// <summary>A formula of the positive loss at two embeddings.</summary>
    public FormulaAssignment At(double[] fq, double[] fp, ContrastiveEmbeddingParameters q) => Assign(q.X1, q.Kernel, q.Bias, fq, fp, Zeros(q), 1);

    private static double[] Zeros(ContrastiveEmbeddingParameters q) => new double[q.Outputs];

    private Formula Parse(string text) => Formula.Parse(text, _scope);

    private (Mistake, Formula)[] WithHalves(params (Mistake Mistake, string Text)[] mistakes) =>
        [.. mistakes.SelectMany(m => new[] { (m.Mistake, Parse(m.Text)), (m.Mistake, Parse($"({m.Text}) / 2")) })];

    private static FormulaAssignment WithMargin(FormulaAssignment point, double margin) => point.With(
        "m", FormulaValue.Scalar(margin * Signal.Norm(Signal.Difference(point["fq"].Entries.ToArray(), point["fn"].Entries.ToArray()))));

    private FormulaAssignment Assign(double[] x, double[] w, double b, double[] fq, double[] fp, double[] fn, double m) => _scope.Assign(
        ("x", FormulaValue.Column(x)), ("w", FormulaValue.Column(w)), ("b", FormulaValue.Scalar(b)),
        ("fq", FormulaValue.Column(fq)), ("fp", FormulaValue.Column(fp)), ("fn", FormulaValue.Column(fn)), ("m", FormulaValue.Scalar(m)));
}
