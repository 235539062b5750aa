using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>Single changes that may turn a wrong model into a right one; the one that does names the mistake and its credit.</summary>
internal static class ModelRepairs
{
    private static readonly Mistake Tie = new(
        "tie-decided-wrongly", "Samo je slučaj kad zbroj dosegne prag riješen krivo: strogu nejednakost treba zamijeniti nestrogom ili obrnuto.",
        "Only the case where the score meets the threshold is decided wrongly: > should be ≥ or the other way round.", new Rational(17, 20));

    private static readonly Mistake Bits = new(
        "bits-swapped", "Model je točan kad se bitovi čitaju obrnutim redom.", "The model is right if the bits are read in the opposite order.", new Rational(3, 4));

    private static readonly Mistake OutputBias = new(
        "output-bias-shifted", "Model je točan s drukčijim pomakom izlaznog sloja.", "The model is right with another bias of the output layer.", new Rational(3, 4));

    private static readonly Mistake InitialState = new(
        "initial-state-wrong", "Model je točan ako krene od stanja nula.", "The model is right if it starts from a state of zero.", new Rational(3, 4));

    private static readonly Mistake CellBias = new(
        "cell-bias-wrong", "Model je točan s drukčijim pomakom ćelije.", "The model is right with another bias of the cell.", new Rational(3, 5));

    private static readonly Mistake Recurrent = new(
        "recurrent-weight-wrong", "Model je točan ako prethodno stanje prenosi nepromijenjeno (jedinična Whh).",
        "The model is right if it carries the state before over unchanged (Whh the identity).", new Rational(3, 5));

    private static readonly Mistake Activation = new(
        "cell-activation-wrong", "Model je točan bez aktivacije u ćeliji (identitet): ova aktivacija ne može brojati.",
        "The model is right without an activation in the cell (the identity): this one can't count.", new Rational(3, 5));

    private static readonly Mistake Output = new(
        "output-negated", "Model je točan s obrnutim predznakom izlaza: razredi su zamijenjeni.", "The model is right with the output's sign reversed: the classes are swapped.", new Rational(1, 2));

    /// <summary>All of them, so that no code is used for two things.</summary>
    public static IReadOnlyList<Mistake> Mistakes { get; } = [Tie, Bits, OutputBias, InitialState, CellBias, Recurrent, Activation, Output];

    /// <summary>The changes to try, those that leave most credit first.</summary>
    public static IEnumerable<(Mistake Mistake, RecurrentModel Repaired)> Of(RecurrentModel model, Specification specification)
    {
        if (model.Output != OutputActivation.Softmax) yield return (Tie, model with { Strict = !model.Strict });
        if (model.Output == OutputActivation.Step) yield return (Tie, model with { StepAtZero = 1 - model.StepAtZero });
        yield return (Bits, model with { BitOrder = model.BitOrder == BitOrder.Msb ? BitOrder.Lsb : BitOrder.Msb });
        foreach (var bias in OutputBiases(model, specification)) yield return (OutputBias, model with { Bo = bias });
        if (model.H0?.Any(x => !x.IsZero) == true) yield return (InitialState, model with { H0 = null });
        if (specification.IsMajority) yield return (CellBias, model with { Bh = BalancedBias(model, specification), Bh2 = null });
        yield return (Recurrent, model with { Whh = Identity(model.HiddenSize) });
        if (model.Activation != CellActivation.Identity) yield return (Activation, model with { Activation = CellActivation.Identity });
        yield return (Output, model with { Why = [.. model.Why.Select(Negated)], Bo = model.Bo is { } bo ? Negated(bo) : null });
    }

    /// <summary>No bias, and the one that puts the threshold midway between the score at the start and after a number that counts.</summary>
    private static IEnumerable<Rational[]> OutputBiases(RecurrentModel model, Specification specification)
    {
        var zero = new Rational[model.Why.Length];
        yield return zero;
        if (Middle(model, specification) is not { } middle) yield break;
        var bias = (Rational[])zero.Clone();
        bias[^1] = middle;
        yield return bias;
    }

    private static Rational? Middle(RecurrentModel model, Specification specification)
    {
        var form = NormalForm.Of(model with { Bo = null }, specification);
        if (!form.IsPiecewiseLinear || !form.IsExact) return null;
        try
        {
            var cell = new ExactCell(form);
            var after = cell.Next(cell.Initial, form.Inputs.Index().First(input => input.Item.Counts).Index);
            return -(Score(cell.Initial) + Score(after)) / 2;
        }
        catch (SearchLimitException)
        {
            return null;
        }

        Rational Score(ExactVector state) => form.Weights.Select((weight, i) => weight * state[i]).Aggregate(form.Low, (sum, term) => sum + term);
    }

    /// <summary>The bias with which a number that counts and one that doesn't move the state equally far, in opposite directions.</summary>
    private static Rational[] BalancedBias(RecurrentModel model, Specification specification)
    {
        var form = NormalForm.Of(model with { Bh = null, Bh2 = null }, specification);
        var (counted, other) = (form.Inputs.First(input => input.Counts).Drive, form.Inputs.First(input => !input.Counts).Drive);
        return [.. counted.Zip(other, (x, y) => -(x + y) / 2)];
    }

    private static Rational[][] Identity(int n) =>
        [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? Rational.One : Rational.Zero).ToArray())];

    private static Rational[] Negated(Rational[] row) => [.. row.Select(x => -x)];
}
