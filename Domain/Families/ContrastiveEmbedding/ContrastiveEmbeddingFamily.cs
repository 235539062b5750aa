using System.Globalization;
using System.Text.Json.Nodes;
using GradingService.Domain.Answers;
using GradingService.Domain.Formulas;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;
using static GradingService.Domain.Families.ContrastiveEmbedding.ContrastiveMistakes;

namespace GradingService.Domain.Families.ContrastiveEmbedding;

/// <summary>A pair of signals embedded by one convolution and the quadratic contrastive loss: equations, forward pass, gradients.</summary>
/// <remarks>Hadsell, Chopra, LeCun: Dimensionality Reduction by Learning an Invariant Mapping (2006). What is computed follows the student's own formulas.</remarks>
public sealed class ContrastiveEmbeddingFamily() : QuestionFamily<ContrastiveEmbeddingParameters>("contrastiveEmbedding", new ContrastiveEmbeddingRules())
{
    public override QuestionContent Write(ContrastiveEmbeddingParameters q)
    {
        var formulas = new ContrastiveFormulas(q);
        var scheme = new MarkSchemeBuilder();
        var (embedding, kernel) = (new VectorType(q.Outputs), new VectorType(q.Kernel.Length));

        var a = scheme.Part("a");
        var model = Formula("model", new("Ugrađivanje f(x)", "The embedding f(x)"), formulas.Embedding, formulas.Model, formulas.AcceptedModels, formulas.ModelMistakes);
        var positive = Formula("positive", new("Gubitak pozitivnog para", "The loss of a positive pair"), formulas.Loss, formulas.Positive, formulas.AcceptedPositives, formulas.PositiveMistakes);
        Formula("negative", new("Gubitak negativnog para", "The loss of a negative pair"), formulas.Loss, formulas.Negative, formulas.AcceptedNegatives, formulas.NegativeMistakes);

        var b = scheme.Part("b");
        var f1 = Embedding("f1", q.X1);
        var f2 = Embedding("f2", q.X2);
        var loss = b.Item("loss", new("Gubitak", "The loss"), NumberType.Real, v => positive[v].Evaluate(formulas.At(f1[v], f2[v], q)).Number);
        foreach (var mistake in OfLoss) loss.Mistake(mistake.Mistake, v => mistake.Loss(f1[v], f2[v]));
        loss.Mistake(NegativePair, _ => 0);

        var c = scheme.Part("c");
        var g1 = Gradient("dL_df1", "fq", (mistaken, v) => mistaken(f1[v], f2[v]));
        var g2 = Gradient("dL_df2", "fp", (mistaken, v) => Signal.Scaled(mistaken(f1[v], f2[v]), -1));

        var w1 = scheme.Working("dL_dw of the first branch", kernel, v => Branch(model[v], q.X1, g1[v], "w"));
        var w2 = scheme.Working("dL_dw of the second branch", kernel, v => Branch(model[v], q.X2, g2[v], "w"));
        var dw = c.Item("dL_dw", new("∂L/∂w", "∂L/∂w"), kernel, v => Signal.Sum(w1[v], w2[v]), 4)
            .Mistake(FirstBranchOnly, v => w1[v])
            .Mistake(SecondBranchOnly, v => w2[v])
            .Mistake(BranchesSubtracted, v => Signal.Difference(w2[v], w1[v]))
            .Mistake(BranchesSubtracted, v => Signal.Difference(w1[v], w2[v]))
            .Mistake(SignFlipped, v => Signal.Scaled(Signal.Sum(w1[v], w2[v]), -1))
            .Mistake(FactorTwoMissing, v => Signal.Scaled(Signal.Sum(w1[v], w2[v]), 0.5))
            .Mistake(KernelFlipped, v => Signal.Reversed(Signal.Sum(w1[v], w2[v])))
            .Mistake(FirstWindowOnly, v => Signal.Sum(Signal.Scaled(q.X1[..q.Kernel.Length], g1[v][0]), Signal.Scaled(q.X2[..q.Kernel.Length], g2[v][0])))
            .Mistake(NoSliding, v => [.. q.Kernel.Select(_ => g1[v].Average() * q.X1.Sum() + g2[v].Average() * q.X2.Sum())]);
        foreach (var mistake in OfLoss) dw.Mistake(mistake.Mistake, v => KernelGradient(mistake.Gradient(f1[v], f2[v])));
        foreach (var (mistake, changed) in OtherForwardPasses(q)) dw.Mistake(mistake, _ => changed);

        var b1 = scheme.Working("dL_db of the first branch", NumberType.Real, v => Branch(model[v], q.X1, g1[v], "b")[0]);
        var b2 = scheme.Working("dL_db of the second branch", NumberType.Real, v => Branch(model[v], q.X2, g2[v], "b")[0]);
        c.Item("dL_db", new("∂L/∂b", "∂L/∂b"), NumberType.Real, v => b1[v] + b2[v], 2)
            .Mistake(FirstBranchOnly, v => b1[v])
            .Mistake(SecondBranchOnly, v => b2[v])
            .Mistake(BranchesSubtracted, v => b2[v] - b1[v])
            .Mistake(BranchesSubtracted, v => b1[v] - b2[v]);

        return new QuestionContent(Prompt(q), Data(q), scheme);

        DerivedStep<Formula> Formula(
            string id, LocalizedText label, FormulaType type, Formula right, IReadOnlyList<Formula> accepted, IReadOnlyList<(Mistake Mistake, Formula Formula)> mistakes)
        {
            var step = a.Item(id, label, type, _ => right).FollowedOnlyWhenRecognised();
            foreach (var convention in accepted) step.Accept(_ => convention);
            foreach (var (mistake, formula) in mistakes) step.Mistake(mistake, _ => formula);
            return step;
        }

        DerivedStep<double[]> Embedding(string id, double[] x)
        {
            var step = b.Item(id, new($"Ugrađivanje {id}", $"The embedding {id}"), embedding, v => model[v].Evaluate(formulas.At(x, q)).Entries.ToArray());
            foreach (var (mistake, value) in OfEmbedding(q, x)) step.Mistake(mistake, _ => value);
            return step;
        }

        DerivedStep<double[]> Gradient(string id, string by, Func<Func<double[], double[], double[]>, Values, double[]> gradient)
        {
            var step = c.Item(id, new($"∂L/∂{id[4..]}", $"∂L/∂{id[4..]}"), embedding, v => positive[v].Gradient(formulas.At(f1[v], f2[v], q), by).Entries.ToArray())
                .Mistake(FactorTwoMissing, v => gradient(Signal.Difference, v))
                .Mistake(SignFlipped, v => gradient((f, h) => Signal.Scaled(Signal.Difference(f, h), -2), v));
            foreach (var mistake in OfLoss) step.Mistake(mistake.Mistake, v => gradient(mistake.Gradient, v));
            return step;
        }

        double[] Branch(Formula model, double[] x, double[] upstream, string by) =>
            model.Pullback(formulas.At(x, q), FormulaValue.Column(upstream), by)[0].Entries.ToArray();

        double[] KernelGradient(double[] g) => Signal.Sum(
            Signal.KernelGradient(q.X1, g, q.Kernel.Length, q.Stride), Signal.KernelGradient(q.X2, Signal.Scaled(g, -1), q.Kernel.Length, q.Stride));
    }

