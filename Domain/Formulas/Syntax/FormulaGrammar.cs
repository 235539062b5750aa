using GradingService.Domain.Formulas.Operations;
using GradingService.Domain.Formulas.Trees;
using Superpower;
using Superpower.Model;
using Result = Superpower.Model.TokenListParserResult<GradingService.Domain.Formulas.Syntax.Lexeme, GradingService.Domain.Formulas.Trees.Node>;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>The grammar, loosest first: sums; products, divisions and operands side by side; signs; powers, from the right; what follows an
/// operand (transpose, index, method); operands. Built once. Faults with a reason of their own are thrown, the others are expectations.</summary>
internal static class FormulaGrammar
{
    /// <summary>The expectation of a value, where the others are the sign expected.</summary>
    public const string OperandExpected = "operand";

    private static readonly string[] OperandDue = [OperandExpected];

    private static readonly TokenListParser<Lexeme, Operation> PlusOrMinus = Operator(TokenKind.Additive);

    public static readonly TokenListParser<Lexeme, Node> Product = Parse.Chain<Lexeme, Node, Operation>(TimesOrNothing, Signed, Apply);

    /// <summary>A whole formula, without a left side.</summary>
    public static readonly TokenListParser<Lexeme, Node> Expression = Parse.Chain(PlusOrMinus, Product, Apply);

    private static readonly TokenListParser<Lexeme, Node> Round = Enclosed(TokenKind.OpenRound, TokenKind.CloseRound, ")");
    private static readonly TokenListParser<Lexeme, Node> Curly = Enclosed(TokenKind.OpenCurly, TokenKind.CloseCurly, "}");

    private static readonly TokenListParser<Lexeme, Node> Bars = Enclosed(TokenKind.OpenMagnitude, TokenKind.CloseMagnitude, "|")
        .Select(inner => (Node)new Application(Magnitude.Instance, inner));

    private static readonly TokenListParser<Lexeme, Node> DoubleBars = Enclosed(TokenKind.OpenNorm, TokenKind.CloseNorm, "||")
        .Select(inner => (Node)new Application(Norm.Euclidean, inner));

    private static readonly TokenListParser<Lexeme, Node> Angles =
        from open in Is(TokenKind.OpenAngle, "⟨")
        from first in Parse.Ref(() => Expression!)
        from comma in Is(TokenKind.Comma, ",")
        from second in Parse.Ref(() => Expression!)
        from close in Is(TokenKind.CloseAngle, "⟩")
        select (Node)new Application(Dot.Instance, first, second);

    private static readonly TokenListParser<Lexeme, Node> Fraction =
        from command in Is(TokenKind.Fraction, "\\frac")
        from numerator in (TokenListParser<Lexeme, Node>)FractionPart
        from denominator in (TokenListParser<Lexeme, Node>)FractionPart
        select (Node)new Application(Quotient.Instance, numerator, denominator);

    public static TokenKind Next(TokenList<Lexeme> input) => input.IsAtEnd ? TokenKind.End : input.ConsumeToken().Value.Kind.Kind;

    public static TokenListParser<Lexeme, Token<Lexeme>> Is(TokenKind kind, string sign)
    {
        string[] expectations = [sign];
        return input =>
        {
            var next = input.ConsumeToken();
            return next.HasValue && next.Value.Kind.Kind == kind
                ? next
                : TokenListParserResult.Empty<Lexeme, Token<Lexeme>>(input, expectations);
        };
    }

    private static TokenListParser<Lexeme, Node> Enclosed(TokenKind open, TokenKind close, string closing) =>
        Parse.Ref(() => Expression).Between(Is(open, ""), Is(close, closing));

    private static TokenListParser<Lexeme, Operation> Operator(TokenKind kind)
    {
        var token = Is(kind, "");
        return token.Select(found => (Operation)found.Kind.Meaning!);
    }

    private static Node Apply(Operation operation, Node first, Node second) => new Application(operation, first, second);

    // Two operands side by side are multiplied.
    private static TokenListParserResult<Lexeme, Operation> TimesOrNothing(TokenList<Lexeme> input)
    {
        var next = input.ConsumeToken();
        if (!next.HasValue) return TokenListParserResult.Empty<Lexeme, Operation>(input);
        if (next.Value.Kind.Kind == TokenKind.Multiplicative)
            return TokenListParserResult.Value((Operation)next.Value.Kind.Meaning!, input, next.Remainder);
        return Lexeme.BeginsOperand(next.Value.Kind.Kind)
            ? TokenListParserResult.Value<Lexeme, Operation>(Operations.Product.Instance, input, input)
            : TokenListParserResult.Empty<Lexeme, Operation>(input);
    }

