using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>Names what is wrong with one behaviour, from the results of all its calls.</summary>
internal static class LayerDiagnosis
{
    private const double SameNumbers = 1e-9;

    /// <summary>The mistake that explains the failures, and the first call in which it shows.</summary>
    /// <param name="findings">All findings of the behaviour that count.</param>
    /// <param name="failures">Those that aren't right; at least one.</param>
    public static (Mistake Mistake, Finding Shown) Explain(
        Behaviour behaviour, IReadOnlyList<Finding> findings, IReadOnlyList<Finding> failures, RunEnding ending)
    {
        var gravest = failures.FirstOrDefault(finding => finding.Kind is FindingKind.TimedOut) ?? failures[0];
        if (gravest.Kind == FindingKind.TimedOut) return (LayerFault.Of(gravest, ending), gravest);
        var results = failures.Where(finding => finding.HasResult).ToArray();
        foreach (var known in LayerMistakes.All)
            if (known.Behaviour == behaviour && results.Length > 0 && Array.TrueForAll(results, finding => Gives(known, finding)))
                return (known.Mistake, results[0]);
        return (Limits(findings, failures) ?? LayerFault.Of(gravest, ending), gravest);
    }

    private static bool Gives(LayerMistake mistake, Finding finding) =>
        finding.Actual is { } actual && finding.Kind is FindingKind.WrongNumbers or FindingKind.WrongShape or FindingKind.Rough
        && mistake.Values(finding.Expectation.Context).Any(value => value is not null && SameShape(mistake.Behaviour, finding.Actual!, value)
            && Agreement.Alike(finding.Actual!.Reshaped(value.Shape), value, finding.Expectation.Context.IsRough ? Agreement.OfSingles : SameNumbers));

    private static bool SameShape(Behaviour behaviour, NumericArray actual, NumericArray value) =>
        actual.HasShape(value.Shape) || (behaviour == Behaviour.BiasGradient && ReturnedGradients.IsBias(actual, value.Size) && value.Shape.Count == 1);

    /// <summary>What the layers and batches have in common for which it works.</summary>
    private static Mistake? Limits(IReadOnlyList<Finding> findings, IReadOnlyList<Finding> failures)
    {
        var passed = findings
            .Where(finding => finding.Kind == FindingKind.Right && Array.Exists(finding.Expectation.Context.Right(finding.Expectation.Behaviour).Data, x => x != 0))
            .Select(finding => finding.Expectation.Context).ToArray();
        var failed = failures.Select(finding => finding.Expectation.Context).ToArray();
        if (passed.Length == 0) return null;
        var samples = passed.Select(context => context.Samples).Distinct().ToArray();
        if (samples.Length == 1 && failed.All(context => context.Samples != samples[0]))
            return samples[0] == 1
                ? new("only-one-sample", "Radi samo za grupu od jednog uzorka.", "It works for a batch of one sample only.")
                : FixedBatch;
        if (passed.All(context => context.Samples == context.FirstSamples) && failed.All(context => context.Samples != context.FirstSamples)) return FixedBatch;
        if (passed.All(context => context.Inputs == context.Outputs) && failed.All(context => context.Inputs != context.Outputs))
            return new("only-square-weights", "Radi samo za kvadratnu matricu W.", "It works for a square W only.");
        if (samples.Max() < failed.Min(context => context.Samples))
            return new("fails-for-large-batches", "Ne radi za veće grupe.", "It doesn't work for larger batches.");
        return null;
    }

    private static Mistake FixedBatch => new(
        "fixed-batch-size", "Radi samo za jednu veličinu grupe; sloj mora primati grupe bilo koje veličine.",
        "It works for one batch size only; the layer must take batches of any size.");
}
