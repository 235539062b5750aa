using GradingService.Domain.Marking;
using static GradingService.Domain.Families.AffineLayer.Layers.AffineReference;

namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>A known mistake: what a call gives when it is made, where that can be told.</summary>
/// <param name="Values">Possible results of a call; none where the mistake can't show in it.</param>
internal sealed record LayerMistake(Mistake Mistake, Behaviour Behaviour, Func<TrialContext, IEnumerable<NumericArray?>> Values);

/// <summary>The known mistakes in an affine layer; of several that explain a layer the first is named.</summary>
internal static class LayerMistakes
{
    private const int MostOuterProducts = 1000;

    public static IReadOnlyList<LayerMistake> All { get; } =
    [
        new(BiasMissing, Behaviour.Forward, c => [Forward(c.P, c.W, Zeros(c.B))]),
        new(BiasSubtracted, Behaviour.Forward, c => [Forward(c.P, c.W, Negative(c.B))]),
        new(WeightsNotTransposed, Behaviour.Forward, c => [Square(c) ? Forward(c.P, c.W.Transposed(), c.B) : null]),
        new(SamplesInColumns, Behaviour.Forward, c => [Matrix(c.P) ? Forward(c.P, c.W, c.B).Transposed() : null]),
        new(StaleInput, Behaviour.Forward, c => c.OtherInputs.Select(p => Forward(p, c.W, c.B))),
        new(SharedBetweenLayers, Behaviour.Forward, c => c.OtherParameters.Select(other => Forward(c.P, other.W, other.B))),
        new(SignFlipped, Behaviour.Forward, c => [Negative(Forward(c.P, c.W, c.B))]),

        new(Averaged, Behaviour.InputGradient, c => [Divided(InputGradient(c.G!, c.W), c.Samples)]),
        new(WeightsTransposed, Behaviour.InputGradient, c => [Square(c) ? InputGradient(c.G!, c.W.Transposed()) : null]),
        new(SignFlipped, Behaviour.InputGradient, c => [Negative(InputGradient(c.G!, c.W))]),
        new(SamplesInColumns, Behaviour.InputGradient, c => [Matrix(c.P) ? InputGradient(c.G!, c.W).Transposed() : null]),
        new(BiasInInputGradient, Behaviour.InputGradient, c => [Square(c) ? Forward(c.G!, c.W.Transposed(), c.B) : null]),
        new(AccumulatedOverCalls, Behaviour.InputGradient, c => [Accumulated(c, call => InputGradient(call.G, c.W))]),
        new(SharedBetweenLayers, Behaviour.InputGradient, c => c.OtherParameters.Select(other => InputGradient(c.G!, other.W))),
        new(WeightsNotApplied, Behaviour.InputGradient, c => [c.G, c.W, c.W.Transposed()]),

        new(Averaged, Behaviour.WeightsGradient, c => [Divided(WeightsGradient(c.G!, c.P), c.Samples)]),
        new(GradientTransposed, Behaviour.WeightsGradient, c => [WeightsGradient(c.P, c.G!)]),
        new(SignFlipped, Behaviour.WeightsGradient, c => [Negative(WeightsGradient(c.G!, c.P))]),
        new(AccumulatedOverCalls, Behaviour.WeightsGradient, c => [Accumulated(c, call => WeightsGradient(call.G, call.P))]),
        new(StaleInput, Behaviour.WeightsGradient, c => c.OtherInputs.Where(p => p.HasShape(c.P.Shape)).Select(p => WeightsGradient(c.G!, p))),
        new(NotSummedOverBatch, Behaviour.WeightsGradient, c => [Outer(c)]),
        new(OneSampleOnly, Behaviour.WeightsGradient, c => [OfRow(c, 0), OfRow(c, c.Samples - 1)]),
        new(ParameterReturned, Behaviour.WeightsGradient, c => [c.W]),
        new(InputReturned, Behaviour.WeightsGradient, c => [c.P]),
        new(GradientsSwapped, Behaviour.WeightsGradient, c => [BiasGradient(c.G!)]),
        new(AveragedAndTransposed, Behaviour.WeightsGradient, c => [WeightsGradient(c.P, c.G!).Map(x => x / c.Samples)]),

        new(Averaged, Behaviour.BiasGradient, c => [Divided(BiasGradient(c.G!), c.Samples)]),
        new(NotSummedOverBatch, Behaviour.BiasGradient, c => [c.G]),
        new(SummedOverOutputs, Behaviour.BiasGradient, c => [RowSums(c), RowSums(c)?.Reshaped(c.Samples, 1), RowSums(c)?.Reshaped(1, c.Samples)]),
        new(SummedOverEverything, Behaviour.BiasGradient, c => [new([], [c.G!.Data.Sum()]), new([1], [c.G.Data.Sum()])]),
        new(SignFlipped, Behaviour.BiasGradient, c => [Negative(BiasGradient(c.G!))]),
        new(AccumulatedOverCalls, Behaviour.BiasGradient, c => [Accumulated(c, call => BiasGradient(call.G))]),
        new(OnesInsteadOfGradient, Behaviour.BiasGradient, c => [c.B.Map(_ => 1), c.B.Map(_ => c.Samples), new([], [1])]),
        new(OneSampleOnly, Behaviour.BiasGradient, c => [Row(c.G!, 0).Reshaped(c.Outputs), Row(c.G!, c.Samples - 1).Reshaped(c.Outputs)]),
        new(ParameterReturned, Behaviour.BiasGradient, c => [c.B]),
        new(GradientsSwapped, Behaviour.BiasGradient, c => [WeightsGradient(c.G!, c.P)]),
    ];

