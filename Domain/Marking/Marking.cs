using System.Numerics;
using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>One marking of one answer sheet: each step in order, first that applies (equal, follows, partly right or a known mistake, wrong).</summary>
internal sealed class Marking(MarkScheme scheme, AnswerSheet sheet, object?[] targets, IReadOnlyDictionary<int, Judgement>? judgements)
{
    /// <summary>Own values may be mixed with references in up to 2^this ways.</summary>
    private const int MostMixed = 4;

    private readonly object?[] _own = new object?[targets.Length];
    private readonly StepMark[] _marks = new StepMark[targets.Length];
    private readonly bool[]? _followsWrongDesign = judgements is null ? null : new bool[targets.Length];
    private readonly Values _targets = new(targets);

    public Marks Marks()
    {
        foreach (var step in scheme.Steps)
        {
            if (_followsWrongDesign is not null) _followsWrongDesign[step.Index] = FollowsWrongDesign(step, _followsWrongDesign);
            if (step.IsWorking || sheet[step.Index].Answer is not { } answer) continue;
            _marks[step.Index] = judgements?.TryGetValue(step.Index, out var judgement) == true ? StepMark.Of(judgement) : Mark(step, answer);
            if (step is IDerivedStep derived && !(derived.OnlyRecognisedIsFollowed && _marks[step.Index].IsUnrecognised))
                _own[step.Index] = Differing(step, answer);
        }
        var naming = Array.Exists(_marks, mark => mark.Mistakes is { Count: > 0 })
            ? new Naming(scheme, sheet, _marks, () => Mixed([], uint.MaxValue).Values)
            : null;
        return new ItemMarks(sheet, _marks, naming).Of(scheme);
    }

    private bool FollowsWrongDesign(Step step, bool[] follows) => Array.Exists(step.DependsOn, i => follows[i] || IsWrongDesign(_marks[i]));

    /// <summary>The student's value where it differs from the target and something may follow from it.</summary>
    private object? Differing(Step step, Answer answer)
    {
        var target = targets[step.Index]!;
        return step.Own(answer, target) is { } own && !step.Same(own, target) ? own : null;
    }

    private StepMark Mark(Step step, Answer answer)
    {
        var derived = (IDerivedStep)step;
        var target = derived.Compare(answer, targets[step.Index]!);
        var fromDesign = targets[step.Index] != scheme.ReferenceOf(step) && !step.Same(targets[step.Index]!, scheme.ReferenceOf(step));
        if (target.IsEqual || IsAccepted(derived, answer, _targets))
            return fromDesign && _followsWrongDesign![step.Index]
                ? new StepMark(Verdict.FollowThrough, scheme.FollowThroughCredit)
                : new StepMark(Verdict.Correct, Rational.One);

        var (credit, best) = (target.Fraction, target);
        List<(Values Values, object? Following)>? mixtures = null;
        foreach (var (values, slots, reads) in OwnValues(step))
        {
            var following = derived.Derive(values);
            (mixtures ??= []).Add((values, following));
            if (following is not null && step.Vanishes(following, targets[step.Index]!)) continue;
            Comparison? followed = following is not null ? derived.Compare(answer, following) : null;
            if (followed is { IsEqual: true } || IsAccepted(derived, answer, values))
                return new StepMark(Verdict.FollowThrough, CreditFrom(slots, reads));
            if (followed is not { } part || part.Fraction.IsZero) continue;
            var earned = part.Fraction * CreditFrom(slots, reads);
            if (earned > credit) (credit, best) = (earned, part);
        }

        var mistakes = MistakesIn(step, derived, answer, fromDesign, mixtures ?? []);
        foreach (var mistake in mistakes) credit = Rational.Max(credit, mistake.Credit);
        return new StepMark(credit.IsZero ? Verdict.Incorrect : Verdict.Partial, credit)
        {
            Mistakes = mistakes,
            WrongEntries = best.WrongEntries,
            Remark = best.Remark,
        };
    }

    private static bool IsWrongDesign(StepMark mark) => mark.IsJudged && mark.Credit != Rational.One;

    private static bool IsAccepted(IDerivedStep step, Answer answer, Values values)
    {
        for (var i = 0; i < step.AcceptedCount; i++)
            if (step.Accepted(i, values) is { } accepted && step.Compare(answer, accepted).IsEqual) return true;
        return false;
    }

    /// <summary>What follows from values that are themselves right (rounded, or by another convention) costs nothing.</summary>
    private Rational CreditFrom(object?[] slots, bool[] reads)
    {
        for (var i = 0; i < reads.Length; i++)
            if (reads[i] && _own[i] is { } own && ReferenceEquals(slots[i], own) && _marks[i].Credit != Rational.One) return scheme.FollowThroughCredit;
        return Rational.One;
    }

    private List<Mistake> MistakesIn(Step step, IDerivedStep derived, Answer answer, bool fromDesign, List<(Values Values, object? Following)> mixtures)
    {
        var found = new List<Mistake>();
        var offered = fromDesign ? MarkScheme.OfferedMistakes(step, _targets) : scheme.MistakesOver[step.Index];
        foreach (var (mistake, value) in offered)
            if (!found.Contains(mistake) && derived.Compare(answer, value).IsEqual) found.Add(mistake);
        foreach (var (values, follows) in mixtures)
        {
            // Zeros that follow from a wrong value earn nothing, but are no mistake of their own.
            if (follows is { } following && derived.Compare(answer, following).IsEqual) return [];
            for (var i = 0; i < derived.Mistakes.Count; i++)
                if (derived.Mistaken(i, values) is { } value && !found.Contains(derived.Mistakes[i]) && derived.Compare(answer, value).IsEqual)
                    found.Add(derived.Mistakes[i]);
        }
        return found;
    }

    /// <summary>
    /// The values a student may have computed a step from: all own values that differ, then those with some of them replaced by the reference,
    /// as by someone who wrote a formula down and computed with the right one. Empty where no given earlier value differs.
    /// </summary>
    private IEnumerable<(Values Values, object?[] Slots, bool[] Reads)> OwnValues(Step step)
    {
        if (Array.TrueForAll(_own, own => own is null)) yield break;
        var differing = step.DependsOn.Where(i => _own[i] is not null).ToArray();
        if (differing.Length is 0 or > MostMixed)
        {
            yield return Mixed(differing, uint.MaxValue);
            yield break;
        }
        var all = (1u << differing.Length) - 1;
        for (var count = differing.Length; count > 0; count--)
            for (var mask = all; mask > 0; mask--)
                if (BitOperations.PopCount(mask) == count) yield return Mixed(differing, mask);
    }

    private (Values Values, object?[] Slots, bool[] Reads) Mixed(int[] differing, uint mask)
    {
        // Own values that the reference's own path doesn't read are there too: over other values a step may branch and read them.
        var slots = new object?[targets.Length];
        foreach (var step in scheme.Steps)
            if (!step.IsWorking) slots[step.Index] = _own[step.Index] ?? targets[step.Index];
        for (var i = 0; i < differing.Length && i < 32; i++)
            if ((mask >> i & 1) == 0) slots[differing[i]] = targets[differing[i]];
        var reads = new bool[targets.Length];
        return (new Values(slots, reads), slots, reads);
    }
}
