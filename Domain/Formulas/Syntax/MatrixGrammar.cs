using GradingService.Domain.Formulas.Operations;
using GradingService.Domain.Formulas.Trees;
using Superpower.Model;
using Result = Superpower.Model.TokenListParserResult<GradingService.Domain.Formulas.Syntax.Lexeme, GradingService.Domain.Formulas.Trees.Node>;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>Square brackets: a matrix by rows, <c>[1, 2; 3, 4]</c> or <c>[[1, 2], [3, 4]]</c>, or one value, which they merely enclose.</summary>
internal static class MatrixGrammar
{
    public static Result Bracket(TokenList<Lexeme> input) => Rows(input, TokenKind.CloseSquare, "]", areRows: true);

    /// <summary>LaTeX's matrix, whose entries always stand side by side.</summary>
    public static Result Environment(TokenList<Lexeme> input) => Rows(input, TokenKind.CloseMatrix, "\\end", areRows: false);

    private static Result Rows(TokenList<Lexeme> input, TokenKind close, string closing, bool areRows)
    {
        var rest = input.ConsumeToken().Remainder;
        var rows = new List<List<Node>> { new() };
        while (true)
        {
            var entry = FormulaGrammar.Expression(rest);
            if (!entry.HasValue) return entry;
            rows[^1].Add(entry.Value);
            areRows = areRows && IsRow(rest, entry.Remainder);
            var sign = entry.Remainder.ConsumeToken();
            rest = sign.Remainder;
            switch (sign.Value.Kind.Kind)
            {
                case TokenKind.Comma:
                    continue;
                case TokenKind.Semicolon:
                    rows.Add([]);
                    continue;
                case var kind when kind == close:
                    return TokenListParserResult.Value(Matrix(rows, areRows), input, rest);
                default:
                    return TokenListParserResult.Empty<Lexeme, Node>(entry.Remainder, [closing]);
            }
        }
    }

    /// <summary>Whether brackets hold several values, so that they are a list and don't merely enclose.</summary>
    public static bool IsList(TokenList<Lexeme> open)
    {
        var depth = 0;
        for (var next = open.ConsumeToken(); next.HasValue; next = next.Remainder.ConsumeToken())
        {
            var kind = next.Value.Kind.Kind;
            depth += Lexeme.Opens(kind) ? 1 : Lexeme.Closes(kind) ? -1 : 0;
            if (depth == 1 && kind == TokenKind.Comma) return true;
            if (depth == 0) return false;
        }

        return false;
    }

    // NumPy's comma between rows stacks them, any other comma puts side by side.
    private static Node Matrix(List<List<Node>> rows, bool areRows) => rows.Count == 1 && areRows
        ? Joined(rows[0], Blocks.InColumn)
        : Joined(rows.Select(row => Joined(row, Blocks.InRow)), Blocks.InColumn);

    private static Node Joined(IEnumerable<Node> parts, Blocks blocks) => parts.Aggregate((joined, part) => new Application(blocks, joined, part));

    // Whether the tokens up to the end are one pair of brackets around a single row.
    private static bool IsRow(TokenList<Lexeme> tokens, TokenList<Lexeme> end)
    {
        if (FormulaGrammar.Next(tokens) != TokenKind.OpenSquare) return false;
        var depth = 0;
        while (tokens.Position < end.Position)
        {
            var next = tokens.ConsumeToken();
            var kind = next.Value.Kind.Kind;
            depth += Lexeme.Opens(kind) ? 1 : Lexeme.Closes(kind) ? -1 : 0;
            tokens = next.Remainder;
            if (depth == 1 && kind == TokenKind.Semicolon) return false;
            if (depth == 0) return tokens.Position == end.Position;
        }

        return false;
    }
}
