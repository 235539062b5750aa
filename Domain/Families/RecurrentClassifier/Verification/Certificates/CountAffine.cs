using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification.Certificates;

/// <summary>The state is affine in the numbers of both kinds: after j numbers that are looked for and e others, h = base + j·p + e·q, for all j and e.</summary>
/// <remarks>
/// There may be several bases, as the first or the last numbers of a sequence may matter. From the states after the first few numbers, families
/// base + k₁p + k₂q (k ≥ 0) are followed symbolically: every input must lead a whole family into a family, and no unit may leave its piece of the activation
/// on the way. Once that closes, s = S + k₁P + k₂Q in every family, for all lengths, and the property decides by S, P, Q alone.
/// </remarks>
internal sealed class CountAffine
{
    private const int MostPlaces = 64;
    private const int LongestStart = 3;

    private readonly NormalForm _form;
    private readonly Rational[] _p;
    private readonly Rational[] _q;
    private readonly List<CountedStates> _places = [];

    private CountAffine(NormalForm form, Rational[] p, Rational[] q) => (_form, _p, _q) = (form, p, q);

    /// <summary>The first is the empty sequence's.</summary>
    public IReadOnlyList<CountedStates> Places => _places;

    /// <summary>What one number of either kind adds to the score.</summary>
    public (Rational P, Rational Q) Shares => (Product(_p), Product(_q));

    /// <summary>Looks for such a form of the states; null where there is none.</summary>
    public static CountAffine? Find(NormalForm form, SearchMeter meter)
    {
        if (form.Inputs.Count >= MostPlaces) return null;
        var (counted, others) = (Run(form, true, meter), Run(form, false, meter));
        for (var start = 0; start <= LongestStart; start++)
        {
            var found = new CountAffine(form, AffineStates.Minus(counted[start + 1], counted[start]), AffineStates.Minus(others[start + 1], others[start]));
            if (found.Closes(start, meter)) return found;
        }
        return null;
    }

    /// <summary>The proof, where the property holds for all j and e.</summary>
    public Certificate? Proof()
    {
        if (!_form.IsThreshold || !_places.TrueForAll(IsRight)) return null;
        return _form.Specification.IsMajority
            ? new Certificate("count-affine", new(
                "Stanje je uvijek početna vrijednost, plus jedan te isti pomak za svaki traženi broj, minus jednako vrijedan pomak za svaki drugi. Zato zbroj na izlazu "
                + "raste točno s razlikom broja traženih i ostalih, bez obzira na duljinu i poredak, a prag je između razlike 0 i razlike 1.",
                "The state is always a starting value, plus one and the same step for every number that counts, less a step of equal worth for every other. So the score "
                + "grows exactly with the difference of the two counts, whatever the length and the order, and the threshold lies between a difference of 0 and of 1."))
            : new Certificate("count-affine", new(
                "Stanje raste za isti pomak sa svakim traženim brojem, ostali ga na izlazu ne mijenjaju, a prag prelazi već prvi traženi broj.",
                "The state grows by the same step with every number that counts, the others don't change the score, and the first that counts already passes the threshold."));
    }

    private bool IsRight(CountedStates place)
    {
        var (s, (p, q)) = (Product(place.Base), Shares);
        var isMajority = _form.Specification.IsMajority;
        if (!isMajority && _form.Specification.Property != SequenceProperty.ContainsSymbol) return false;
        if (!place.IsFamily) return place.Length == 0 || _form.IsCertainly(isMajority ? (place.Counted > place.Others ? 1 : 0) : (place.Counted > 0 ? 1 : 0), s);
        if (isMajority)
        {
            // Adding k of each kind changes s by k(P + Q) and not the class, for every k.
            if (!(p + q).IsZero || NormalForm.Sign(p) <= 0) return false;
            var tie = s - p * (place.Counted - place.Others);
            return _form.IsCertainly(0, tie) && _form.IsCertainly(1, tie + p);
        }
        if (NormalForm.Sign(p) < 0) return false;
        return place.Counted > 0
            ? NormalForm.Sign(q) >= 0 && _form.IsCertainly(1, s)
            : q.IsZero && _form.IsCertainly(0, s) && _form.IsCertainly(1, s + p);
    }

    public Rational Product(Rational[] vector) => AffineStates.Dot(_form.Weights, vector);

    /// <summary>Follows all inputs from all places until no new place appears; false where a family splits or there are too many.</summary>
    private bool Closes(int start, SearchMeter meter)
    {
        _places.Add(new CountedStates(_form.H0, 0, 0, start == 0, -1, -1, new int[_form.Inputs.Count]));
        for (var at = 0; at < _places.Count; at++)
        {
            var place = _places[at];
            var states = new AffineStates(place.Base, place.IsFamily ? [_p, _q] : []);
            for (var input = 0; input < _form.Inputs.Count; input++)
            {
                meter.Spend(AffineStates.Cost(_form, 2));
                if (states.After(_form, input) is not { } next || !KeepsDirections(next)) return false;
                var counts = _form.Inputs[input].Counts;
                var to = new CountedStates(
                    next.Base, place.Counted + (counts ? 1 : 0), place.Others + (counts ? 0 : 1), place.Length + 1 >= start, at, input, new int[_form.Inputs.Count]);
                var known = _places.FindIndex(other => Contains(other, to));
                if (known < 0)
                {
                    if (_places.Count == MostPlaces) return false;
                    (known, _) = (_places.Count, 0);
                    _places.Add(to);
                }
                place.To[input] = known;
            }
        }
        return true;
    }

    private bool KeepsDirections(AffineStates next) =>
        next.Directions.Count == 0 || (next.Directions[0].AsSpan().SequenceEqual(_p) && next.Directions[1].AsSpan().SequenceEqual(_q));

    /// <summary>Whether a place's states are among another's, at the same counts.</summary>
    private bool Contains(CountedStates outer, CountedStates inner)
    {
        var (k1, k2) = (inner.Counted - outer.Counted, inner.Others - outer.Others);
        if (!outer.IsFamily) return !inner.IsFamily && (k1, k2) == (0, 0) && outer.Base.AsSpan().SequenceEqual(inner.Base);
        if (k1 < 0 || k2 < 0) return false;
        for (var i = 0; i < outer.Base.Length; i++)
            if (outer.Base[i] + k1 * _p[i] + k2 * _q[i] != inner.Base[i]) return false;
        return true;
    }

    /// <summary>The states after 0, 1, 2, … numbers of one kind.</summary>
    private static Rational[][] Run(NormalForm form, bool counts, SearchMeter meter)
    {
        var input = form.Inputs.Index().First(input => input.Item.Counts == counts).Index;
        var states = new Rational[LongestStart + 2][];
        states[0] = form.H0;
        for (var i = 1; i < states.Length; i++)
        {
            meter.Spend(AffineStates.Cost(form, 0));
            states[i] = new AffineStates(states[i - 1], []).After(form, input)?.Base ?? throw new InvalidOperationException("A single state stays on one piece.");
        }
        return states;
    }
}

/// <summary>A state after some numbers; in a family also the states base + k₁p + k₂q after k₁ more numbers that count and k₂ more others.</summary>
/// <param name="From">The place that led here first, by <paramref name="Input"/>; −1 for the empty sequence.</param>
/// <param name="To">The place that each input leads to.</param>
internal sealed record CountedStates(Rational[] Base, int Counted, int Others, bool IsFamily, int From, int Input, int[] To)
{
    public int Length => Counted + Others;
}
