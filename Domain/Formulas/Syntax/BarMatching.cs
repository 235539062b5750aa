using Superpower.Model;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>Tells opening bars from closing ones. A bar reads the same on both sides, so <c>|a|b|c|</c> and <c>||a| - |b||</c> are settled by
/// trying: two adjacent bars are first a norm, a bar after an operand first closes, and the first reading in which everything pairs up is taken.</summary>
internal sealed class BarMatching
{
    // Readings multiply with the number of bars; nobody's formula needs this many tries.
    private const int MostTries = 300;

    private readonly List<Token<Lexeme>> _tokens;
    private readonly TokenKind[] _kinds;
    private int _tries;

    private BarMatching(List<Token<Lexeme>> tokens) => (_tokens, _kinds) = (tokens, new TokenKind[tokens.Count]);

    private sealed record Open(TokenKind Kind, Open? Outer, int Depth);

    /// <summary>The same tokens with every bar opening or closing. Where nothing pairs up, every bar is read as it would be first: the
    /// grammar then finds the fault.</summary>
    public static Token<Lexeme>[] Resolve(List<Token<Lexeme>> tokens)
    {
        var hasBars = false;
        foreach (var token in tokens) hasBars |= token.Kind.Kind is TokenKind.Bar or TokenKind.DoubleBar;
        DelimitedBars.Join(tokens);
        if (!hasBars) return [.. tokens];
        var matching = new BarMatching(tokens);
        if (!matching.TryFrom(0, null, operandDue: true)) matching.ReadGreedily();
        return matching.Resolved();
    }

    private bool TryFrom(int at, Open? open, bool operandDue)
    {
        if (++_tries > MostTries || open?.Depth > FormulaReader.DeepestNesting) return false;
        for (; at < _tokens.Count; at++)
        {
            var kind = _tokens[at].Kind.Kind;
            if (kind is TokenKind.Bar or TokenKind.DoubleBar) return TryBar(at, open, operandDue);
            if (Lexeme.Opens(kind)) open = new Open(kind, open, (open?.Depth ?? 0) + 1);
            else if (Lexeme.Closes(kind))
            {
                if (open?.Kind != kind - 1) return false;
                open = open.Outer;
            }

            operandDue = !Lexeme.EndsOperand(kind);
        }

        return open is null;
    }

    private bool TryBar(int at, Open? open, bool operandDue)
    {
        var isPair = IsPair(at);
        var isSingle = _tokens[at].Kind.Kind == TokenKind.Bar;
        return (!operandDue && isPair && open?.Kind == TokenKind.OpenNorm && TryAs(TokenKind.CloseNorm, at, open))
            || (!operandDue && isSingle && open?.Kind == TokenKind.OpenMagnitude && TryAs(TokenKind.CloseMagnitude, at, open))
            || (isPair && TryAs(TokenKind.OpenNorm, at, open))
            || (isSingle && TryAs(TokenKind.OpenMagnitude, at, open));
    }

    private bool TryAs(TokenKind kind, int at, Open? open)
    {
        var next = at + Mark(kind, at);
        return Lexeme.Opens(kind)
            ? TryFrom(next, new Open(kind, open, (open?.Depth ?? 0) + 1), operandDue: true)
            : TryFrom(next, open!.Outer, operandDue: false);
    }

    private void ReadGreedily()
    {
        var open = new Stack<TokenKind>();
        var operandDue = true;
        for (var at = 0; at < _tokens.Count;)
        {
            var (kind, length) = (_tokens[at].Kind.Kind, 1);
            if (kind is TokenKind.Bar or TokenKind.DoubleBar)
            {
                var norm = IsPair(at);
                var closes = !operandDue && open.Contains(norm ? TokenKind.OpenNorm : TokenKind.OpenMagnitude);
                kind = (norm ? TokenKind.OpenNorm : TokenKind.OpenMagnitude) + (closes ? 1 : 0);
                length = Mark(kind, at);
            }

            if (Lexeme.Opens(kind)) open.Push(kind);
            else if (Lexeme.Closes(kind) && open.Count > 0) open.Pop();
            operandDue = !Lexeme.EndsOperand(kind);
            at += length;
        }
    }

    // How many tokens the bar takes; the second half of a pair is left out of the result.
    private int Mark(TokenKind kind, int at)
    {
        _kinds[at] = kind;
        if (_tokens[at].Kind.Kind == TokenKind.DoubleBar || kind is TokenKind.OpenMagnitude or TokenKind.CloseMagnitude) return 1;
        _kinds[at + 1] = TokenKind.End;
        return 2;
    }

    private bool IsPair(int at) => _tokens[at].Kind.Kind == TokenKind.DoubleBar
        || (at + 1 < _tokens.Count && _tokens[at + 1].Kind.Kind == TokenKind.Bar
            && _tokens[at + 1].Span.Position.Absolute == _tokens[at].Span.Position.Absolute + _tokens[at].Span.Length);

    private Token<Lexeme>[] Resolved()
    {
        var resolved = new List<Token<Lexeme>>(_tokens.Count);
        for (var at = 0; at < _tokens.Count; at++)
        {
            var token = _tokens[at];
            if (token.Kind.Kind is not (TokenKind.Bar or TokenKind.DoubleBar)) resolved.Add(token);
            else if (_kinds[at] != TokenKind.End) resolved.Add(new(new(_kinds[at]), token.Span));
        }

        return [.. resolved];
    }
}
