namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>Refutes cells that forget how often a number came: where xⁱ and xʲ lead to one state, so do two sequences of different class.</summary>
/// <remarks>
/// Every cell with finitely many states (step, sign) and every saturating one is such a cell. If x counts, xⁱyʲ⁻¹ is a tie at most and xʲyʲ⁻¹ isn't;
/// if it doesn't, xⁱyʲ isn't a tie and xʲyʲ is. Whatever the network says of their common state, it is wrong for one of the two.
/// </remarks>
internal static class MeetingRuns
{
    private const int MostInputsOfAKind = 3;

    /// <summary>The inputs of a counterexample, as runs; not always the shortest.</summary>
    public static (int Input, long Times)[]? Find(ExactCell cell, SearchMeter meter)
    {
        foreach (var group in cell.Form.Inputs.Index().GroupBy(input => input.Item.Counts))
            foreach (var (input, _) in group.Take(MostInputsOfAKind))
            {
                try
                {
                    if (Meeting(cell, input, meter) is var (i, j) && Wrong(cell, input, i, j, meter) is { } wrong) return wrong;
                }
                catch (SearchLimitException e) when (e.Limit != SearchLimit.Time)
                {
                    // It doesn't come back soon; perhaps another does.
                }
            }
        return null;
    }

    private static (int Input, long Times)[]? Wrong(ExactCell cell, int input, long i, long j, SearchMeter meter)
    {
        var counts = cell.Form.Inputs[input].Counts;
        if (i == 0) (i, j) = (j, 2 * j);
        var (other, times) = (cell.Form.Inputs.Index().First(candidate => candidate.Item.Counts != counts).Index, counts ? j - 1 : j);
        var state = cell.Initial;
        for (var k = 0L; k < i; k++) state = Next(cell, state, input, meter);
        for (var k = 0L; k < times; k++) state = Next(cell, state, other, meter);
        var score = cell.ScoreOf(state);
        if (score.IsDoubtful) return null;
        // The longer run of the two makes class 1 where x counts, and class 0 where it doesn't.
        var ofLonger = counts ? 1 : 0;
        return [(input, cell.Form.ClassOf(score) == ofLonger ? i : j), (other, times)];
    }

    /// <summary>The least i &lt; j with one state after both, by Brent's algorithm: no state is kept.</summary>
    private static (long I, long J)? Meeting(ExactCell cell, int input, SearchMeter meter)
    {
        var (power, period) = (1L, 1L);
        var (slow, fast) = (cell.Initial, Next(cell, cell.Initial, input, meter));
        for (; !slow.Equals(fast); period++)
        {
            if (power == period) (slow, power, period) = (fast, 2 * power, 0);
            fast = Next(cell, fast, input, meter);
        }
        (slow, fast) = (cell.Initial, cell.Initial);
        for (var k = 0L; k < period; k++) fast = Next(cell, fast, input, meter);
        var start = 0L;
        for (; !slow.Equals(fast); start++) (slow, fast) = (Next(cell, slow, input, meter), Next(cell, fast, input, meter));
        return (start, start + period);
    }

    private static ExactVector Next(ExactCell cell, ExactVector state, int input, SearchMeter meter)
    {
        meter.Spend(cell.Cost(state));
        return cell.Next(state, input);
    }
}
