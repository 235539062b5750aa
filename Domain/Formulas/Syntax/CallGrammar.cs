using GradingService.Domain.Formulas.Operations;
using GradingService.Domain.Formulas.Trees;
using Superpower.Model;
using Result = Superpower.Model.TokenListParserResult<GradingService.Domain.Formulas.Syntax.Lexeme, GradingService.Domain.Formulas.Trees.Node>;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>Arguments of functions, in any brackets, and indices in square ones.</summary>
internal static class CallGrammar
{
    /// <summary>The brackets and arguments of a function; a method's receiver is its first argument.</summary>
    public static Result Call(FormulaFunction function, int position, Node? receiver, TokenList<Lexeme> input)
    {
        if (receiver is null && FormulaGrammar.Next(input) is TokenKind.Power or TokenKind.Superscript) return PowerOfCall(function, position, input);
        var open = FormulaGrammar.Next(input);
        if (open is TokenKind.OpenMatrix && receiver is null)
        {
            var matrix = FormulaGrammar.Atom(input);
            return matrix.HasValue ? TokenListParserResult.Value(Of(function, position, matrix.Value), input, matrix.Remainder) : matrix;
        }

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

    private static Node Of(FormulaFunction function, int position, Node argument)
    {
        var call = new FunctionCall(function, position);
        call.Add(new Argument(argument, null, null, position));
        return call.Build();
    }

    // norm²(x) and \max^{2}(0, x) are powers of the call.
    private static Result PowerOfCall(FormulaFunction function, int position, TokenList<Lexeme> input)
    {
        var sign = input.ConsumeToken();
        var exponent = sign.Value.Kind.Kind == TokenKind.Superscript
            ? TokenListParserResult.Value(PostfixGrammar.Exponent(sign.Value), input, sign.Remainder)
            : FormulaGrammar.Next(sign.Remainder) is TokenKind.Number or TokenKind.OpenCurly
                ? FormulaGrammar.Atom(sign.Remainder)
                : TokenListParserResult.Empty<Lexeme, Node>(input, ["("]);
        if (!exponent.HasValue) return exponent;
        if (FormulaGrammar.Next(exponent.Remainder) is TokenKind.Power or TokenKind.Superscript)
            return TokenListParserResult.Empty<Lexeme, Node>(exponent.Remainder, ["("]);
        var call = Call(function, position, null, exponent.Remainder);
        return call.HasValue
            ? TokenListParserResult.Value<Lexeme, Node>(new Application(Power.Instance, call.Value, exponent.Value), input, call.Remainder)
            : call;
    }

    /// <summary>Whether a bracket holds whole numbers only. After a name it must; after anything else, what isn't an index is a factor.</summary>
    public static bool IsIndex(TokenList<Lexeme> content)
    {
        while (FormulaGrammar.Next(content) is TokenKind.Number or TokenKind.Additive or TokenKind.Comma) content = content.ConsumeToken().Remainder;
        return FormulaGrammar.Next(content) == TokenKind.CloseSquare;
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
                keyword = first.Value.ToStringValue().Trim('{', '}');
                rest = first.Remainder.ConsumeToken().Remainder;
                first = rest.ConsumeToken();
            }

            if (call.TakesShape && first.Value.Kind.Kind is TokenKind.OpenRound or TokenKind.OpenSquare && MatrixGrammar.IsList(rest))
            {
                var shape = Arguments(call, first.Remainder);
                if (!shape.HasValue) return shape;
                if (FormulaGrammar.Next(shape.Remainder) != first.Value.Kind.Kind + 1) return TokenListParserResult.Empty<Lexeme, Unit>(shape.Remainder, [")"]);
                rest = shape.Remainder.ConsumeToken().Remainder;
            }
            else if (first.Value.Kind.Kind == TokenKind.Text)
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

            if (FormulaGrammar.Next(rest) is not (TokenKind.Comma or TokenKind.Semicolon)) return TokenListParserResult.Value(Unit.Value, input, rest);
            rest = rest.ConsumeToken().Remainder;
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
