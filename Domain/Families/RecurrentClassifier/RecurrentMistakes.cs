using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>What goes wrong when a recurrent model is counted or run by hand, each as a change of the model.</summary>
internal static class RecurrentMistakes
{
    public static readonly Mistake OutputBiasNotCounted = new(
        "output-bias-not-counted", "Pomak izlaznog sloja nije ubrojen (ili je ulaz uzet kao skalar).", "The output layer's bias isn't counted (or the input was taken as a scalar).");

    public static readonly Mistake BiasesNotCounted = new(
        "biases-not-counted", "Pomaci nisu ubrojeni (ili nedostaje izlazni sloj).", "The biases aren't counted (or the output layer is missing).");

    public static readonly Mistake InitialStateCounted = new(
        "initial-state-counted", "Ubrojeno je početno stanje (ili drugi pomak ćelije) koje model ne navodi kao parametar.",
        "The initial state (or a second bias of the cell) is counted although the model doesn't declare it as a parameter.");

    public static readonly Mistake UndeclaredBiasCounted = new(
        "undeclared-bias-counted", "Ubrojen je pomak koji Vaš model nema: pomak koji nije naveden nije parametar.",
        "A bias is counted that your model doesn't have: one that isn't given is no parameter.");

    public static readonly Mistake CountedForEveryStep = new(
        "counted-for-every-step", "Parametri su pomnoženi duljinom niza, a ćelija u svakom koraku dijeli iste parametre.",
        "The parameters are multiplied by the length of the sequence; the cell shares them over all steps.");

    public static readonly Mistake CellCountedForEveryStep = new(
        "weights-not-shared", "Parametri ćelije pomnoženi su duljinom niza; ćelija ih dijeli kroz korake.",
        "The cell's parameters are multiplied by the length of the sequence; the cell shares them over all steps.");

    public static readonly Mistake RecurrenceLeftOut = new(
        "recurrence-left-out", "Prethodno stanje nije uključeno u novo stanje.", "The state before isn't part of the new state.");

    public static readonly Mistake CellBiasLeftOut = new(
        "cell-bias-left-out", "Pomak ćelije nije pribrojen.", "The cell's bias isn't added.");

    public static readonly Mistake BitsSwapped = new(
        "bits-swapped", "Bitovi ulaza čitani su obrnutim redom.", "The bits of the input are read in the opposite order.");

    public static readonly Mistake InitialStateOne = new(
        "initial-state-one", "Računanje kreće od stanja jedan umjesto od zadanog početnog stanja.", "The run starts from a state of ones instead of the model's initial state.");

    public static readonly Mistake SignFlipped = new(
        "sign-flipped", "Predznak stanja je obrnut.", "The state's sign is flipped.");

    public static readonly Mistake TanhApplied = new(
        "tanh-applied", "Na stanje je primijenjen tanh kojeg u modelu nema.", "tanh is applied to the state, which the model doesn't do.");

    public static readonly Mistake ReluApplied = new(
        "relu-applied", "Na stanje je primijenjen ReLU kojeg u modelu nema.", "ReLU is applied to the state, which the model doesn't do.");

    public static readonly Mistake SigmoidApplied = new(
        "sigmoid-applied", "Na stanje je primijenjena sigmoida koje u modelu nema.", "A sigmoid is applied to the state, which the model doesn't do.");

    public static readonly Mistake OutputActivationLeftOut = new(
        "output-activation-left-out", "Na izlaz nije primijenjena izlazna aktivacija.", "The output's activation isn't applied.");

    public static readonly Mistake ClassReversed = new(
        "class-reversed", "Kriterij je primijenjen obrnuto.", "The criterion is applied the wrong way round.");

    /// <summary>Mistakes of the states: the mistake and the model that the student ran instead.</summary>
    public static readonly (Mistake Mistake, Func<RecurrentModel, RecurrentModel> Ran)[] OfStates =
    [
        (RecurrenceLeftOut, m => m with { Whh = [.. m.Whh.Select(row => new Rational[row.Length])] }),
        (CellBiasLeftOut, m => m with { Bh = null, Bh2 = null }),
        (BitsSwapped, m => m with { BitOrder = m.BitOrder == BitOrder.Msb ? BitOrder.Lsb : BitOrder.Msb }),
        (InitialStateOne, m => m with { H0 = [.. Enumerable.Repeat(Rational.One, m.HiddenSize)] }),
        (SignFlipped, m => m with
        {
            Wxh = [.. m.Wxh.Select(Negated)], Bh = m.Bh is { } bh ? Negated(bh) : null, Bh2 = m.Bh2 is { } bh2 ? Negated(bh2) : null,
        }),
        (TanhApplied, m => m with { Activation = CellActivation.Tanh }),
        (ReluApplied, m => m with { Activation = CellActivation.Relu }),
        (SigmoidApplied, m => m with { Activation = CellActivation.Sigmoid }),
    ];

    private static Rational[] Negated(Rational[] vector) => [.. vector.Select(x => -x)];
}
