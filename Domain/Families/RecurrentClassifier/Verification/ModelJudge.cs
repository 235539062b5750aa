using System.Text.Json.Nodes;
using GradingService.Domain.Answers;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>Judges a recurrent model that a student designs: credit, the mistake's name, and evidence that the student can check.</summary>
/// <remarks>
/// Right for all lengths, or undecided without a counterexample: all. Wrong, but right after one change: the share of that mistake. Else half of
/// what balanced accuracy over lengths 1 to 8 exceeds a constant answer's by.
/// </remarks>
internal sealed class ModelJudge(Specification specification, TimeSpan time)
{
    private const int LongestCounted = 8;
    private const int LongestListed = 100;
    private const int MostStatesShown = 24;
    private const int LongestTraced = 100_000;

    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(100);

    /// <summary>Models that take long are examined on few threads at a time, so that many of them don't keep other submissions waiting.</summary>
    private static readonly SemaphoreSlim Places = new(Math.Max(1, Environment.ProcessorCount - 1));

    /// <remarks>Most models are examined in a few milliseconds, at once; only those that take longer wait for a place, and begin again there.</remarks>
    public async ValueTask<Judgement> Judge(RecurrentModel model, CancellationToken cancellation)
    {
        if (!model.Fits(specification.Bits)) return Misfit(model);
        var brief = new SearchMeter(time < Brief ? time : Brief, cancellation);
        var judgement = Examine(model, brief);
        if (!brief.RanOutOfTime) return judgement;
        await Places.WaitAsync(cancellation);
        try
        {
            return Examine(model, new SearchMeter(time, cancellation));
        }
        finally
        {
            Places.Release();
        }
    }

    private Judgement Examine(RecurrentModel model, SearchMeter meter)
    {
        var verdict = ModelVerifier.Verify(model, specification, meter);
        return verdict.Status switch
        {
            VerdictStatus.Proved => new Judgement(Rational.One)
            {
                Message = new("Model je točan za nizove svake duljine; to je dokazano.", "The model is right for sequences of every length; this is proved."),
                Evidence = Evidence(("status", "proved"), ("certificate", verdict.Certificate), ("reason", Text(verdict.Reason!))),
            },
            VerdictStatus.Undecided => Undecided(verdict),
            _ => Refuted(model, verdict, meter),
        };
    }

    private static Judgement Undecided(ModelVerdict verdict)
    {
        var message = new LocalizedText(
            Problems.Invariant($"Nijedan niz do duljine {verdict.CheckedLength} nije protuprimjer, ali ni dokaz za sve duljine nije nađen."),
            Problems.Invariant($"No sequence up to length {verdict.CheckedLength} is a counterexample, but no proof for all lengths was found either."));
        return new Judgement(Rational.One)
        {
            Message = message,
            Warnings = [new Warning("model-unproved", message)],
            Evidence = Evidence(("status", "undecided"), ("checkedLength", verdict.CheckedLength), ("reason", Text(verdict.Reason!))),
        };
    }

    private Judgement Refuted(RecurrentModel model, ModelVerdict verdict, SearchMeter meter)
    {
        var sequence = verdict.Counterexample!;
        var right = specification.ClassOf(sequence.Runs);
        var @class = 1 - right;
        var evidence = Evidence(("status", "refuted"), (sequence.Count <= LongestListed ? "counterexample" : "counterexampleRuns", Listed(sequence)), ("length", sequence.Count));
        var details = evidence.Details;
        details["isShortest"] = verdict.IsShortest;
        if (!verdict.IsShortest) details["checkedLength"] = verdict.CheckedLength;
        details["modelSays"] = @class;
        details["right"] = right;
        var states = sequence.Count <= LongestTraced ? ModelVerifier.Run(model, specification, sequence).States : [];
        if (states.Count > 0 && states.All(state => state.All(double.IsFinite)))
            details[states.Count <= MostStatesShown ? "states" : "lastStates"] =
                new JsonArray([.. states.TakeLast(MostStatesShown).Select(state => (JsonNode)new JsonArray([.. state.Select(x => (JsonNode)x)]))]);
        if (verdict.TieWithinRounding is { } tie) details["tieWithinRounding"] = Listed(tie);

        var named = ModelRepairs.Of(model, specification)
            .Where(repair => ModelVerifier.IsProved(repair.Repaired, specification, meter))
            .Select(repair => repair.Mistake).FirstOrDefault();
        var credit = named?.Credit ?? CreditByAccuracy(model, meter);
        var said = new LocalizedText(
            Problems.Invariant($"Za niz {Short(sequence)} model daje razred {@class}, a točno je {right}."),
            Problems.Invariant($"For the sequence {Short(sequence)} the model gives class {@class}; {right} is right."));
        return new Judgement(credit)
        {
            Mistake = named?.Code ?? "counterexample",
            Message = named is null ? said : new($"{said.Hr} {named.Message.Hr}", $"{said.En} {named.Message.En}"),
            Evidence = evidence,
            Warnings = verdict.TieWithinRounding is null ? null : [new Warning("tie-within-rounding", new(
                "Za jedan je niz zbroj na izlazu jednak pragu unutar zaokruživanja, pa se smatra jednakim.",
                "For one sequence the score equals the threshold within rounding, and is taken for equal."))],
        };
    }

    /// <summary>½·max(0, 2·balanced accuracy − 1), every length with the same weight.</summary>
    private Rational CreditByAccuracy(RecurrentModel model, SearchMeter meter)
    {
        var balanced = ModelVerifier.Accuracies(model, specification, LongestCounted, meter);
        if (balanced.Count == 0) return Rational.Zero;
        var mean = balanced.Aggregate(Rational.Zero, (sum, length) => sum + length.Balanced) / balanced.Count;
        return Rational.Max(Rational.Zero, 2 * mean - 1) / 2;
    }

    private Judgement Misfit(RecurrentModel model)
    {
        var (n, outputs) = (model.HiddenSize, model.Output == OutputActivation.Softmax ? 2 : 1);
        return new Judgement(Rational.Zero)
        {
            Mistake = "sizes-do-not-fit",
            Message = new(
                Problems.Invariant($"Veličine se ne slažu: očekuju se Wxh {n}×{specification.Bits}, Whh {n}×{n}, bh i h0 duljine {n}, Why {outputs}×{n} i bo duljine {outputs}."),
                Problems.Invariant($"The sizes don't fit: Wxh {n}×{specification.Bits}, Whh {n}×{n}, bh and h0 of length {n}, Why {outputs}×{n} and bo of length {outputs} are expected.")),
        };
    }

    private static string Short(WordRuns sequence) => sequence.Count <= 12
        ? string.Join(", ", sequence)
        : string.Join(", ", sequence.Runs.Take(6).Select(run => Problems.Invariant($"{run.Word} (×{run.Times})"))) + (sequence.Runs.Count > 6 ? ", …" : "");

    private static JsonArray Listed(WordRuns sequence) => sequence.Count <= LongestListed
        ? new JsonArray([.. sequence.Select(word => (JsonNode)word)])
        : new JsonArray([.. sequence.Runs.Take(LongestListed).Select(run => (JsonNode)new JsonObject { ["word"] = run.Word, ["times"] = run.Times })]);

    private static Evidence Evidence(params (string Name, JsonNode? Value)[] details) =>
        new("recurrent-verification") { Details = new JsonObject(details.Select(detail => KeyValuePair.Create(detail.Name, detail.Value))) };

    private static JsonObject Text(LocalizedText text) => new() { ["hr"] = text.Hr, ["en"] = text.En };
}