    private static Result Signed(TokenList<Lexeme> input)
    {
        var rest = SkipSigns(input, out var negations);
        var operand = Powers(rest);
        return operand.HasValue ? TokenListParserResult.Value(Negated(operand.Value, negations), input, operand.Remainder) : operand;
    }

    // a ^ -b ^ c is a ^ (-(b ^ c)); collected from the left and joined from the right, so that a tower of any height needs no recursion.
    private static Result Powers(TokenList<Lexeme> input)
    {
        var first = PostfixGrammar.Operand(input);
        if (!first.HasValue || Next(first.Remainder) != TokenKind.Power) return first;
        var tower = new Stack<(Node Base, Operation Power, int Negations)>();
        var (value, rest) = (first.Value, first.Remainder);
        while (Next(rest) == TokenKind.Power)
        {
            var power = rest.ConsumeToken();
            rest = SkipSigns(power.Remainder, out var negations);
            tower.Push((value, (Operation)power.Value.Kind.Meaning!, negations));
            var exponent = PostfixGrammar.Operand(rest);
            if (!exponent.HasValue) return exponent;
            (value, rest) = (exponent.Value, exponent.Remainder);
        }

        // ‖x‖^2_2 and [x]^2_+: the subscript belongs to what is raised.
        if (Next(rest) == TokenKind.Subscript && rest.ConsumeToken().Value.Kind.Meaning is string && tower.TryPop(out var raised))
        {
            tower.Push((PostfixGrammar.Lowered(raised.Base, rest.ConsumeToken().Value), raised.Power, raised.Negations));
            rest = rest.ConsumeToken().Remainder;
        }

        while (tower.TryPop(out var lower)) value = Apply(lower.Power, lower.Base, Negated(value, lower.Negations));
        return TokenListParserResult.Value(value, input, rest);
    }

    /// <summary>An operand by itself; what it begins with says which.</summary>
    public static Result Atom(TokenList<Lexeme> input)
    {
        var next = input.ConsumeToken();
        if (!next.HasValue) return TokenListParserResult.Empty<Lexeme, Node>(input, OperandDue);
        var token = next.Value;
        return token.Kind.Kind switch
        {
            TokenKind.Number => TokenListParserResult.Value<Lexeme, Node>(new Constant(token.Kind.Number), input, next.Remainder),
            TokenKind.Name => TokenListParserResult.Value((Node)token.Kind.Meaning!, input, next.Remainder),
            TokenKind.Function => CallGrammar.Call((FormulaFunction)token.Kind.Meaning!, token.Position.Column, null, next.Remainder),
            TokenKind.Delta => IndexGrammar.Delta(input),
            TokenKind.Summation => IndexGrammar.Summation(input),
            TokenKind.OpenRound => Round(input),
            TokenKind.OpenCurly => Curly(input),
            TokenKind.OpenSquare => MatrixGrammar.Bracket(input),
            TokenKind.OpenMagnitude => Bars(input),
            TokenKind.OpenNorm => DoubleBars(input),
            TokenKind.OpenAngle => Angles(input),
            TokenKind.OpenMatrix => MatrixGrammar.Environment(input),
            TokenKind.Fraction => Fraction(input),
            _ => TokenListParserResult.Empty<Lexeme, Node>(input, OperandDue),
        };
    }

    // \frac takes groups in braces, numbers and names; anything longer would need braces in LaTeX too.
    private static Result FractionPart(TokenList<Lexeme> input) =>
        Next(input) is TokenKind.OpenCurly or TokenKind.Number or TokenKind.Name or TokenKind.Unknown
            ? Atom(input)
            : TokenListParserResult.Empty<Lexeme, Node>(input, ["{"]);

    private static TokenList<Lexeme> SkipSigns(TokenList<Lexeme> input, out int negations)
    {
        negations = 0;
        while (Next(input) == TokenKind.Additive)
        {
            var sign = input.ConsumeToken();
            if (ReferenceEquals(sign.Value.Kind.Meaning, Elementwise.Subtract)) negations++;
            input = sign.Remainder;
        }

        return input;
    }

    private static Node Negated(Node node, int times)
    {
        for (; times > 0; times--) node = new Application(Elementwise.Negate, node);
        return node;
    }
}
