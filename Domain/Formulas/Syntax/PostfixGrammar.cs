using System.Globalization;
using GradingService.Domain.Formulas.Operations;
using GradingService.Domain.Formulas.Trees;
using Superpower.Model;
using Result = Superpower.Model.TokenListParserResult<GradingService.Domain.Formulas.Syntax.Lexeme, GradingService.Domain.Formulas.Trees.Node>;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>An operand with what stands before it (√) and after it: a transposition, a raised digit, a subscript, an index, a method.</summary>
internal static class PostfixGrammar
{
    public static Result Operand(TokenList<Lexeme> input)
    {
        var (rest, roots) = (input, 0);
        for (; FormulaGrammar.Next(rest) == TokenKind.Root; roots++) rest = rest.ConsumeToken().Remainder;
        // √[3]{x} is a cube root, which the language doesn't have.
        if (roots > 0 && FormulaGrammar.Next(rest) == TokenKind.OpenSquare) return TokenListParserResult.Empty<Lexeme, Node>(rest, ["("]);
        var isName = FormulaGrammar.Next(rest) == TokenKind.Name;
        var atom = FormulaGrammar.Atom(rest);
        if (!atom.HasValue) return atom;
        (var node, rest) = (atom.Value, atom.Remainder);
        for (; roots > 0; roots--) node = new Application(Elementwise.Sqrt, node);
        while (!rest.IsAtEnd)
        {
            var next = rest.ConsumeToken();
            var token = next.Value;
            switch (token.Kind.Kind)
            {
                case TokenKind.Transpose:
                    (node, rest) = (new Application(Transpose.Instance, node), next.Remainder);
                    continue;
                case TokenKind.Superscript:
                    (node, rest) = (new Application(Power.Instance, node, Exponent(token)), next.Remainder);
                    continue;
                case TokenKind.Subscript when node is not Constant && token.Kind.Meaning is IndexPair indices:
                    (node, rest) = (new IndexedEntry(node, indices), next.Remainder);
                    continue;
                case TokenKind.OpenSquare when node is not Constant && IndexGrammar.IsIndexed(next.Remainder):
                    (node, rest) = IndexGrammar.Entry(node, token, next.Remainder);
                    continue;
                case TokenKind.Subscript when node is not Constant:
                    (node, rest) = (Lowered(node, token), next.Remainder);
                    continue;
                case TokenKind.OpenSquare when (isName && node is Variable) || (node is not Constant && CallGrammar.IsIndex(next.Remainder)):
                    (node, rest) = CallGrammar.Index(node, token.Position.Column, next.Remainder);
                    continue;
                case TokenKind.Method:
                    var applied = Method(node, token, next.Remainder);
                    if (!applied.HasValue) return applied;
                    (node, rest) = (applied.Value, applied.Remainder);
                    continue;
            }

            break;
        }

        return TokenListParserResult.Value(node, input, rest);
    }

    /// <summary>The exponent that raised digits state.</summary>
    public static Node Exponent(Token<Lexeme> raised)
    {
        var stated = new Constant(Math.Abs(raised.Kind.Number));
        return raised.Kind.Number < 0 ? new Application(Elementwise.Negate, stated) : stated;
    }

    /// <summary>A subscript: after a norm its order, "+" the positive part, anywhere else it counts entries from 1. It may follow the exponent,
    /// as in ‖x‖²₂.</summary>
    public static Application Lowered(Node node, Token<Lexeme> token)
    {
        var content = (string)token.Kind.Meaning!;
        if (node is Application { Operation: Power, Second: Constant exponent } power)
            return new Application(Power.Instance, Lowered(power.First, token), exponent);
        if (node is Constant) throw SyntaxErrors.Unexpected(token.Position.Column, token.ToStringValue());
        if (content == "+") return new Application(Elementwise.Relu, node);
        if (node is Application { Operation: Magnitude or Norm { Order: NormOrder.Two, Axis: null } } norm)
        {
            return content switch
            {
                "1" or "L1" => new Application(new Norm(NormOrder.One), norm.First),
                "2" or "L2" or "F" => new Application(Norm.Euclidean, norm.First),
                "∞" or "infty" or "inf" => new Application(new Norm(NormOrder.Infinity), norm.First),
                _ => throw SyntaxErrors.Unexpected(token.Position.Column, token.ToStringValue()),
            };
        }

        var places = content.Split(',');
        var (first, second) = (Place(places[0], token), places.Length == 2 ? Place(places[1], token) : (int?)null);
        if (places.Length > 2) throw SyntaxErrors.Unexpected(token.Position.Column, token.ToStringValue());
        return new Application(new Operations.Index(first, second), node);
    }

    private static int Place(string written, Token<Lexeme> token)
    {
        if (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place > ValueShape.MaxEntries)
            throw SyntaxErrors.Unexpected(token.Position.Column, token.ToStringValue());
        return place > 0
            ? place - 1
            : throw SyntaxErrors.At(
                token.Position.Column,
                "Donji indeksi broje od 1, a indeksi u uglatim zagradama od 0.",
                "Subscripts count from 1, indices in brackets from 0.");
    }

    private static Result Method(Node receiver, Token<Lexeme> token, TokenList<Lexeme> rest)
    {
        var name = (string)token.Kind.Meaning!;
        if (name is "T" or "mT") return TokenListParserResult.Value<Lexeme, Node>(new Application(Transpose.Instance, receiver), rest, rest);
        return FunctionTable.TryFind(name is "t" ? "transpose" : NameKey.Of(name), out var function)
            ? CallGrammar.Call(function!, token.Position.Column, receiver, rest)
            : throw SyntaxErrors.UnknownFunction(token.Position.Column, name, ClosestName.Of(name, FunctionTable.Names));
    }
}
