using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification.Certificates;

/// <summary>The state depends only on d, the numbers that count less all others: h = F(d).</summary>
/// <remarks>
/// F is tabulated for |d| ≤ D + 1. Beyond, F(±(D + k)) = F(±D) + k·p for all k ≥ 0, which is checked symbolically: every input leads from
/// the family to the family, one place on or back, and no unit leaves its piece of the activation. The tie needs no special care: F(0) is one state.
/// </remarks>
internal static class FunctionOfDifference
{
    private const int MostTabulated = 24;
    private const int MostUnits = 16;

    public static Certificate? Prove(NormalForm form, SearchMeter meter)
    {
        if (!form.Specification.IsMajority || !form.IsThreshold || form.Size > MostUnits) return null;
        var up = new List<Rational[]> { form.H0 };
        var down = new List<Rational[]> { form.H0 };
        for (var d = 0; d < MostTabulated; d++)
        {
            if (!Extend(form, up, true, meter) || !Extend(form, down, false, meter)) return null;
            // One table: up[d] is F(d), down[d] is F(−d); a step back must lead back.
            if (!LeadsBack(form, up, false, meter) || !LeadsBack(form, down, true, meter)) return null;
            if (!IsRight(form, up[d], d) || !IsRight(form, down[d], -d)) return null;
            if (GoesOn(form, up, d, true, meter) && GoesOn(form, down, d, false, meter)) return new Certificate("function-of-difference", new(
                Answers.Problems.Invariant($"Stanje ovisi samo o razlici broja traženih i ostalih. Za razlike od −{d} do {d} svako je stanje provjereno, a dalje stanje raste za stalan korak i svaka jedinica ostaje na istom ravnom dijelu aktivacije, pa se razred više ne mijenja."),
                Answers.Problems.Invariant($"The state depends only on the difference of the two counts. For differences from −{d} to {d} each state was checked; beyond, the state changes by a constant step and every unit stays on one straight piece of its activation, so the class doesn't change again.")));
        }
        return null;
    }

    /// <summary>Adds the next state outward, if every input of that kind leads to the same one.</summary>
    private static bool Extend(NormalForm form, List<Rational[]> table, bool counts, SearchMeter meter)
    {
        Rational[]? next = null;
        foreach (var state in Images(form, table[^1], counts, meter))
        {
            next ??= state;
            if (!next.AsSpan().SequenceEqual(state)) return false;
        }
        table.Add(next!);
        return true;
    }

    /// <summary>Whether inputs of the other kind lead from the last state to the one before.</summary>
    private static bool LeadsBack(NormalForm form, List<Rational[]> table, bool counts, SearchMeter meter) =>
        Images(form, table[^1], counts, meter).All(state => table[^2].AsSpan().SequenceEqual(state));

    private static IEnumerable<Rational[]> Images(NormalForm form, Rational[] state, bool counts, SearchMeter meter)
    {
        for (var input = 0; input < form.Inputs.Count; input++)
        {
            if (form.Inputs[input].Counts != counts) continue;
            meter.Spend(4L * form.Size * form.Size);
            yield return new AffineStates(state, []).After(form, input)!.Base;
        }
    }

    private static bool IsRight(NormalForm form, Rational[] state, int d) =>
        form.IsCertainly(Specification.Class(d), AffineStates.Dot(form.Weights, state));

    /// <summary>Whether from the d-th state outward all is affine and right, for ever.</summary>
    private static bool GoesOn(NormalForm form, List<Rational[]> table, int d, bool outward, SearchMeter meter)
    {
        var p = AffineStates.Minus(table[d + 1], table[d]);
        // From place d (outward) and from place d + 1 (back): then k ≥ 0 in both.
        var (from, after) = (new AffineStates(table[d], [p]), new AffineStates(table[d + 1], [p]));
        for (var input = 0; input < form.Inputs.Count; input++)
        {
            meter.Spend(8L * form.Size * form.Size);
            var goesOutward = form.Inputs[input].Counts == outward;
            var (start, target) = goesOutward ? (from, after) : (after, from);
            if (start.After(form, input) is not { } next || !next.Is(target)) return false;
        }
        // The first state outward is right, and the score moves away from the threshold or not at all.
        var slope = NormalForm.Sign(AffineStates.Dot(form.Weights, p));
        return IsRight(form, table[d + 1], outward ? 1 : -1) && (outward ? slope >= 0 : slope <= 0);
    }
}
