using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.ContrastiveEmbedding;

/// <summary>The mistakes that students make with a contrastive loss, each with its value as a function of what it goes wrong with.</summary>
internal static class ContrastiveMistakes
{
    public static readonly Mistake BiasLeftOut = new(
        "bias-left-out", "Pomak b nije pribrojen.", "The bias b isn't added.");

    public static readonly Mistake BiasSubtracted = new(
        "bias-sign", "Pomak b oduzet je umjesto pribrojen.", "The bias b is subtracted instead of added.");

    public static readonly Mistake KernelFlipped = new(
        "kernel-flipped", "Jezgra je zrcaljena: sloj računa unakrsnu korelaciju, a ne pravu konvoluciju (osim ako je tako napisano pod a).",
        "The kernel is flipped: the layer computes a cross-correlation, not a true convolution (unless part a says so).");

    public static readonly Mistake ZeroPadding = new(
        "zero-padding", "Signal je nadopunjen nulama, a sloj je bez nadopunjavanja.", "The signal is padded with zeros; the layer has no padding.");

    public static readonly Mistake WrongStride = new(
        "wrong-stride", "Prozor se pomiče pogrešnim korakom.", "The window moves by the wrong stride.");

    public static readonly Mistake KernelOfOnes = new(
        "kernel-of-ones", "Prozor je samo zbrojen, bez množenja težinama jezgre.", "The window is only summed, without the kernel's weights.");

    public static readonly Mistake KernelRounded = new(
        "kernel-rounded", "Težine jezgre zaokružene su na dvije decimale prije računanja.", "The kernel's weights were rounded to two decimals before computing.");

    public static readonly Mistake SquareMissing = new(
        "square-missing", "Nedostaje kvadrat: traži se kvadratni gubitak.", "The square is missing: the quadratic loss is asked for.");

    public static readonly Mistake MeanInsteadOfSum = new(
        "mean-instead-of-sum", "Uzet je prosjek umjesto zbroja po komponentama.", "The mean over the components is taken instead of the sum.");

    public static readonly Mistake L1Distance = new(
        "l1-distance", "Zbrojene su apsolutne razlike umjesto kvadrata.", "Absolute differences are summed instead of squares.");

    public static readonly Mistake SumThenSquare = new(
        "sum-then-square", "Razlike su prvo zbrojene, a tek onda kvadrirane.", "The differences are summed first and squared afterwards.");

    public static readonly Mistake HalfConvention = new(
        "half-convention", "Gubitak je pomnožen s ½, a formula pod a) to ne navodi.", "The loss is multiplied by ½, which the formula in part a doesn't say.");

    public static readonly Mistake NegativePair = new(
        "negative-pair-loss", "Ovo je gubitak udaljenog negativnog para; podaci su pozitivan par.", "This is the loss of a distant negative pair; the data are a positive pair.");

    public static readonly Mistake FactorTwoMissing = new(
        "factor-two-missing", "Nedostaje faktor 2 iz derivacije kvadrata (ili su doprinosi grana uprosječeni).",
        "The factor 2 from the derivative of the square is missing (or the branches are averaged).");

    public static readonly Mistake SignFlipped = new(
        "sign-flipped", "Predznak je obrnut.", "The sign is flipped.");

    public static readonly Mistake FirstBranchOnly = new(
        "first-branch-only", "Uračunata je samo prva grana; parametri su zajednički objema.", "Only the first branch is counted; both share the parameters.");

    public static readonly Mistake SecondBranchOnly = new(
        "second-branch-only", "Uračunata je samo druga grana; parametri su zajednički objema.", "Only the second branch is counted; both share the parameters.");

    public static readonly Mistake BranchesSubtracted = new(
        "branches-subtracted", "Doprinosi grana su oduzeti (ili su zbrojene apsolutne vrijednosti), a treba ih zbrojiti s predznakom.",
        "The branches' contributions are subtracted (or their magnitudes added); they should be added with their signs.");

