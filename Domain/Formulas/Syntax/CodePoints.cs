namespace GradingService.Domain.Formulas.Syntax;

/// <summary>Places in a text, counted in Unicode characters from 1.</summary>
internal static class CodePoints
{
    /// <summary>Refuses what is no text: NUL, halves of surrogate pairs, and more characters than a formula may have.</summary>
    /// <returns>Whether every character is one UTF-16 unit.</returns>
    public static bool Check(string text)
    {
        var pairs = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (at - pairs >= Formula.MaxLength) throw SyntaxErrors.TooLong();
            if (text[at] == '\0') throw SyntaxErrors.NotText(at - pairs + 1);
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) throw SyntaxErrors.NotText(at - pairs + 1);
            pairs++;
            at++;
        }

        return pairs == 0;
    }

    /// <summary>The place of the UTF-16 unit at an index.</summary>
    public static int Column(ReadOnlySpan<char> text, int index)
    {
        var column = 1;
        for (var at = 0; at < index && at < text.Length; at++) column += char.IsLowSurrogate(text[at]) ? 0 : 1;
        return column;
    }

    /// <summary>The character at an index, both halves of it.</summary>
    public static string SymbolAt(string text, int index) => text.Substring(index, char.IsHighSurrogate(text[index]) ? 2 : 1);
}
