using System.Globalization;
using GradingService.Domain.Formulas.Trees;
using Superpower.Model;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>Cuts a text into tokens and looks up the names in the scope. The text itself is never rewritten, so a token's column is its place,
/// in Unicode characters, in the text as typed.</summary>
internal sealed partial class FormulaTokenizer
{
    private readonly string _text;
    private readonly FormulaScope _scope;
    private readonly bool _isPlain;
    private readonly bool _indicesFirst;
    private readonly List<Token<Lexeme>> _tokens;
    private int _at;
    private int _fractionDigits;

    private FormulaTokenizer(string text, FormulaScope scope, bool indicesFirst) =>
        (_text, _scope, _indicesFirst, _isPlain, _tokens) = (text, scope, indicesFirst, CodePoints.Check(text), new(text.Length / 2 + 4));

    /// <summary>The tokens of a text and one for its end; bars are not yet told apart into opening and closing ones.</summary>
    public static List<Token<Lexeme>> Tokenize(string text, FormulaScope scope, bool indicesFirst = false)
    {
        var tokenizer = new FormulaTokenizer(text, scope, indicesFirst);
        while (tokenizer._at < text.Length) tokenizer.ReadOne(text[tokenizer._at]);
        tokenizer.Emit(default, 0);
        return tokenizer._tokens;
    }

    private void ReadOne(char c)
    {
        if (Symbols.IsBlank(c)) _at++;
        else if (c is '1' or UnsizedOnes.High && _scope.Sizes.Length > 0 && TryReadOnes(_at)) return;
        else if (char.IsAsciiDigit(c) || (c == '.' && IsDigit(_at + 1))) ReadNumber();
        else if (c is '∑' or 'Σ') ReadSumSign(_at + 1);
        else if (Symbols.BeginsName(c)) ReadWord();
        else if (c == '\\') ReadCommand();
        else if (c == '.') ReadDot();
        else if (c == '*' && At(_at + 1) == '*') Emit(Symbols.Caret, 2);
        else if (c is '*' or '∗') Emit(Symbols.Asterisk(_scope.ConvolvesByAsterisk), 1);
        else if (c == ':' && At(_at + 1) == '=') Emit(new(TokenKind.Equals), 2);
        else if (c == '^' && TransposeEnd(_at + 1) is > 0 and var end) Emit(new(TokenKind.Transpose), end - _at);
        else if (c is '_' or '₊' || NameKey.IsLowered(c)) ReadSubscript();
        else if (IsRaised(c)) ReadSuperscript();
        else if (c is '"' or '\'' && IsArgumentDue) ReadText(c);
        else if (Symbols.TryGet(c, out var lexeme)) Emit(lexeme, 1);
        else throw Unexpected(_at);
    }

    private bool IsArgumentDue => _tokens.Count > 0 && _tokens[^1].Kind.Kind is TokenKind.Comma or TokenKind.Equals;

    private void ReadNumber()
    {
        var end = _at + 1;
        if (_fractionDigits > 0 && !IsDigit(_at)) throw Unexpected(_at);
        if (_fractionDigits == 0)
        {
            end = DigitsEnd(_at);
            // In 2.*x the dot belongs to the operator.
            if (At(end) == '.' && At(end + 1) is not ('*' or '/' or '^' or '\'')) end = DigitsEnd(end + 1);
            if (At(end) is 'e' or 'E')
            {
                var exponent = At(end + 1) is '+' or '-' ? end + 2 : end + 1;
                if (IsDigit(exponent)) end = DigitsEnd(exponent);
            }
        }

        var value = double.Parse(_text.AsSpan(_at, end - _at), NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsInfinity(value)) throw SyntaxErrors.NumberTooLarge(Column(_at));
        var digitsLeft = Math.Max(0, _fractionDigits - 1);
        Emit(new(TokenKind.Number, Number: value), end - _at);
        _fractionDigits = digitsLeft;
    }

    private void ReadDot()
    {
        if (Symbols.TryGetDotted(At(_at + 1), out var lexeme)) Emit(lexeme, 2);
        else if (Symbols.BeginsName(At(_at + 1)))
        {
            var (end, _) = WordEnd(_at + 1);
            Emit(new(TokenKind.Method, _text[(_at + 1)..end]), end - _at);
        }
        else throw Unexpected(_at);
    }

    private void ReadText(char quote)
    {
        var close = _text.IndexOf(quote, _at + 1);
        if (close < 0) throw Unexpected(_at);
        Emit(new(TokenKind.Text, _text[(_at + 1)..close]), close + 1 - _at);
    }

    private void Emit(Lexeme lexeme, int length)
    {
        _tokens.Add(new(lexeme, new TextSpan(_text, new Position(_at, 1, Column(_at)), length)));
        _at += length;
        // \frac12 is ½: after the command, digits are read one by one.
        _fractionDigits = lexeme.Kind == TokenKind.Fraction ? 2 : 0;
    }

    private int DigitsEnd(int at)
    {
        while (IsDigit(at)) at++;
        return at;
    }

    private FormulaSyntaxException Unexpected(int at) => SyntaxErrors.Unexpected(Column(at), CodePoints.SymbolAt(_text, at));

    private int Column(int at) => _isPlain ? at + 1 : CodePoints.Column(_text, at);

    private char At(int at) => at < _text.Length ? _text[at] : '\0';

    private bool IsDigit(int at) => char.IsAsciiDigit(At(at));
}
