using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>Raised and lowered signs after an operand.</summary>
internal sealed partial class FormulaTokenizer
{
    private const string RaisedDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const int MostRaisedDigits = 6;

    private static readonly string[] TransposeStyles = ["\\mathsf", "\\mathrm", "\\mathit", "\\mathbf", "\\mathtt", "\\textsf", "\\textrm", "\\text", "\\operatorname", "\\boldsymbol", "\\rm", "\\sf"];
    private static readonly string[] TransposeSpaces = ["\\!", "\\,", "\\:", "\\;"];
    private static readonly string[] TransposeSigns = ["T", "⊤", "⊺", "ᵀ", "\\top", "\\intercal", "\\prime", "'", "′"];

    private static bool IsRaised(char c) => c == '⁻' || RaisedDigits.Contains(c, StringComparison.Ordinal);

    /// <summary>Where a transposition ends whose caret is before <paramref name="at"/>: ^T, ^{T}, ^\top, ^{\mathsf{T}}; 0 where there is none.</summary>
    private int TransposeEnd(int at)
    {
        at = PastSpaces(at);
        if (At(at) == '{')
        {
            var inner = At(at + 1) == '{' ? 0 : TransposeEnd(at + 1);
            if (inner > 0) inner = PastSpaces(inner);
            return inner > 0 && At(inner) == '}' ? inner + 1 : 0;
        }

        foreach (var style in TransposeStyles)
        {
            if (Reads(at, style) && At(at + style.Length) is '{' or ' ') return TransposeEnd(at + style.Length);
        }

        foreach (var sign in TransposeSigns)
        {
            var end = at + sign.Length;
            if (Reads(at, sign) && !char.IsAsciiLetterOrDigit(At(end)) && At(end) != '_') return end;
        }

        return 0;
    }

    private int PastSpaces(int at)
    {
        while (true)
        {
            var space = At(at) == ' ' ? 1 : TransposeSpaces.Any(space => Reads(at, space)) ? 2 : 0;
            if (space == 0) return at;
            at += space;
        }
    }

    private void ReadSuperscript()
    {
        var end = _text[_at] == '⁻' ? _at + 1 : _at;
        var (digits, value) = (0, 0);
        while (digits < MostRaisedDigits && RaisedDigits.IndexOf(At(end + digits), StringComparison.Ordinal) is >= 0 and var digit)
        {
            value = 10 * value + digit;
            digits++;
        }

        if (digits == 0 || IsRaised(At(end + digits))) throw Unexpected(_at);
        Emit(new(TokenKind.Superscript, Number: _text[_at] == '⁻' ? -value : value), end + digits - _at);
    }

    // After a closing bracket or bar: _2, _{2}, ₂, _F, _∞, and _+ for the positive part.
    private void ReadSubscript()
    {
        var end = _at + 1;
        if (_text[_at] != '_')
        {
            while (NameKey.IsLowered(At(end))) end++;
        }
        else if (At(end) == '{')
        {
            end = BracesEnd(end);
            if (end == 0) throw SyntaxErrors.Expected(Column(_text.Length), "}", null);
        }
        else if (IsDigit(end)) end = DigitsEnd(end);
        else if (Reads(end, "\\infty")) end += "\\infty".Length;
        else if (char.IsLetter(At(end)) || At(end) is '+' or '∞') end++;
        else throw Unexpected(_at);
        var content = NameKey.Of(_text.AsSpan(_at, end - _at)).Replace('₊', '+');
        var indices = _scope.IndexLetters.Length > 0 ? IndexPair.TryRead(content, _scope.IndexLetters, isSubscript: true) : null;
        var isLettered = indices is not null && indices.Letters.Any();
        Emit(new(TokenKind.Subscript, isLettered ? indices : content), end - _at);
    }

    private bool Reads(int at, string expected) => string.CompareOrdinal(_text, at, expected, 0, expected.Length) == 0;
}
