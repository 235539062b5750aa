using GradingService.Domain.Formulas.Operations;
using GradingService.Domain.Formulas.Trees;
using Superpower.Model;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>From text to tree: tokens, bars, the left side, the grammar, and reasons for what doesn't parse.</summary>
internal static class FormulaReader
{
    /// <summary>How many brackets and bars may be open at once.</summary>
    public const int DeepestNesting = 32;

    // A sum sign takes all that follows, so signs nest wherever they stand.
    private const int MostSumSigns = 8;

    // A sum of this many terms is as deep a tree, and trees are walked recursively.
    private const int DeepestTree = 256;

    /// <summary>Reads a text, with the left side it may have.</summary>
    public static (string? LeftSide, Node Root) Read(string text, FormulaScope scope)
    {
        var read = Read(text, scope, indicesFirst: false);
        return scope.IndexLetters.Length == 0 || !IndexLetters.Occur(read.Root) ? read : Read(text, scope, indicesFirst: true);
    }

    // Where a formula has indices, x_i is an entry of x even if it is another spelling of x elsewhere.
    private static (string? LeftSide, Node Root) Read(string text, FormulaScope scope, bool indicesFirst)
    {
        var tokens = BarMatching.Resolve(FormulaTokenizer.Tokenize(text, scope, indicesFirst));
        if (scope.IndexLetters.Length > 0) SubscriptOrigin.Settle(tokens);
        if (tokens.Length == 1) throw SyntaxErrors.Empty();
        var (leftSide, right) = Split(text, tokens);
        Check(right, scope);
        var result = FormulaGrammar.Expression(new TokenList<Lexeme>(right));
        if (!result.HasValue) throw Fault(result);
        var next = result.Remainder.ConsumeToken().Value;
        if (next.Kind.Kind != TokenKind.End) throw Unexpected(next);
        // A bold 1 by itself may be a number as well.
        var root = result.Value is UnsizedOnes ? new Constant(1) : result.Value;
        return root.Depth <= DeepestTree
            ? (leftSide, SignOfSliding.Settled(root, scope))
            : throw SyntaxErrors.TooDeep(right[0].Position.Column);
    }

    /// <summary>The reason of a failed result.</summary>
    public static FormulaSyntaxException Fault(TokenListParserResult<Lexeme, Node> result)
    {
        var found = result.Remainder.ConsumeToken().Value;
        var expectation = result.Expectations is [var first, ..] ? first : FormulaGrammar.OperandExpected;
        if (found.Kind.Kind == TokenKind.Comma && expectation != FormulaGrammar.OperandExpected)
            return SyntaxErrors.CommaOutsideCall(found.Position.Column);
        return SyntaxErrors.Expected(
            found.Position.Column,
            expectation,
            found.Kind.Kind == TokenKind.End ? null : found.ToStringValue());
    }

    private static FormulaSyntaxException Unexpected(Token<Lexeme> token) => token.Kind.Kind switch
    {
        TokenKind.Comma => SyntaxErrors.CommaOutsideCall(token.Position.Column),
        TokenKind.Equals => SyntaxErrors.SecondEquals(token.Position.Column),
        _ => SyntaxErrors.Unexpected(token.Position.Column, token.ToStringValue()),
    };

    // An = within brackets belongs to a keyword argument.
    private static (string? LeftSide, Token<Lexeme>[] Right) Split(string text, Token<Lexeme>[] tokens)
    {
        var depth = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            var kind = tokens[i].Kind.Kind;
            depth += Lexeme.Opens(kind) ? 1 : Lexeme.Closes(kind) ? -1 : 0;
            if (kind != TokenKind.Equals || depth != 0) continue;
            CheckLeft(tokens.AsSpan(0, i + 1));
            return (text[..tokens[i].Position.Absolute].Trim(), tokens[(i + 1)..]);
        }

        return (null, tokens);
    }

    private static void CheckLeft(ReadOnlySpan<Token<Lexeme>> left)
    {
        for (var i = 0; i < left.Length - 1 || i == 0; i++)
        {
            var isName = left[i].Kind.Kind is TokenKind.Name or TokenKind.Unknown or TokenKind.Function;
            var isPart = left[i].Kind.Kind is not (TokenKind.Root or TokenKind.Additive or TokenKind.OpenMagnitude or TokenKind.OpenNorm)
                && (left[i].Kind.Kind != TokenKind.Multiplicative || left[i].Kind.Meaning is Quotient);
            var isExponent = i > 0 && left[i - 1].Kind.Kind == TokenKind.Power && left[i].Kind.Kind == TokenKind.Additive;
            if (i == 0 ? !isName && left[i].Kind.Kind != TokenKind.Fraction : !isName && !isPart && !isExponent)
                throw SyntaxErrors.NotALeftSide(left[i].Position.Column);
        }
    }

    private static void Check(ReadOnlySpan<Token<Lexeme>> tokens, FormulaScope scope)
    {
        var (depth, sums) = (0, 0);
        for (var i = 0; i < tokens.Length; i++)
        {
            var kind = tokens[i].Kind.Kind;
            depth += Lexeme.Opens(kind) ? 1 : Lexeme.Closes(kind) ? -1 : 0;
            if (kind == TokenKind.Summation) sums++;
            if (depth > DeepestNesting || sums > MostSumSigns) throw SyntaxErrors.TooDeep(tokens[i].Position.Column);
            if (kind == TokenKind.Unknown && tokens[i + 1].Kind.Kind != TokenKind.Equals) throw Unknown(tokens[i], tokens[i + 1], scope);
            if (kind == TokenKind.Number && i > 0 && IsGlued(tokens, i)) throw SyntaxErrors.NumberAfterOperand(tokens[i].Position.Column);
        }
    }

    // "18 538" is no product, and in "(a - b)2" a raised 2 was lost when copying.
    private static bool IsGlued(ReadOnlySpan<Token<Lexeme>> tokens, int number)
    {
        var before = tokens[number - 1];
        if (!Lexeme.EndsOperand(before.Kind.Kind)) return false;
        if (Symbols.IsConstant(tokens[number].Kind)) return false;
        if (before.Kind.Kind == TokenKind.Number && !Symbols.IsConstant(before.Kind)) return number < 2 || tokens[number - 2].Kind.Kind != TokenKind.Fraction;
        return before.Position.Absolute + before.Span.Length == tokens[number].Position.Absolute
            && before.Kind.Kind is not TokenKind.CloseCurly;
    }

    private static FormulaSyntaxException Unknown(Token<Lexeme> token, Token<Lexeme> next, FormulaScope scope)
    {
        var name = (string)token.Kind.Meaning!;
        var known = scope.Names.Select(each => each.Name);
        return next.Kind.Kind == TokenKind.OpenRound
            ? SyntaxErrors.UnknownFunction(token.Position.Column, name, ClosestName.Of(name, known.Concat(FunctionTable.Names)))
            : SyntaxErrors.UnknownName(token.Position.Column, name, scope, ClosestName.Of(name, known));
    }
}
