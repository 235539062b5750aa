using GradingService.Domain.Answers;
using GradingService.Domain.Families.RecurrentClassifier.Verification.Certificates;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>Decides whether a recurrent model has a property right for all sequences of every length, within bounded time and memory.</summary>
/// <remarks>
/// Piecewise linear cells run in exact fractions; tanh and sigmoid in doubles that know their rounding error. Each search has a bound on its work, so
/// that a verdict doesn't depend on how busy the machine is; the time is the last resort.
/// </remarks>
public static class ModelVerifier
{
    private const long WorkAtFirstSight = 400_000;
    private const int LengthAtFirstSight = 4;
    private const long WorkOfOneSearch = 6_000_000;
    private const long WorkOfProofs = 2_000_000;
    private const int LongestChecked = 400;
    private const int LongestRun = 1 << 17;
    private const int MostNumbersKept = 400_000;
    private const int MostOfAKind = 4;
    private const int MostBitsInProofs = 4096;
    private const int ShortestExamined = 8;
    private const int MostStatesOfProof = 5_000;

    /// <param name="time">How long it may take before the verdict is left undecided.</param>
    /// <exception cref="ArgumentException">The sizes of the model's matrices don't fit.</exception>
    public static ModelVerdict Verify(RecurrentModel model, Specification specification, TimeSpan time, CancellationToken cancellation = default) =>
        Verify(model, specification, new SearchMeter(time, cancellation));

    internal static ModelVerdict Verify(RecurrentModel model, Specification specification, SearchMeter meter)
    {
        var form = NormalForm.Of(ObservablePart.Of(model), specification);
        if (!form.IsPiecewiseLinear) return Examined(form, new FloatingCell(form), meter);
        var sight = AtFirstSight(form, meter);
        var seen = sight.Counterexample is { } wrong ? Refuted(form, wrong, sight, isShortest: !sight.HasDoubt) : null;
        if (seen is { IsShortest: true }) return seen;
        var verdict = Examined(form, meter);
        if (verdict.Status != VerdictStatus.Undecided) return verdict;
        return seen ?? verdict with { CheckedLength = Math.Max(verdict.CheckedLength, sight.HasDoubt ? 0 : sight.CheckedLength) };
    }

    /// <summary>Most wrong models are wrong for a sequence of a few numbers: doubles see that at once, whatever the size of the model and of its fractions.</summary>
    private static SearchResult AtFirstSight(NormalForm form, SearchMeter meter)
    {
        meter.Allow(WorkAtFirstSight);
        return BreadthFirstSearch.Run(new FloatingCell(form), meter, LengthAtFirstSight, int.MaxValue);
    }

    private static ModelVerdict Examined(NormalForm form, SearchMeter meter)
    {
        try
        {
            if (Certified(form, meter) is { } verdict) return verdict;
            return Examined(form, new ExactCell(form), meter);
        }
        catch (SearchLimitException e) when (e.Limit == SearchLimit.Numbers)
        {
            return Judged(form, InDoubles(form, meter), meter);
        }
        catch (SearchLimitException e)
        {
            return new ModelVerdict(VerdictStatus.Undecided) { Reason = Reason(e.Limit) };
        }
    }

    /// <summary>Whether a model is proved right by a certificate alone; false says nothing.</summary>
    internal static bool IsProved(RecurrentModel model, Specification specification, SearchMeter meter)
    {
        var form = NormalForm.Of(ObservablePart.Of(model), specification);
        if (!form.IsPiecewiseLinear) return false;
        try
        {
            if (AtFirstSight(form, meter).Counterexample is not null) return false;
            if (Certified(form, meter) is { } verdict) return verdict.Status == VerdictStatus.Proved;
            if (specification.IsMajority) return false;
            meter.Allow(WorkOfProofs);
            return BreadthFirstSearch.Run(new ExactCell(form), meter, int.MaxValue, MostStatesOfProof) is { IsComplete: true, Counterexample: null };
        }
        catch (SearchLimitException)
        {
            return false;
        }
    }

    /// <summary>Accuracy by length, from length 1 on: exact counts over all sequences, as far as the bounds allow.</summary>
    public static IReadOnlyList<LengthAccuracy> Accuracies(
        RecurrentModel model, Specification specification, int longest, TimeSpan time, CancellationToken cancellation = default) =>
        Accuracies(model, specification, longest, new SearchMeter(time, cancellation));

    internal static IReadOnlyList<LengthAccuracy> Accuracies(RecurrentModel model, Specification specification, int longest, SearchMeter meter)
    {
        var form = NormalForm.Of(model, specification);
        meter.Allow(WorkOfOneSearch);
        try
        {
            return form.IsPiecewiseLinear
                ? LengthAccuracy.Of(new ExactCell(form), meter, longest, StatesKept(form))
                : LengthAccuracy.Of(new FloatingCell(form), meter, longest, StatesKept(form));
        }
        catch (SearchLimitException)
        {
            return [];
        }
    }

