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

    // The question's own data; embeddings are zeros until they are given.
    private readonly FormulaAssignment _data;

    public ContrastiveFormulas(ContrastiveEmbeddingParameters q)
    {
        var embedding = ValueShape.Column(q.Outputs);
        _scope = Scope(q, embedding, ["f2", "f(x_2)", "f(x2)"], []);
        _data = Data(_scope, q);
        Embedding = new FormulaType(_scope, embedding, Points(_scope));
        PositiveLoss = new FormulaType(_scope, ValueShape.Scalar, Points(_scope));
        Model = new(Parse(_scope, "correlate(x, w) + b"), [Parse(_scope, "convolve(x, w) + b")],
        [
            (ContrastiveMistakes.BiasLeftOut, Parse(_scope, "correlate(x, w)")),
            (ContrastiveMistakes.BiasLeftOut, Parse(_scope, "convolve(x, w)")),
            (ContrastiveMistakes.BiasSubtracted, Parse(_scope, "correlate(x, w) - b")),
            (ContrastiveMistakes.BiasSubtracted, Parse(_scope, "convolve(x, w) - b")),
        ]);
        Positive = new(Parse(_scope, "norm(fq - fp)^2"), [Parse(_scope, "norm(fq - fp)^2 / 2")], WithHalves(_scope,
            (ContrastiveMistakes.SquareMissing, "norm(fq - fp)"),
            (ContrastiveMistakes.MeanInsteadOfSum, "mean((fq - fp)^2)"),
            (ContrastiveMistakes.L1Distance, "sum(abs(fq - fp))"),
            (ContrastiveMistakes.SumThenSquare, "sum(fq - fp)^2"),
            (ContrastiveMistakes.SignFlipped, "-norm(fq - fp)^2"),
            (ContrastiveMistakes.NegativeForPositive, "max(0, m - norm(fq - fp))^2"),
            (ContrastiveMistakes.NegativeForPositive, "max(0, m - norm(fq - fp))")));
        // In the loss of a negative pair, the second embedding is the negative one.
        var negative = Scope(q, embedding, [], ["f2", "f(x_2)", "f(x2)"]);
        NegativeLoss = new FormulaType(negative, ValueShape.Scalar, Points(negative));
        Negative = new(Parse(negative, "max(0, m - norm(fq - fn))^2"), [Parse(negative, "max(0, m - norm(fq - fn))^2 / 2")], WithHalves(negative,
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
            (ContrastiveMistakes.PositiveForNegative, "norm(fq - fn)^2")));
    }

    /// <summary>What an embedding is marked as.</summary>
    public FormulaType Embedding { get; }

    /// <summary>What the loss of a positive pair is marked as.</summary>
    public FormulaType PositiveLoss { get; }

    /// <summary>What the loss of a negative pair is marked as.</summary>
    public FormulaType NegativeLoss { get; }

    /// <summary>The embedding; a true convolution is accepted where it is declared.</summary>
    public FormulaChoices Model { get; }

    /// <summary>The loss of a positive pair; times ½ as Hadsell, Chopra and LeCun (2006) write it.</summary>
    public FormulaChoices Positive { get; }

    /// <summary>The loss of a negative pair; times ½ as Hadsell, Chopra and LeCun (2006) write it.</summary>
    public FormulaChoices Negative { get; }

    /// <summary>Where the model's formula is evaluated for a signal.</summary>
    public FormulaAssignment At(double[] x) => _data.With("x", FormulaValue.Column(x));

    /// <summary>Where the positive loss is evaluated for two embeddings.</summary>
    public FormulaAssignment At(double[] fq, double[] fp) => _data.With("fq", FormulaValue.Column(fq)).With("fp", FormulaValue.Column(fp));

    private static Formula Parse(FormulaScope scope, string text) => Formula.Parse(text, scope);

    private static (Mistake, Formula)[] WithHalves(FormulaScope scope, params (Mistake Mistake, string Text)[] mistakes) =>
        [.. mistakes.SelectMany(m => new[] { (m.Mistake, Parse(scope, m.Text)), (m.Mistake, Parse(scope, $"({m.Text}) / 2")) })];

    private static FormulaScope Scope(ContrastiveEmbeddingParameters q, ValueShape embedding, string[] positive, string[] negative) => new(
    [
        new("x", ValueShape.Column(q.X1.Length), "x_i", "x_q"),
        new("w", ValueShape.Column(q.Kernel.Length), "W"),
        new("b", ValueShape.Scalar),
        new("fq", embedding, "f1", "f(x_q)", "f(xq)", "f(x_1)", "f(x1)"),
        new("fp", embedding, ["f(x_p)", "f(xp)", .. positive]),
        new("fn", embedding, ["f(x_n)", "f(xn)", .. negative]),
        new("m", ValueShape.Scalar, "margin", "alpha"),
    ], q.Stride, [new('i', q.Outputs)]) { ConvolvesByAsterisk = true };

    private static FormulaAssignment[] Points(FormulaScope scope)
    {
        var sampler = new FormulaSampler(scope, Seed);
        return [.. Margins.Select(margin => WithMargin(sampler.Draw(), margin))];
    }

    private static FormulaAssignment WithMargin(FormulaAssignment point, double margin) => point.With(
        "m", FormulaValue.Scalar(margin * Signal.Norm(Signal.Difference(point["fq"].Entries.ToArray(), point["fn"].Entries.ToArray()))));

    private static FormulaAssignment Data(FormulaScope scope, ContrastiveEmbeddingParameters q)
    {
        var none = FormulaValue.Column(new double[q.Outputs]);
        return scope.Assign(
            ("x", FormulaValue.Column(q.X1)), ("w", FormulaValue.Column(q.Kernel)), ("b", FormulaValue.Scalar(q.Bias)),
            ("fq", none), ("fp", none), ("fn", none), ("m", FormulaValue.Scalar(1)));
    }
}

/// <summary>A formula with the conventions that are as right, and the mistakes that are known.</summary>
internal sealed record FormulaChoices(Formula Right, IReadOnlyList<Formula> Accepted, IReadOnlyList<(Mistake Mistake, Formula Formula)> Mistakes);
