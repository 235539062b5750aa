using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>Judges a student's layer by what it gives: forward 30 %, the gradient by the input 25 %, by W 25 %, by b 20 %.</summary>
/// <remarks>
/// A behaviour is right when each of its trials is: batches of many sizes, square and other weights, the same object again and again, two objects at once,
/// float32, integers, other memory layouts, huge and tiny numbers. Inputs are drawn anew for every source from a secret of this process, so that nobody can
/// know them beforehand and the same source is still judged alike. Of a run that was cut off what was seen counts.
/// </remarks>
/// <param name="runner">Where the layer runs.</param>
/// <param name="seed">Draws the inputs; by default from the source and a secret.</param>
public sealed class LayerJudge(ILayerRunner runner, int? seed = null)
{
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);

    /// <summary>Runs a source and judges it; pending where nothing can be run now.</summary>
    public async ValueTask<Judgement> Judge(string source, CancellationToken cancellation)
    {
        var plan = TrialPlan.Of(seed ?? SeedOf(source));
        var run = await runner.Run(source, plan.Trials, cancellation);
        return run is null ? Judgement.Pending : Judge(plan, run);
    }

    private static int SeedOf(string source) => BinaryPrimitives.ReadInt32LittleEndian(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(source)));

    private static Judgement Judge(TrialPlan plan, LayerRun run)
    {
        if (run.Source is not { } source) return Refused(LayerFault.Of(run.Ending), null);
        if (source.Stage != SourceStage.Ready) return Refused(LayerFault.Of(source, run.Ending), LayerEvidence.Of(source)) with { Warnings = LayerWarnings.Of(source, []) };

        var examination = new LayerExamination(plan.Trials, run);
        var findings = plan.Expectations.Select(examination.Find).ToArray();
        var counted = Counted(findings);
        var right = Behaviours.All.ToDictionary(behaviour => behaviour, behaviour => counted[behaviour].All(finding => finding.Kind == FindingKind.Right));
        var judgement = new Judgement(right.Where(pair => pair.Value).Aggregate(Rational.Zero, (sum, pair) => sum + pair.Key.Share()))
        {
            Warnings = LayerWarnings.Of(source, Warnings(findings, right)),
        };
        if (judgement.Credit == Rational.One) return judgement;

        var faults = Behaviours.All.Where(behaviour => !right[behaviour]).Select(Explain).ToArray();
        return judgement with { Mistake = faults[0].Mistake.Code, Message = LayerMessage.Of(faults, right), Evidence = LayerEvidence.Of(faults[0].Shown, right) };

        LayerBehaviourFault Explain(Behaviour failing)
        {
            var failures = counted[failing].Where(finding => finding.Kind != FindingKind.Right).ToArray();
            var (mistake, shown) = source.Methods.Contains(failing.Method().Name())
                ? LayerDiagnosis.Explain(failing, [.. counted[failing]], failures, run.Ending)
                : (LayerFault.MethodMissing(failing.Method()), failures[0]);
            return new LayerBehaviourFault(failing, mistake, shown);
        }
    }

    private static Judgement Refused(Mistake mistake, Evidence? evidence) =>
        new(Rational.Zero) { Mistake = mistake.Code, Message = mistake.Message, Evidence = evidence };

    /// <summary>
    /// What counts for each behaviour: the calls of its own method in the trials about it, and other calls there which go wrong although they are right by themselves.
    /// </summary>
    private static ILookup<Behaviour, Finding> Counted(Finding[] findings)
    {
        var counting = findings.Where(Counts).ToLookup(finding => finding.Expectation.Method == finding.Expectation.Examined);
        var own = counting[true].ToLookup(finding => finding.Expectation.Behaviour);
        var spoilt = from finding in counting[false]
                     where finding.Kind == FindingKind.WrongNumbers && own[finding.Expectation.Behaviour].All(alone => alone.Kind == FindingKind.Right)
                     from behaviour in Behaviours.Of(finding.Expectation.Examined)
                     select (Behaviour: behaviour, Finding: finding with { Kind = FindingKind.ParametersChanged });
        return counting[true].Select(finding => (finding.Expectation.Behaviour, Finding: finding)).Concat(spoilt).ToLookup(pair => pair.Behaviour, pair => pair.Finding);
    }

    /// <summary>Whether a finding costs credit when it isn't right.</summary>
    private static bool Counts(Finding finding) => finding.Expectation switch
    {
        { Warning: null } => true,
        { OnlyExceptionsWarn: true } => finding.HasResult,
        _ => false,
    };

    private static IEnumerable<string> Warnings(IEnumerable<Finding> findings, Dictionary<Behaviour, bool> right) =>
        from finding in findings
        where finding.Expectation.Warning is not null && right[finding.Expectation.Behaviour]
            && finding.Kind is not (FindingKind.Right or FindingKind.Unseen or FindingKind.NotTried)
            && (finding.Expectation.Warning != LayerWarnings.Slow || finding.Kind == FindingKind.TimedOut)
        select finding.Expectation.Warning;
}
