namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>Walks all sequences by length; those that lead to the same state and the same specified integer are one.</summary>
/// <remarks>Finds the shortest counterexample. Where no new states appear, all sequences of any length have been examined.</remarks>
internal static class BreadthFirstSearch
{
    private readonly record struct Node<TState>(TState State, int Specified, int Parent, int Input);

    public static SearchResult Run<TState>(Cell<TState> cell, SearchMeter meter, int longest, int mostStates)
        where TState : class, IEquatable<TState>
    {
        var (form, nodes) = (cell.Form, new List<Node<TState>> { new(cell.Initial, 0, -1, -1) });
        var seen = new HashSet<(TState, int)> { (cell.Initial, 0) };
        int[]? doubtful = null;
        var (length, hasDoubt) = (0, false);
        try
        {
            for (var (from, until) = (0, 1); from < until && length < longest; (from, until) = (until, nodes.Count))
            {
                for (var parent = from; parent < until; parent++)
                    for (var input = 0; input < form.Inputs.Count; input++)
                    {
                        var node = nodes[parent];
                        meter.Spend(cell.Cost(node.State));
                        var next = cell.Next(node.State, input);
                        var specified = form.Specification.Next(node.Specified, form.Inputs[input].Counts);
                        // The empty sequence isn't asked, so its state is examined when a longer one comes back to it.
                        var isNew = seen.Add((next, specified));
                        if (!isNew && !(specified == 0 && next.Equals(cell.Initial))) continue;
                        var isWrong = cell.IsWrong(next, specified, out var isDoubtful);
                        hasDoubt |= isDoubtful;
                        if (isWrong)
                        {
                            if (!isDoubtful) return new SearchResult(length) { Counterexample = Path(nodes, parent, input), Doubtful = doubtful, HasDoubt = hasDoubt };
                            doubtful ??= Path(nodes, parent, input);
                        }
                        if (!isNew) continue;
                        if (nodes.Count >= mostStates) throw new SearchLimitException(SearchLimit.States);
                        nodes.Add(new Node<TState>(next, specified, parent, input));
                    }
                length++;
                if (nodes.Count == until) return new SearchResult(length) { Doubtful = doubtful, HasDoubt = hasDoubt, IsComplete = true, StatesSeen = nodes.Count };
            }
            return new SearchResult(length) { Doubtful = doubtful, HasDoubt = hasDoubt, Limit = SearchLimit.Work };
        }
        catch (SearchLimitException e)
        {
            return new SearchResult(length) { Doubtful = doubtful, HasDoubt = hasDoubt, Limit = e.Limit };
        }
    }

    private static int[] Path<TState>(List<Node<TState>> nodes, int parent, int input)
    {
        var path = new List<int> { input };
        for (var at = parent; nodes[at].Parent >= 0; at = nodes[at].Parent) path.Add(nodes[at].Input);
        path.Reverse();
        return [.. path];
    }
}
