using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification.Certificates;

/// <summary>For each d, the numbers that count less all others, the network is in one of a few states.</summary>
/// <remarks>
/// For |d| ≤ D the pairs of a state and d are walked one by one. Beyond, states lie on rays base + k·p at d = ±(D + 1 + k), for all k ≥ 0, which is checked
/// symbolically: every input leads a whole ray into a ray, one place on or back (from a ray's first state back among the single ones), and no unit
/// leaves its piece of the activation. Once no new state and no new ray appears, every sequence has been covered.
/// </remarks>
internal sealed class FunctionOfDifference
{
    private const int MostOfOneDifference = 12;

    private static readonly int[] Widths = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24];

    private readonly NormalForm _form;
    private readonly SearchMeter _meter;
    private readonly int _width;
    private readonly Dictionary<int, List<Rational[]>> _states = new() { [0] = [] };
    private readonly Queue<(int Difference, Rational[] State)> _waiting = new();
    private readonly Rational[] _up;
    private readonly Rational[] _down;

    private FunctionOfDifference(NormalForm form, int width, Rational[] up, Rational[] down, SearchMeter meter) =>
        (_form, _width, _up, _down, _meter) = (form, width, up, down, meter);

    public static Certificate? Prove(NormalForm form, SearchMeter meter)
    {
        if (!form.Specification.IsMajority || !form.IsThreshold) return null;
        var (up, down) = (new List<Rational[]> { form.H0 }, new List<Rational[]> { form.H0 });
        foreach (var width in Widths)
        {
            while (up.Count <= width + 2)
            {
                up.Add(Next(form, up[^1], true, meter));
                down.Add(Next(form, down[^1], false, meter));
            }
            var walk = new FunctionOfDifference(form, width, AffineStates.Minus(up[width + 2], up[width + 1]), AffineStates.Minus(down[width + 2], down[width + 1]), meter);
            if (walk.Covers()) return new Certificate("function-of-difference", new(
                Answers.Problems.Invariant($"Za svaku razliku broja traženih i ostalih mreža je u jednom od nekoliko stanja. Za razlike od −{width} do {width} svako je od njih provjereno, a dalje se stanja mijenjaju za stalan korak i svaka jedinica ostaje na istom ravnom dijelu aktivacije, pa se razred više ne mijenja."),
                Answers.Problems.Invariant($"For each difference of the two counts the network is in one of a few states. For differences from −{width} to {width} each of them was checked; beyond, the states change by a constant step and every unit stays on one straight piece of its activation, so the class doesn't change again.")));
        }
        return null;
    }

    private bool Covers()
    {
        // The score moves away from the threshold or not at all.
        if (NormalForm.Sign(AffineStates.Dot(_form.Weights, _up)) < 0 || NormalForm.Sign(AffineStates.Dot(_form.Weights, _down)) > 0) return false;
        // The empty sequence isn't asked: its state is examined only where a longer one comes back to it.
        _waiting.Enqueue((0, _form.H0));
        while (_waiting.TryDequeue(out var from))
            for (var input = 0; input < _form.Inputs.Count; input++)
                if (!Follow(from.Difference, from.State, input)) return false;
        return true;
    }

    private bool Follow(int difference, Rational[] state, int input)
    {
        _meter.Spend(AffineStates.Cost(_form, 1));
        var to = difference + (_form.Inputs[input].Counts ? 1 : -1);
        if (Math.Abs(difference) <= _width) return Reach(to, new AffineStates(state, []).After(_form, input)!.Base);
        var p = difference > 0 ? _up : _down;
        if (new AffineStates(state, [p]).After(_form, input) is not { } next || !next.Directions[0].AsSpan().SequenceEqual(p)) return false;
        return Math.Abs(to) > Math.Abs(difference)
            ? Reach(difference, AffineStates.Minus(next.Base, p))
            : Reach(to, next.Base) && Reach(difference, AffineStates.Plus(next.Base, p));
    }

    /// <summary>A state that has to be covered, or a ray's first one; false where its class is wrong or there are too many.</summary>
    private bool Reach(int difference, Rational[] state)
    {
        if (!_states.TryGetValue(difference, out var known)) _states[difference] = known = [];
        if (known.Exists(other => other.AsSpan().SequenceEqual(state))) return true;
        if (known.Count == MostOfOneDifference || !_form.IsCertainly(Specification.Class(difference), AffineStates.Dot(_form.Weights, state))) return false;
        known.Add(state);
        _waiting.Enqueue((difference, state));
        return true;
    }

    private static Rational[] Next(NormalForm form, Rational[] state, bool counts, SearchMeter meter)
    {
        meter.Spend(AffineStates.Cost(form, 0));
        return new AffineStates(state, []).After(form, form.Inputs.Index().First(input => input.Item.Counts == counts).Index)!.Base;
    }
}