    private static Mistake BiasMissing => new("bias-missing", "Pomak b nije pribrojen.", "The bias b isn't added.");

    private static Mistake BiasSubtracted => new("bias-subtracted", "Pomak b je oduzet umjesto pribrojen.", "The bias b is subtracted instead of added.");

    private static Mistake WeightsNotTransposed => new(
        "weights-not-transposed", "Računa se p·W umjesto p·Wᵀ; to prolazi samo za kvadratnu W.", "This computes p·W instead of p·Wᵀ, which only passes for a square W.");

    private static Mistake WeightsTransposed => new(
        "weights-transposed", "Računa se G·Wᵀ umjesto G·W; to prolazi samo za kvadratnu W.", "This computes G·Wᵀ instead of G·W, which only passes for a square W.");

    private static Mistake WeightsNotApplied => new(
        "chain-rule-missing", "Gradijent po ulazu je G·W, umnožak gradijenta i težina.", "The gradient by the input is G·W, the product of the gradient and the weights.");

    private static Mistake BiasInInputGradient => new(
        "bias-in-input-gradient", "Pomak b ne ulazi u gradijent po ulazu.", "The bias b is no part of the gradient by the input.");

    private static Mistake SamplesInColumns => new(
        "samples-in-columns", "Rezultat je transponiran: uzorci moraju biti u retcima.", "The result is transposed: samples must be rows.");

    private static Mistake StaleInput => new(
        "stale-input", "Koristi se ulaz nekog drugog prolaza, a ne posljednjeg prolaza ovog sloja.", "The input of another pass is used, not that of this layer's last one.");

    private static Mistake SharedBetweenLayers => new(
        "shared-between-layers", "Dva sloja dijele parametre: moraju pripadati objektu, a ne razredu.", "Two layers share parameters: they must belong to the object, not to the class.");

    private static Mistake SignFlipped => new("sign-flipped", "Predznak je obrnut.", "The sign is the opposite one.");

    private static Mistake Averaged => new(
        "gradient-averaged", "Gradijent je podijeljen brojem uzoraka. Dijeli gubitak, a sloj samo zbraja doprinose uzoraka.",
        "The gradient is divided by the number of samples. The loss does that; the layer only sums over the samples.");

    private static Mistake GradientTransposed => new(
        "weights-gradient-transposed", "Gradijent po W je transponiran: mora imati oblik svoje matrice W.", "The gradient by W is transposed: it must have the shape of its W.");

