using Superpower.Model;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>Two single bars of LaTeX about the same operand, <c>\left|\left|x\right|\right|</c>, are the double bars that formula editors lack.</summary>
internal static class DelimitedBars
{
    /// <summary>Makes norms of them.</summary>
    public static void Join(List<Token<Lexeme>> tokens)
    {
        var (open, joined) = (new Stack<int>(), new List<int>());
        var closes = new Dictionary<int, int>();
        for (var at = 0; at < tokens.Count; at++)
        {
            var kind = tokens[at].Kind.Kind;
            if (Lexeme.Opens(kind)) open.Push(at);
            else if (Lexeme.Closes(kind) && open.TryPop(out var from) && tokens[from].Kind.Kind == TokenKind.OpenMagnitude && kind == TokenKind.CloseMagnitude)
            {
                closes[from] = at;
                if (!closes.TryGetValue(from + 1, out var inner) || inner != at - 1 || joined.Contains(from + 1)) continue;
                tokens[from] = new(new(TokenKind.OpenNorm), tokens[from].Span);
                tokens[at] = new(new(TokenKind.CloseNorm), tokens[at].Span);
                joined.AddRange([from, from + 1, at, at - 1]);
            }
        }

        if (joined.Count == 0) return;
        var spare = joined.Where((_, place) => place % 4 is 1 or 3).ToHashSet();
        var kept = tokens.Where((_, at) => !spare.Contains(at)).ToArray();
        tokens.Clear();
        tokens.AddRange(kept);
    }
}
