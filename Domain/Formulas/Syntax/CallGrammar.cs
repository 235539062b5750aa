using GradingService.Domain.Formulas.Trees;
using Superpower;
using Superpower.Model;
using Result = Superpower.Model.TokenListParserResult<GradingService.Domain.Formulas.Syntax.Lexeme, GradingService.Domain.Formulas.Trees.Node>;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>Arguments of functions, in any brackets, and indices in square ones.</summary>
internal static class CallGrammar
{
    private static readonly TokenListParser<Lexeme, Token<Lexeme>> Comma = FormulaGrammar.Is(TokenKind.Comma, ",");

    /// <summary>The brackets and arguments of a function; a method's receiver is its first argument.</summary>
    public static Result Call(FormulaFunction function, int position, Node? receiver, TokenList<Lexeme> input)
    {
        var open = FormulaGrammar.Next(input);
        if (open is not (TokenKind.OpenRound or TokenKind.OpenCurly or TokenKind.OpenSquare))
            return TokenListParserResult.Empty<Lexeme, Node>(input, ["("]);
        var call = new FunctionCall(function, position);
        if (receiver is not null) call.Add(new Argument(receiver, null, null, position));
        var rest = input.ConsumeToken().Remainder;
        if (FormulaGrammar.Next(rest) != open + 1)
        {
            var arguments = Arguments(call, rest);
            if (!arguments.HasValue) return TokenListParserResult.CastEmpty<Lexeme, Unit, Node>(arguments);
            rest = arguments.Remainder;
        }

        if (FormulaGrammar.Next(rest) != open + 1)
            return TokenListParserResult.Empty<Lexeme, Node>(rest, [open == TokenKind.OpenRound ? ")" : open == TokenKind.OpenCurly ? "}" : "]"]);
        return TokenListParserResult.Value(call.Build(), input, rest.ConsumeToken().Remainder);
    }

    /// <summary>One index, or a row and a column, after the opening bracket.</summary>
    public static (Node Node, TokenList<Lexeme> Remainder) Index(Node node, int position, TokenList<Lexeme> input)
    {
        var (first, rest) = WholeNumber(position, input);
        int? second = null;
        if (FormulaGrammar.Next(rest) == TokenKind.Comma) (second, rest) = WholeNumber(position, rest.ConsumeToken().Remainder);
        return FormulaGrammar.Next(rest) == TokenKind.CloseSquare
            ? (new Application(new Operations.Index(first, second), node), rest.ConsumeToken().Remainder)
            : throw FormulaReader.Fault(TokenListParserResult.Empty<Lexeme, Node>(rest, ["]"]));
    }

    private static TokenListParserResult<Lexeme, Unit> Arguments(FunctionCall call, TokenList<Lexeme> input)
    {
        var rest = input;
        while (true)
        {
            var first = rest.ConsumeToken();
            var position = first.Value.Position.Column;
            string? keyword = null;
            if (FormulaGrammar.Next(first.Remainder) == TokenKind.Equals)
            {
                keyword = first.Value.ToStringValue();
                rest = first.Remainder.ConsumeToken().Remainder;
                first = rest.ConsumeToken();
            }

            if (first.Value.Kind.Kind == TokenKind.Text)
            {
                call.Add(new Argument(null, (string)first.Value.Kind.Meaning!, keyword, position));
                rest = first.Remainder;
            }
            else
            {
                var value = FormulaGrammar.Expression(rest);
                if (!value.HasValue) return TokenListParserResult.CastEmpty<Lexeme, Node, Unit>(value);
                call.Add(new Argument(value.Value, null, keyword, position));
                rest = value.Remainder;
            }

            var comma = Comma(rest);
            if (!comma.HasValue) return TokenListParserResult.Value(Unit.Value, input, rest);
            rest = comma.Remainder;
        }
    }

    private static (int Value, TokenList<Lexeme> Remainder) WholeNumber(int position, TokenList<Lexeme> input)
    {
        var stated = FormulaGrammar.Expression(input);
        if (!stated.HasValue) throw FormulaReader.Fault(stated);
        return FunctionCall.TryWhole(stated.Value, out var whole)
            ? (whole, stated.Remainder)
            : throw SyntaxErrors.At(
                position,
                $"Indeks u uglatoj zagradi na {position}. mjestu mora biti cijeli broj.",
                $"The index in the bracket at position {position} must be a whole number.");
    }
}