    /// <summary>The run of a model over a sequence: states, and the class that the last one gives; exact where it can be, then rounded for people.</summary>
    internal static (IReadOnlyList<double[]> States, int Class) Run(RecurrentModel model, Specification specification, IEnumerable<string> sequence)
    {
        var form = NormalForm.Of(model, specification);
        if (form.IsPiecewiseLinear)
        {
            try
            {
                var meter = new SearchMeter(Timeout.InfiniteTimeSpan, CancellationToken.None);
                meter.Allow(WorkOfProofs);
                return Run(new ExactCell(form), sequence, meter);
            }
            catch (SearchLimitException)
            {
                // Numbers too long to carry on exactly.
            }
        }
        return Run(new FloatingCell(form), sequence, null);
    }

    private static (IReadOnlyList<double[]> States, int Class) Run<TState>(Cell<TState> cell, IEnumerable<string> sequence, SearchMeter? meter)
        where TState : class, IEquatable<TState>
    {
        var (form, states, state) = (cell.Form, new List<double[]>(), cell.Initial);
        var inputs = form.InputOfWord;
        foreach (var word in sequence)
        {
            meter?.Spend(cell.Cost(state));
            states.Add(cell.Shown(state = cell.Next(state, inputs[word])));
        }
        return (states, form.ClassOf(cell.ScoreOf(state)));
    }

    private static int StatesKept(NormalForm form) => MostNumbersKept / (2 + form.Size);

    /// <summary>What follows for all lengths from the form of the states, where they have one: a proof, or the place where it fails.</summary>
    private static ModelVerdict? Certified(NormalForm form, SearchMeter meter)
    {
        try
        {
            if (form.Bits * form.Size > MostBitsInProofs) return null;
            meter.Allow(WorkOfProofs);
            var states = CountAffine.Find(form, meter);
            if (states?.Proof() is { } proof) return Proved(proof);
            if (states is not null && Drift(form, states) is { IsShortest: true } drift) return drift;
            meter.Allow(WorkOfProofs);
            return FunctionOfDifference.Prove(form, meter) is { } other ? Proved(other) : null;
        }
        catch (SearchLimitException e) when (e.Limit != SearchLimit.Time)
        {
            return null;
        }
    }

    private static ModelVerdict? Drift(NormalForm form, CountAffine states)
    {
        if (!form.Specification.IsMajority || !form.IsThreshold || new DriftSearch(form, states).Find() is not var (runs, isShortest)) return null;
        var wrong = Words(form, runs);
        return new ModelVerdict(VerdictStatus.Refuted) { Counterexample = wrong, IsShortest = isShortest, CheckedLength = isShortest ? wrong.Count - 1 : 0 };
    }

    /// <summary>The drift of sequences of two different numbers only: a counterexample among them is one of the model, though perhaps not the shortest.</summary>
    private static ModelVerdict? DriftOfTwo(NormalForm form, SearchMeter meter)
    {
        if (!form.Specification.IsMajority || !form.IsPiecewiseLinear || form.Bits * form.Size > MostBitsInProofs) return null;
        foreach (var counted in form.Inputs.Where(input => input.Counts).Take(MostOfAKind))
            foreach (var other in form.Inputs.Where(input => !input.Counts).Take(MostOfAKind))
            {
                var two = form.Only(counted, other);
                try
                {
                    meter.Allow(WorkOfProofs);
                    if (CountAffine.Find(two, meter) is { } states && Drift(two, states) is { } drift) return drift;
                }
                catch (SearchLimitException e) when (e.Limit != SearchLimit.Time)
                {
                    // Another pair may be simpler.
                }
            }
        return null;
    }

    private static ModelVerdict Examined<TState>(NormalForm form, Cell<TState> cell, SearchMeter meter)
        where TState : class, IEquatable<TState>
    {
        var search = Search(form, cell, meter);
        // Fractions that grow too long are no excuse: doubles that know their error refute as certainly.
        if (search is { Counterexample: null, IsComplete: false, CheckedLength: < ShortestExamined } && form.IsPiecewiseLinear)
            search = InDoubles(form, meter) is { } other && (other.Counterexample is not null || other.CheckedLength > search.CheckedLength) ? other : search;
        return Judged(form, search, meter);
    }

    private static SearchResult InDoubles(NormalForm form, SearchMeter meter)
    {
        meter.Allow(WorkOfOneSearch);
        return BreadthFirstSearch.Run(new FloatingCell(form), meter, int.MaxValue, StatesKept(form)) with { IsComplete = false };
    }

