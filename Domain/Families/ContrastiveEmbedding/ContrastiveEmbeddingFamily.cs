using GradingService.Domain.Answers;
using GradingService.Domain.Families.ContrastiveEmbedding.Pictures;
using GradingService.Domain.Formulas;
using GradingService.Domain.Marking;
using static GradingService.Domain.Families.ContrastiveEmbedding.ContrastiveMistakes;

namespace GradingService.Domain.Families.ContrastiveEmbedding;

/// <summary>A pair of signals embedded by one convolution and the quadratic contrastive loss: equations, forward pass, gradients.</summary>
/// <remarks>
/// Hadsell, Chopra, LeCun: Dimensionality Reduction by Learning an Invariant Mapping (2006). What is computed follows the student's own formulas.
/// </remarks>
public sealed class ContrastiveEmbeddingFamily()
    : QuestionFamily<ContrastiveEmbeddingParameters>("contrastiveEmbedding", new ContrastiveEmbeddingRules())
{
    public override QuestionContent Write(ContrastiveEmbeddingParameters q)
    {
        var formulas = new ContrastiveFormulas(q);
        var scheme = new MarkSchemeBuilder();
        var (embedding, kernel) = (new VectorType(q.Outputs), new VectorType(q.Kernel.Length));

        var a = scheme.Part("a");
        var model = Formula("model", new("Ugrađivanje f(x)", "The embedding f(x)"), formulas.Embedding, formulas.Model);
        var positive = Formula("positive", new("Gubitak pozitivnog para", "The loss of a positive pair"), formulas.PositiveLoss, formulas.Positive);
        Formula("negative", new("Gubitak negativnog para", "The loss of a negative pair"), formulas.NegativeLoss, formulas.Negative);

        var b = scheme.Part("b");
        var (at1, at2) = (formulas.At(q.X1), formulas.At(q.X2));
        var f1 = Embedding("f1", q.X1, at1);
        var f2 = Embedding("f2", q.X2, at2);
        var loss = b.Item(
            "loss", new("Gubitak", "The loss"), NumberType.Real, v => positive[v].Evaluate(formulas.At(f1[v], f2[v])).Number);
        foreach (var mistake in OfLoss) loss.Mistake(mistake.Mistake, v => mistake.Loss(f1[v], f2[v]));
        loss.Mistake(NegativePair, _ => 0);
        var others = ContrastiveForwardPass.Mistaken(q).ToArray();
        foreach (var (mistake, other) in others) loss.Mistake(mistake, _ => other.Loss);

        var c = scheme.Part("c");
        var g1 = Gradient("dL_df1", "fq", sign: 1);
        var g2 = Gradient("dL_df2", "fp", sign: -1);

        var w1 = scheme.Working("dL_dw of the first branch", kernel, v => Branch(model[v], at1, g1[v], "w"));
        var w2 = scheme.Working("dL_dw of the second branch", kernel, v => Branch(model[v], at2, g2[v], "w"));
        var dw = c.Item("dL_dw", new("∂L/∂w", "∂L/∂w"), kernel, v => Signal.Sum(w1[v], w2[v]), 4)
            .Mistake(FirstBranchOnly, v => w1[v])
            .Mistake(SecondBranchOnly, v => w2[v])
            .Mistake(BranchesSubtracted, v => Signal.Difference(w2[v], w1[v]))
            .Mistake(BranchesSubtracted, v => Signal.Difference(w1[v], w2[v]))
            .Mistake(BranchesSubtracted, v => [.. w1[v].Zip(w2[v], (x, y) => Math.Abs(x) + Math.Abs(y))])
            .Mistake(SignFlipped, v => Signal.Scaled(Signal.Sum(w1[v], w2[v]), -1))
            .Mistake(FactorTwoMissing, v => Signal.Scaled(Signal.Sum(w1[v], w2[v]), 0.5))
            .Mistake(KernelFlipped, v => Signal.Reversed(Signal.Sum(w1[v], w2[v])))
            .Mistake(FirstWindowOnly, v => Signal.Sum(FirstWindow(q.X1, g1[v]), FirstWindow(q.X2, g2[v])))
            .Mistake(NoSliding, v => [.. q.Kernel.Select(_ => g1[v].Average() * q.X1.Sum() + g2[v].Average() * q.X2.Sum())]);
        foreach (var mistake in OfLoss) dw.Mistake(mistake.Mistake, v => KernelGradient(mistake.Gradient(f1[v], f2[v])));
        foreach (var (mistake, other) in others) dw.Mistake(mistake, _ => other.KernelGradient);
        dw.Mistake(NegativePair, _ => new double[q.Kernel.Length]);

        var b1 = scheme.Working("dL_db of the first branch", NumberType.Real, v => Branch(model[v], at1, g1[v], "b")[0]);
        var b2 = scheme.Working("dL_db of the second branch", NumberType.Real, v => Branch(model[v], at2, g2[v], "b")[0]);
        c.Item("dL_db", new("∂L/∂b", "∂L/∂b"), NumberType.Real, v => b1[v] + b2[v], 2)
            .Mistake(FirstBranchOnly, v => b1[v])
            .Mistake(SecondBranchOnly, v => b2[v])
            .Mistake(BranchesSubtracted, v => b2[v] - b1[v])
            .Mistake(BranchesSubtracted, v => b1[v] - b2[v]);

        return new QuestionContent(ContrastivePrompt.Of(q), ContrastivePrompt.Data(q), scheme) { Figures = new ContrastiveFigures(q, f1, f2) };

        DerivedStep<Formula> Formula(string id, LocalizedText label, FormulaType type, FormulaChoices choices)
        {
            var step = a.Item(id, label, type, _ => choices.Right).FollowedOnlyWhenRecognised();
            foreach (var convention in choices.Accepted) step.Accept(_ => convention);
            foreach (var (mistake, formula) in choices.Mistakes) step.Mistake(mistake, _ => formula);
            return step;
        }

        DerivedStep<double[]> Embedding(string id, double[] x, FormulaAssignment at)
        {
            var step = b.Item(
                id, new($"Ugrađivanje {id}", $"The embedding {id}"), embedding, v => model[v].Evaluate(at).Entries.ToArray());
            foreach (var (mistake, value) in OfEmbedding(q, x)) step.Mistake(mistake, _ => value);
            return step;
        }

        DerivedStep<double[]> Gradient(string id, string by, double sign)
        {
            var label = $"∂L/∂{id[4..]}";
            var step = c.Item(id, new(label, label), embedding, v => positive[v].Gradient(formulas.At(f1[v], f2[v]), by).Entries.ToArray())
                .Mistake(FactorTwoMissing, v => Signal.Scaled(Signal.Difference(f1[v], f2[v]), sign))
                .Mistake(SignFlipped, v => Signal.Scaled(Signal.Difference(f1[v], f2[v]), -2 * sign))
                .Mistake(NegativePair, _ => new double[q.Outputs]);
            foreach (var mistake in OfLoss) step.Mistake(mistake.Mistake, v => Signal.Scaled(mistake.Gradient(f1[v], f2[v]), sign));
            foreach (var (mistake, other) in others) step.Mistake(mistake, _ => Signal.Scaled(other.Gradient, sign));
            return step;
        }

        double[] Branch(Formula model, FormulaAssignment at, double[] upstream, string by) =>
            model.Pullback(at, FormulaValue.Column(upstream), by)[0].Entries.ToArray();

        double[] FirstWindow(double[] x, double[] upstream) => Signal.Scaled(x[..q.Kernel.Length], upstream[0]);

        double[] KernelGradient(double[] g) => Signal.Difference(
            Signal.KernelGradient(q.X1, g, q.Kernel.Length, q.Stride), Signal.KernelGradient(q.X2, g, q.Kernel.Length, q.Stride));
    }
}
