using GradingService.Domain.Families.RecurrentClassifier.Verification.Certificates;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>Where the score is S + k₁P + k₂Q and wrong for a majority, finds how soon: by halving, so that a drift of 10⁻⁹ a step is no harder than one of ½.</summary>
internal sealed class DriftSearch(NormalForm form, CountAffine states)
{
    private readonly (Rational P, Rational Q) _shares = states.Shares;
    private readonly Rational[] _starts = [.. states.Places.Select(place => states.Product(place.Base))];

    /// <summary>Longer sequences are nobody's concern, and can't be written as JSON numbers.</summary>
    private const long Longest = 1L << 50;

    /// <summary>So many more numbers than those that led to a place: beyond, the ends of the ranges move in a straight line.</summary>
    private const int Irregular = 2 * 64 + 2;

    /// <summary>The inputs of a counterexample, as runs; shortest where no wrong state has smaller counts. Null where there is none, or none can be shown.</summary>
    public (IReadOnlyList<(int Input, long Times)> Runs, bool IsShortest)? Find()
    {
        var wrong = states.Places.SelectMany((place, index) => WrongOf(place, _starts[index]).Select(at => (Place: index, at.Counted, at.Others)))
            .OrderBy(at => at.Counted + at.Others).ToArray();
        foreach (var (place, counted, others) in wrong)
            if (SequenceTo(place, counted, others) is { } runs)
                return (runs, counted + others == wrong[0].Counted + wrong[0].Others);
        return null;
    }

    /// <summary>The counts at which a place's states are first classified wrong, for each of the ways to go wrong.</summary>
    private IEnumerable<(long Counted, long Others)> WrongOf(CountedStates place, Rational start)
    {
        if (!place.IsFamily)
        {
            if (place.Length > 0 && IsWrong(place, start, 0, 0)) yield return (place.Counted, place.Others);
            yield break;
        }
        foreach (var end in (int[])[0, 1, 2, 3])
            for (var odd = 0; odd < 2; odd++)
                if (First(place, start, end, odd) is { } more)
                {
                    var (k1, k2) = Split(place, end, more);
                    yield return (place.Counted + k1, place.Others + k2);
                }
    }

    /// <summary>How many more numbers of both kinds, even or odd many, first give a wrong class at one end of a class's range.</summary>
    private long? First(CountedStates place, Rational start, int end, int odd)
    {
        for (long more = odd; more <= Irregular; more += 2)
            if (place.Length + more > 0 && IsWrongAt(more)) return more;
        // From here on the score moves in equal steps, so that once wrong it stays wrong.
        var (right, wrong) = (0L, 1L);
        while (!IsWrongAt(Irregular + odd + 2 * wrong))
        {
            if (wrong > Longest) return null;
            (right, wrong) = (wrong, 2 * wrong);
        }
        while (wrong - right > 1)
        {
            var middle = (right + wrong) / 2;
            if (IsWrongAt(Irregular + odd + 2 * middle)) wrong = middle;
            else right = middle;
        }
        return Irregular + odd + 2 * wrong;

        bool IsWrongAt(long more)
        {
            var (k1, k2) = Split(place, end, more);
            return IsWrong(place, start, k1, k2);
        }
    }

    /// <summary>The score is linear in k₁, so that for each class one end of its range is worst: none or as many as leave class 0, one more, or all.</summary>
    private static (long, long) Split(CountedStates place, int end, long more)
    {
        var most = Math.Clamp((more + place.Others - place.Counted) >> 1, 0, more);
        var k1 = end switch { 0 => 0, 1 => most, 2 => Math.Min(most + 1, more), _ => more };
        return (k1, more - k1);
    }

    private bool IsWrong(CountedStates place, Rational start, long k1, long k2)
    {
        var right = place.Counted + k1 > place.Others + k2 ? 1 : 0;
        return form.IsCertainly(1 - right, start + new Rational(k1, 1) * _shares.P + new Rational(k2, 1) * _shares.Q);
    }

    /// <summary>A sequence with these counts that ends in a place: the numbers that first led to it, with two runs somewhere between them.</summary>
    private List<(int Input, long Times)>? SequenceTo(int place, long counted, long others)
    {
        var path = new List<int>();
        for (var at = place; states.Places[at].From >= 0; at = states.Places[at].From) path.Insert(0, states.Places[at].Input);
        var (k1, k2) = (counted - states.Places[place].Counted, others - states.Places[place].Others);
        for (var cut = 0; cut <= path.Count; cut++)
            foreach (var first in (bool[])[true, false])
            {
                var (one, other) = ((Input(first), first ? k1 : k2), (Input(!first), first ? k2 : k1));
                List<(int Input, long Times)> runs = [.. path[..cut].Select(input => (input, 1L)), one, other, .. path[cut..].Select(input => (input, 1L))];
                if (EndOf(runs) == place) return runs;
            }
        return null;
    }

    /// <summary>The place where a sequence ends; null where a run never comes to rest in one place.</summary>
    private int? EndOf(List<(int Input, long Times)> runs)
    {
        var at = 0;
        foreach (var (input, times) in runs)
            for (var left = times; left > 0 && states.Places[at].To[input] != at; left--)
            {
                if (times - left > states.Places.Count) return null;
                at = states.Places[at].To[input];
            }
        return at;
    }

    private int Input(bool counts) => form.Inputs.Index().First(input => input.Item.Counts == counts).Index;
}
