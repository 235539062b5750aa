namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>Examines all sequences of a cell of one unit with a monotone activation, in time quadratic in the length.</summary>
/// <remarks>
/// Of all sequences of one length with the same specified integer only the least and the greatest state matter: a monotone cell maps extremes
/// to extremes, and the score is monotone in the state. So the first length with a wrong extreme is the length of the shortest counterexample.
/// </remarks>
internal static class MonotoneSearch
{
    private sealed record Reached<TState>(TState State, Reached<TState>? Before, int Input);

    public static bool Applies(NormalForm form) => form is { Size: 1, IsThreshold: true } && form.Model switch
    {
        { Activation: CellActivation.LeakyRelu, NegativeSlope: var slope } => NormalForm.Sign(slope) >= 0,
        { Activation: CellActivation.Step, StepAtZero: var middle } => NormalForm.Sign(middle) >= 0 && NormalForm.Sign(1 - middle) >= 0,
        _ => true,
    };

    public static SearchResult Run<TState>(Cell<TState> cell, SearchMeter meter, int longest)
        where TState : class, IEquatable<TState>
    {
        var form = cell.Form;
        var rising = NormalForm.Sign(form.Weights[0]) >= 0;
        var start = new Reached<TState>(cell.Initial, null, -1);
        var layer = new Dictionary<int, (Reached<TState> Least, Reached<TState> Greatest)> { [0] = (start, start) };
        int[]? doubtful = null;
        var length = 0;
        try
        {
            for (; length < longest; length++)
            {
                layer = Longer(cell, layer, meter);
                foreach (var (specified, (least, greatest)) in layer.OrderBy(entry => Math.Abs(entry.Key)))
                {
                    var worst = (Specification.Class(specified) == 1) == rising ? least : greatest;
                    if (!cell.IsWrong(worst.State, specified, out var isDoubtful)) continue;
                    if (!isDoubtful) return new SearchResult(length) { Counterexample = Path(worst), Doubtful = doubtful };
                    doubtful ??= Path(worst);
                }
            }
            return new SearchResult(length) { Doubtful = doubtful, Limit = SearchLimit.Work };
        }
        catch (SearchLimitException e)
        {
            return new SearchResult(length) { Doubtful = doubtful, Limit = e.Limit };
        }
    }

    private static Dictionary<int, (Reached<TState> Least, Reached<TState> Greatest)> Longer<TState>(
        Cell<TState> cell, Dictionary<int, (Reached<TState> Least, Reached<TState> Greatest)> layer, SearchMeter meter)
        where TState : class, IEquatable<TState>
    {
        var longer = new Dictionary<int, (Reached<TState> Least, Reached<TState> Greatest)>();
        foreach (var (specified, (least, greatest)) in layer)
            for (var input = 0; input < cell.Form.Inputs.Count; input++)
            {
                var to = cell.Form.Specification.Next(specified, cell.Form.Inputs[input].Counts);
                Reach(to, least, input);
                if (!ReferenceEquals(least, greatest)) Reach(to, greatest, input);
            }
        return longer;

        void Reach(int to, Reached<TState> from, int input)
        {
            meter.Spend(2 * cell.Cost(from.State));
            var next = new Reached<TState>(cell.Next(from.State, input), from, input);
            if (!longer.TryGetValue(to, out var known)) longer[to] = (next, next);
            else if (cell.Compare(next.State, known.Least.State) < 0) longer[to] = (next, known.Greatest);
            else if (cell.Compare(next.State, known.Greatest.State) > 0) longer[to] = (known.Least, next);
        }
    }

    private static int[] Path<TState>(Reached<TState> reached)
    {
        var path = new List<int>();
        for (var at = reached; at.Before is not null; at = at.Before) path.Add(at.Input);
        path.Reverse();
        return [.. path];
    }
}
