using System.Globalization;
using Superpower.Model;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>Where a formula writes an entry 0, as in <c>w_0 x_i + w_1 x_{i+1}</c>, all its subscripts that are numbers count from 0.</summary>
internal static class SubscriptOrigin
{
    /// <summary>Makes such subscripts count from 1.</summary>
    public static void Settle(Token<Lexeme>[] tokens)
    {
        var zero = false;
        for (var i = 1; i < tokens.Length; i++) zero |= Places(tokens, i) is { } places && places.Contains(0);
        if (!zero) return;
        for (var i = 1; i < tokens.Length; i++)
        {
            if (Places(tokens, i) is not { } places) continue;
            var content = string.Join(',', places.Select(place => (place + 1).ToString(CultureInfo.InvariantCulture)));
            tokens[i] = new(new(TokenKind.Subscript, content), tokens[i].Span);
        }
    }

    // After a bar a number is a norm's order.
    private static int[]? Places(Token<Lexeme>[] tokens, int at)
    {
        if (tokens[at].Kind is not { Kind: TokenKind.Subscript, Meaning: string content }) return null;
        if (tokens[at - 1].Kind.Kind is not (TokenKind.Name or TokenKind.CloseRound or TokenKind.CloseSquare)) return null;
        var written = content.Split(',');
        var places = new int[written.Length];
        for (var i = 0; i < places.Length; i++)
        {
            if (!int.TryParse(written[i], NumberStyles.None, CultureInfo.InvariantCulture, out places[i]) || places[i] > ValueShape.MaxEntries) return null;
        }

        return places;
    }
}