    public static readonly Mistake FirstWindowOnly = new(
        "first-window-only", "Uzet je samo prvi prozor; gradijent zbraja po svim položajima jezgre.", "Only the first window is used; the gradient sums over all positions of the kernel.");

    public static readonly Mistake NoSliding = new(
        "no-sliding", "Svaka težina pomnožena je zbrojem cijelog signala, a jezgra klizi po njemu.", "Every weight gets the sum of the whole signal, although the kernel slides over it.");

    public static readonly Mistake HingeMissing = new(
        "hinge-missing", "Nedostaje max(0, ·): par dalji od margine ne smije imati gubitak.", "max(0, ·) is missing: a pair farther apart than the margin has no loss.");

    public static readonly Mistake HingeReversed = new(
        "hinge-reversed", "Predznak pod max(0, ·) je obrnut: kažnjava se udaljenost manja od margine.", "The sign under max(0, ·) is reversed: a distance below the margin is penalized.");

    public static readonly Mistake SquaredDistanceInHinge = new(
        "squared-distance-in-hinge", "Od margine je oduzet kvadrat udaljenosti umjesto udaljenosti.", "The squared distance is subtracted from the margin instead of the distance.");

    public static readonly Mistake MinInsteadOfMax = new(
        "min-instead-of-max", "Umjesto max(0, ·) napisan je min(0, ·).", "min(0, ·) is written instead of max(0, ·).");

    public static readonly Mistake PositiveForNegative = new(
        "positive-for-negative", "Ovo je gubitak pozitivnog para.", "This is the loss of a positive pair.");

    public static readonly Mistake NegativeForPositive = new(
        "negative-for-positive", "Ovo je gubitak negativnog para.", "This is the loss of a negative pair.");

    /// <summary>Embeddings of a signal.</summary>
    public static IEnumerable<(Mistake Mistake, double[] Value)> OfEmbedding(ContrastiveEmbeddingParameters q, double[] x)
    {
        var (w, b, s) = (q.Kernel, q.Bias, q.Stride);
        yield return (BiasLeftOut, Signal.Correlate(x, w, 0, s));
        yield return (BiasSubtracted, Signal.Correlate(x, w, -b, s));
        yield return (KernelFlipped, Signal.Correlate(x, Signal.Reversed(w), b, s));
        yield return (ZeroPadding, Signal.Correlate(Signal.Padded(x, w.Length), w, b, s));
        for (var stride = 1; stride <= 3; stride++)
            if (stride != s) yield return (WrongStride, Signal.Correlate(x, w, b, stride));
        yield return (KernelOfOnes, Signal.Correlate(x, [.. w.Select(_ => 1.0)], b, s));
        yield return (KernelRounded, Signal.Correlate(x, [.. w.Select(weight => Math.Round(weight, 2))], b, s));
    }

    /// <summary>Losses of two embeddings, and the derivatives by the first that belong to them (∂L/∂f2 is minus that).</summary>
    public static readonly (Mistake Mistake, Func<double[], double[], double> Loss, Func<double[], double[], double[]> Gradient)[] OfLoss =
    [
        (HalfConvention, (f, h) => Signal.Difference(f, h).Sum(d => d * d) / 2, Signal.Difference),
        (SquareMissing, (f, h) => Signal.Norm(Signal.Difference(f, h)), (f, h) => Signal.Scaled(Signal.Difference(f, h), 1 / Signal.Norm(Signal.Difference(f, h)))),
        (MeanInsteadOfSum, (f, h) => Signal.Difference(f, h).Average(d => d * d), (f, h) => Signal.Scaled(Signal.Difference(f, h), 2.0 / f.Length)),
        (L1Distance, (f, h) => Signal.Difference(f, h).Sum(Math.Abs), (f, h) => [.. Signal.Difference(f, h).Select(d => (double)Math.Sign(d))]),
        (SumThenSquare, (f, h) => Math.Pow(Signal.Difference(f, h).Sum(), 2), (f, h) => [.. f.Select(_ => 2 * Signal.Difference(f, h).Sum())]),
    ];
}