    private static ModelVerdict Judged(NormalForm form, SearchResult search, SearchMeter meter)
    {
        if (search.Counterexample is { } wrong) return Refuted(form, wrong, search, isShortest: true);
        if (search.IsComplete && search.Doubtful is null && form.IsPiecewiseLinear) return Proved(Certificate.FiniteStates(search.StatesSeen));
        if (AdditiveSearch.Applies(form) && form.Bits <= MostBitsInProofs && search.Doubtful is null && StableTailProof(form, search, meter) is { } proof) return Proved(proof);
        if (DriftOfTwo(form, meter) is { } drift) return drift with { IsShortest = drift.Counterexample!.Count == search.CheckedLength + 1, CheckedLength = search.CheckedLength };
        if (form.Specification.IsMajority && Meeting(form, meter) is { } meeting)
            return new ModelVerdict(VerdictStatus.Refuted) { Counterexample = Words(form, meeting), IsShortest = meeting.Sum(run => run.Times) == search.CheckedLength + 1, CheckedLength = search.CheckedLength };
        meter.Allow(2 * WorkOfOneSearch);
        if (form.Specification.IsMajority && RunSearch.Find(form, meter, LongestRun) is { } found) return Refuted(form, found, search, isShortest: found.Length == search.CheckedLength + 1);
        if (search.Doubtful is { } doubtful && IsWrong(form, doubtful, meter)) return Refuted(form, doubtful, search, isShortest: false);
        return new ModelVerdict(VerdictStatus.Undecided) { CheckedLength = search.CheckedLength, Reason = Reason(search.Limit ?? SearchLimit.Work) };
    }

    /// <summary>Whether a sequence whose score doubles leave open is wrong: settled in fractions where the cell allows; else it is taken for a tie.</summary>
    private static bool IsWrong(NormalForm form, int[] inputs, SearchMeter meter)
    {
        if (!form.IsPiecewiseLinear) return true;
        try
        {
            meter.Allow(WorkOfOneSearch);
            var states = new AffineStates(form.H0, []);
            foreach (var input in inputs)
            {
                meter.Spend(AffineStates.Cost(form, 0));
                states = states.After(form, input)!;
            }
            return form.IsCertainly(1 - form.Specification.ClassOf(inputs.Select(input => form.Inputs[input].Word)), AffineStates.Dot(form.Weights, states.Base));
        }
        catch (SearchLimitException)
        {
            return false;
        }
    }

    private static SearchResult Search<TState>(NormalForm form, Cell<TState> cell, SearchMeter meter)
        where TState : class, IEquatable<TState>
    {
        meter.Allow(WorkOfOneSearch);
        var (isAdditive, isMonotone) = (AdditiveSearch.Applies(form), MonotoneSearch.Applies(form));
        if (form.Specification.IsMajority && isAdditive) return AdditiveSearch.Run(form, meter, LongestChecked);
        if (form.Specification.IsMajority && isMonotone) return MonotoneSearch.Run(cell, meter, LongestChecked);
        var search = BreadthFirstSearch.Run(cell, meter, int.MaxValue, StatesKept(form));
        if (search.Counterexample is not null || search.IsComplete || !(isAdditive || isMonotone)) return search;
        meter.Allow(WorkOfOneSearch);
        return isAdditive ? AdditiveSearch.Run(form, meter, LongestChecked) : MonotoneSearch.Run(cell, meter, LongestChecked);
    }

    private static Certificate? StableTailProof(NormalForm form, SearchResult search, SearchMeter meter)
    {
        try
        {
            meter.Allow(WorkOfOneSearch);
            return StableTail.Prove(form, search.CheckedLength, meter);
        }
        catch (SearchLimitException)
        {
            return null;
        }
    }

    private static ModelVerdict Proved(Certificate certificate) => new(VerdictStatus.Proved) { Certificate = certificate.Name, Reason = certificate.Reason };

    private static ModelVerdict Refuted(NormalForm form, int[] inputs, SearchResult search, bool isShortest) => new(VerdictStatus.Refuted)
    {
        Counterexample = Words(form, inputs),
        IsShortest = isShortest && search.Doubtful is null,
        CheckedLength = search.CheckedLength,
        TieWithinRounding = search.Doubtful is { } doubtful ? Words(form, doubtful) : null,
    };

    private static (int Input, long Times)[]? Meeting(NormalForm form, SearchMeter meter)
    {
        if (!form.IsPiecewiseLinear) return null;
        try
        {
            meter.Allow(WorkOfOneSearch);
            return MeetingRuns.Find(new ExactCell(form), meter);
        }
        catch (SearchLimitException)
        {
            return null;
        }
    }

    private static WordRuns Words(NormalForm form, int[] inputs) => Words(form, inputs.Select(input => (input, 1L)));

    private static WordRuns Words(NormalForm form, IEnumerable<(int Input, long Times)> runs) => new(runs.Select(run => (form.Inputs[run.Input].Word, run.Times)));

    private static LocalizedText Reason(SearchLimit limit) => limit switch
    {
        SearchLimit.Time => new("Isteklo je vrijeme predviđeno za provjeru jednog modela.", "The time for examining one model ran out."),
        SearchLimit.Numbers => new("Razlomci u stanjima postali su predugi za točan račun.", "The fractions in the states became too long to compute exactly."),
        SearchLimit.States => new("Različitih je stanja previše da bi se sva pregledala.", "There are too many different states to look at all."),
        _ => new(
            Problems.Invariant($"Pretraga staje nakon unaprijed određenog broja koraka ili na duljini {LongestChecked}."),
            Problems.Invariant($"The search stops after a fixed number of steps, or at length {LongestChecked}.")),
    };
}