    private static Mistake AveragedAndTransposed => new(
        "weights-gradient-averaged-and-transposed", "Gradijent po W je transponiran i podijeljen brojem uzoraka.",
        "The gradient by W is transposed, and divided by the number of samples.");

    private static Mistake AccumulatedOverCalls => new(
        "accumulated-over-calls", "Gradijenti se zbrajaju preko poziva: svaki poziv mora dati samo svoj gradijent.",
        "Gradients add up over calls: each call must give its own gradient only.");

    private static Mistake NotSummedOverBatch => new(
        "not-summed-over-batch", "Doprinosi uzoraka nisu zbrojeni: gradijent po parametru ima oblik parametra.",
        "The samples' contributions aren't summed: a parameter's gradient has the parameter's shape.");

    private static Mistake OneSampleOnly => new("one-sample-only", "Uzet je samo jedan uzorak grupe.", "Only one sample of the batch is used.");

    private static Mistake ParameterReturned => new("parameter-instead-of-gradient", "Vraćen je parametar umjesto njegova gradijenta.", "The parameter is returned instead of its gradient.");

    private static Mistake InputReturned => new("input-instead-of-gradient", "Vraćen je ulaz p umjesto GᵀP.", "The input p is returned instead of GᵀP.");

    private static Mistake GradientsSwapped => new("gradients-swapped", "Gradijenti po W i po b su zamijenjeni.", "The gradients by W and by b are swapped.");

    private static Mistake SummedOverOutputs => new(
        "summed-over-wrong-axis", "Zbrojeno je po izlazima, a treba po uzorcima (axis=0).", "This sums over the outputs; it should over the samples (axis=0).");

    private static Mistake SummedOverEverything => new(
        "summed-over-everything", "Zbrojeno je sve; zbraja se samo po uzorcima (axis=0).", "Everything is summed; only the samples are to be (axis=0).");

    private static Mistake OnesInsteadOfGradient => new(
        "ones-instead-of-gradient", "Vraćena je derivacija 1, bez gradijenta koji dolazi s izlaza.", "The derivative 1 is returned without the gradient that comes from the output.");

    private static bool Square(TrialContext c) => c.Inputs == c.Outputs && c.Inputs > 1;

    private static bool Matrix(NumericArray array) => array.Shape.Count == 2;

    private static NumericArray Zeros(NumericArray array) => array.Map(_ => 0);

    private static NumericArray Negative(NumericArray array) => array.Map(x => -x);

    private static NumericArray? Divided(NumericArray array, int samples) => samples > 1 ? array.Map(x => x / samples) : null;

    private static NumericArray? Accumulated(TrialContext c, Func<(NumericArray P, NumericArray G), NumericArray> gradient)
    {
        var parts = c.EarlierCalls.Append((c.P, c.G!)).Select(gradient).ToArray();
        if (parts.Length == 1 || parts.Any(part => !part.HasShape(parts[0].Shape))) return null;
        return parts.Aggregate((sum, part) => new(sum.Shape, [.. sum.Data.Zip(part.Data, (x, y) => x + y)]));
    }

    private static NumericArray? Outer(TrialContext c)
    {
        var rows = Enumerable.Range(0, c.Samples).Select(row => WeightsGradient(Row(c.G!, row), Row(c.P, row)));
        return c.Samples <= MostOuterProducts ? NumericArray.Stack([.. rows]) : null;
    }

    private static NumericArray OfRow(TrialContext c, int row) => WeightsGradient(Row(c.G!, row), Row(c.P, row));

    private static NumericArray Row(NumericArray array, int row)
    {
        var columns = array.Shape[^1];
        return new([1, columns], array.Data[(row * columns)..((row + 1) * columns)]);
    }

    private static NumericArray? RowSums(TrialContext c) => new([c.Samples], [.. Enumerable.Range(0, c.Samples).Select(row => Row(c.G!, row).Data.Sum())]);
}
