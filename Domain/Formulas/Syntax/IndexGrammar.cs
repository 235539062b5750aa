using System.Text;
using GradingService.Domain.Formulas.Trees;
using Superpower.Model;
using Result = Superpower.Model.TokenListParserResult<GradingService.Domain.Formulas.Syntax.Lexeme, GradingService.Domain.Formulas.Trees.Node>;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>A sum sign as it was read: its letter and its limits.</summary>
internal sealed record SumSign(char Letter, (int From, int To)? Limits);

/// <summary>Index notation: entries in brackets, Kronecker's delta, sums over an index.</summary>
internal static class IndexGrammar
{
    /// <summary>Whether a bracket holds index letters.</summary>
    public static bool IsIndexed(TokenList<Lexeme> content)
    {
        for (; ; content = content.ConsumeToken().Remainder)
        {
            switch (FormulaGrammar.Next(content))
            {
                case TokenKind.Index:
                    return true;
                case TokenKind.Number or TokenKind.Additive or TokenKind.Multiplicative or TokenKind.Comma or TokenKind.Colon:
                    continue;
                default:
                    return false;
            }
        }
    }

    /// <summary>Indices after an opening bracket.</summary>
    public static (Node Node, TokenList<Lexeme> Remainder) Entry(Node of, Token<Lexeme> bracket, TokenList<Lexeme> content)
    {
        var (indices, rest) = Indices(bracket, content, TokenKind.CloseSquare, "]");
        return (new IndexedEntry(of, indices), rest);
    }

    /// <summary><c>delta(i, j)</c> or <c>δ[i, j]</c>.</summary>
    public static Result Delta(TokenList<Lexeme> input)
    {
        var rest = input.ConsumeToken().Remainder;
        var open = rest.ConsumeToken();
        if (open.Value.Kind.Kind is not (TokenKind.OpenRound or TokenKind.OpenSquare)) return TokenListParserResult.Empty<Lexeme, Node>(rest, ["("]);
        var closing = open.Value.Kind.Kind == TokenKind.OpenRound ? ")" : "]";
        (var indices, rest) = Indices(open.Value, open.Remainder, open.Value.Kind.Kind + 1, closing);
        return indices.Second is null
            ? throw NoIndex(open.Value.Position.Column)
            : TokenListParserResult.Value<Lexeme, Node>(new Delta(indices.First, indices.Second), input, rest);
    }

    /// <summary>A sum sign takes the whole product after it.</summary>
    public static Result Summation(TokenList<Lexeme> input)
    {
        var sign = input.ConsumeToken();
        var body = FormulaGrammar.Product(sign.Remainder);
        if (!body.HasValue) return body;
        var (letter, limits) = (SumSign)sign.Value.Kind.Meaning!;
        return TokenListParserResult.Value<Lexeme, Node>(new Summation(letter, limits, body.Value), input, body.Remainder);
    }

    private static (IndexPair Indices, TokenList<Lexeme> Remainder) Indices(Token<Lexeme> open, TokenList<Lexeme> content, TokenKind close, string closing)
    {
        var (text, letters) = (new StringBuilder(), new StringBuilder());
        for (; ; content = content.ConsumeToken().Remainder)
        {
            var token = content.ConsumeToken().Value;
            if (token.Kind.Kind == close) break;
            if (token.Kind.Kind is not (TokenKind.Index or TokenKind.Number or TokenKind.Additive or TokenKind.Multiplicative or TokenKind.Comma or TokenKind.Colon))
                throw FormulaReader.Fault(TokenListParserResult.Empty<Lexeme, Node>(content, [closing]));
            text.Append(token.Kind.Kind == TokenKind.Index ? (char)token.Kind.Meaning! : token.ToStringValue());
            if (token.Kind.Kind == TokenKind.Index) letters.Append((char)token.Kind.Meaning!);
        }

        var indices = IndexPair.TryRead(text.ToString(), letters.ToString(), isSubscript: false) ?? throw NoIndex(open.Position.Column);
        return (indices, content.ConsumeToken().Remainder);
    }

    private static FormulaSyntaxException NoIndex(int position) => SyntaxErrors.At(
        position,
        $"U zagradi na {position}. mjestu treba biti indeks, npr. i, j ili i+j.",
        $"In the bracket at position {position} an index is due, such as i, j or i+j.");
}