    /// <summary>Kernel gradients of students whose whole forward pass was another one: padded, or with another stride.</summary>
    private static IEnumerable<(Mistake Mistake, double[] Value)> OtherForwardPasses(ContrastiveEmbeddingParameters q)
    {
        yield return (ZeroPadding, Of(Signal.Padded(q.X1, q.Kernel.Length), Signal.Padded(q.X2, q.Kernel.Length), q.Stride));
        for (var stride = 1; stride <= 3; stride++)
            if (stride != q.Stride) yield return (WrongStride, Of(q.X1, q.X2, stride));

        double[] Of(double[] x1, double[] x2, int stride)
        {
            var d = Signal.Scaled(Signal.Difference(Signal.Correlate(x1, q.Kernel, q.Bias, stride), Signal.Correlate(x2, q.Kernel, q.Bias, stride)), 2);
            return Signal.Difference(Signal.KernelGradient(x1, d, q.Kernel.Length, stride), Signal.KernelGradient(x2, d, q.Kernel.Length, stride));
        }
    }

    private static JsonObject Data(ContrastiveEmbeddingParameters q) => new()
    {
        ["w"] = Array(q.Kernel),
        ["b"] = q.Bias,
        ["x1"] = Array(q.X1),
        ["x2"] = Array(q.X2),
        ["stride"] = q.Stride,
    };

    private static JsonArray Array(double[] values) => new([.. values.Select(x => (JsonNode)x)]);

    private static LocalizedText Prompt(ContrastiveEmbeddingParameters q)
    {
        var (w, b, x1, x2, s) = (Row(q.Kernel), Number(q.Bias), Row(q.X1), Row(q.X2), q.Stride.ToString(CultureInfo.InvariantCulture));
        return new(
            $"""
            Signale ugrađujemo u metrički prostor jednim jednodimenzionalnim konvolucijskim slojem s korakom {s}, bez nadopunjavanja, i učimo ga kvadratnim kontrastnim gubitkom. Trenutni parametri su w = {w} i b = {b}. Dva pozitivna podatka su x1 = {x1} i x2 = {x2}.

            - **a)** Napišite jednadžbu ugrađivanja te gubitak pozitivnog i negativnog para (margina m).
            - **b)** Provedite unaprijedni prolaz: ugrađivanja f1 i f2 te gubitak.
            - **c)** Odredite gradijente gubitka po f1, f2, w i b.
            """,
            $"""
            Signals are embedded in a metric space by one one-dimensional convolution with stride {s} and no padding, trained with the quadratic contrastive loss. Its parameters are w = {w} and b = {b} now. Two positive examples are x1 = {x1} and x2 = {x2}.

            - **a)** Write the equation of the embedding, and the loss of a positive and of a negative pair (margin m).
            - **b)** Do the forward pass: the embeddings f1 and f2 and the loss.
            - **c)** Find the gradients of the loss with respect to f1, f2, w and b.
            """);
    }

    private static string Row(double[] values) => $"[{string.Join(", ", values.Select(Number))}]";

    /// <summary>A number as people write it: thirds as fractions.</summary>
    private static string Number(double value)
    {
        for (var denominator = 1; denominator <= 12; denominator++)
        {
            var numerator = Math.Round(value * denominator);
            if (denominator > 1 && value * 1000 != Math.Round(value * 1000) && Math.Abs(value * denominator - numerator) < 1e-12 && Math.Abs(numerator) < 100)
                return new Rational((int)numerator, denominator).ToString();
        }
        return value.ToString("G6", CultureInfo.InvariantCulture);
    }
}
