namespace GradingService.Domain.Formulas.Syntax;

/// <summary>A spelling of a name that is more than a word, such as <c>h^(t-1)</c>. Spaces and braces don't count.</summary>
internal sealed class NamePhrase(string spelling, int index)
{
    public string Text { get; } = NameKey.Of(spelling);

    public int Index { get; } = index;

    public static bool IsPhrase(string spelling)
    {
        foreach (var c in spelling)
        {
            if (c is '^' or '(' or '[' or '/') return true;
        }

        return false;
    }

    /// <summary>How many characters of the text spell this phrase from a place on; 0 where they don't.</summary>
    public int MatchAt(ReadOnlySpan<char> text)
    {
        if (char.IsAscii(text[0]) && text[0] != Text[0]) return 0;
        var (at, matched, braces) = (0, 0, 0);
        while (at < text.Length)
        {
            if (matched == Text.Length && (braces == 0 || text[at] != '}')) break;
            if (text[at] == '{') braces++;
            else if (text[at] == '}') braces--;
            if (braces < 0) return 0;
            var key = NameKey.Of(text.Slice(at, 1));
            if (!Text.AsSpan(matched).StartsWith(key, StringComparison.Ordinal)) return 0;
            matched += key.Length;
            at++;
        }

        var runsOn = at < text.Length && char.IsLetterOrDigit(text[at]) && char.IsLetterOrDigit(Text[^1]);
        return matched == Text.Length && braces == 0 && !runsOn ? at : 0;
    }
}
