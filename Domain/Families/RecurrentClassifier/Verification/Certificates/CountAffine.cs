using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification.Certificates;

/// <summary>The state is affine in the numbers of both kinds: after j numbers that are looked for and e others, h = base + j·p + e·q, for all j and e.</summary>
/// <remarks>
/// The base may depend on the last input. That it holds for all j and e is checked symbolically: from each base every input leads to the
/// family of its own, and no unit leaves its piece of the activation on the way. Then s = S + jP + eQ, and the property decides by S, P, Q alone.
/// </remarks>
internal sealed class CountAffine
{
    private const int MostUnits = 16;
    private const int MostInputs = 24;

    private readonly NormalForm _form;
    private readonly List<(AffineStates States, int Counted, int Others)> _bases;

    private CountAffine(NormalForm form, List<(AffineStates, int, int)> bases) => (_form, _bases) = (form, bases);

    /// <summary>Looks for such a form of the states; null where there is none.</summary>
    public static CountAffine? Find(NormalForm form, SearchMeter meter) =>
        form.Size > MostUnits || form.Inputs.Count > MostInputs ? null : OfOneBase(form, meter) ?? OfLastInputs(form, meter);

    /// <summary>Shares P and Q of a number of either kind, and S, where one base does for all.</summary>
    public (Rational S, Rational P, Rational Q)? Line => _bases is [var only] ? (Product(only.States.Base), Product(only.States.Directions[0]), Product(only.States.Directions[1])) : null;

    /// <summary>The proof, where the property holds for all j and e.</summary>
    public Certificate? Proof()
    {
        if (!_form.IsThreshold || !_bases.TrueForAll(IsRight)) return null;
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

    private bool IsRight((AffineStates States, int Counted, int Others) family)
    {
        var (s, p, q) = (Product(family.States.Base), Product(family.States.Directions[0]), Product(family.States.Directions[1]));
        if (_form.Specification.IsMajority)
        {
            // Adding k of each kind changes s by k(P + Q) and not the class, for every k.
            if (!(p + q).IsZero || NormalForm.Sign(p) <= 0) return false;
            var tie = s - p * (family.Counted - family.Others);
            return _form.IsCertainly(0, tie) && _form.IsCertainly(1, tie + p);
        }
        if (_form.Specification.Property != SequenceProperty.ContainsSymbol || NormalForm.Sign(p) < 0) return false;
        return family.Counted > 0
            ? NormalForm.Sign(q) >= 0 && _form.IsCertainly(1, s)
            : q.IsZero && _form.IsCertainly(0, s) && _form.IsCertainly(1, s + p);
    }

    private Rational Product(Rational[] vector) => AffineStates.Dot(_form.Weights, vector);

    private static CountAffine? OfOneBase(NormalForm form, SearchMeter meter)
    {
        var (p, q) = (Difference(form, form.H0, true), Difference(form, form.H0, false));
        var family = new AffineStates(form.H0, [p, q]);
        for (var input = 0; input < form.Inputs.Count; input++)
        {
            meter.Spend(8L * form.Size * form.Size);
            var target = family with { Base = AffineStates.Plus(form.H0, form.Inputs[input].Counts ? p : q) };
            if (family.After(form, input) is not { } after || !after.Is(target)) return null;
        }
        return new CountAffine(form, [(family, 0, 0)]);
    }

    private static CountAffine? OfLastInputs(NormalForm form, SearchMeter meter)
    {
        var after = form.Inputs.Select((_, input) => Step(form, form.H0, input)).ToArray();
        var (p, q) = (Difference(form, after[First(form, true)], true), Difference(form, after[First(form, false)], false));
        for (var last = 0; last < after.Length; last++)
            for (var input = 0; input < after.Length; input++)
            {
                meter.Spend(8L * form.Size * form.Size);
                // The last number has been counted in after[last], the next one is counted in after[input].
                var target = new AffineStates(AffineStates.Plus(after[input], form.Inputs[last].Counts ? p : q), [p, q]);
                if (new AffineStates(after[last], [p, q]).After(form, input) is not { } next || !next.Is(target)) return null;
            }
        return new CountAffine(form, [.. after.Select((state, last) => (new AffineStates(state, [p, q]), form.Inputs[last].Counts ? 1 : 0, form.Inputs[last].Counts ? 0 : 1))]);
    }

    private static int First(NormalForm form, bool counts) => form.Inputs.Index().First(input => input.Item.Counts == counts).Index;

    private static Rational[] Difference(NormalForm form, Rational[] state, bool counts) => AffineStates.Minus(Step(form, state, First(form, counts)), state);

    private static Rational[] Step(NormalForm form, Rational[] state, int input) =>
        new AffineStates(state, []).After(form, input)?.Base ?? throw new InvalidOperationException("A single state stays on one piece.");
}
