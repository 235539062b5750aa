using System.Globalization;
using System.Text;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>What stands in an index: letters with whole factors and a whole number, such as <c>2*i + j - 1</c>. Equal where it is written equally.</summary>
internal sealed class IndexForm : IEquatable<IndexForm>
{
    private const int MostDigits = 4;
    private const int MostTerms = 8;

    private readonly (char Letter, int Factor)[] _terms;
    private readonly int _constant;

    private IndexForm(List<(char Letter, int Factor)> terms, int constant, bool isSubscript)
    {
        (_terms, _constant) = ([.. terms], constant);
        // A letter alone runs over the entries, wherever counting begins.
        IsSubscript = isSubscript && !(constant == 0 && terms is [(_, 1)]);
    }

    /// <summary>The same where nothing is counted, as in δ.</summary>
    public IndexForm Uncounted => new([.. _terms], _constant, isSubscript: false);

    /// <summary>Whether the place depends on where subscripts begin to count.</summary>
    public bool IsSubscript { get; }

    public IEnumerable<char> Letters => _terms.Select(term => term.Letter);

    /// <summary>The letter of an index that is nothing else.</summary>
    public char? Alone => _terms is [(var letter, 1)] && _constant == 0 ? letter : null;

    /// <summary>Reads a text without spaces; null where it is no index.</summary>
    public static IndexForm? TryRead(string text, string letters, bool isSubscript)
    {
        var (terms, constant, at) = (new List<(char, int)>(), 0, 0);
        while (at < text.Length)
        {
            if (terms.Count == MostTerms) return null;
            var sign = text[at] is '-' or '−' ? -1 : 1;
            if (text[at] is '+' or '-' or '−') at++;
            else if (at > 0) return null;
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            if (at - start > MostDigits) return null;
            var number = at == start ? 1 : int.Parse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture);
            var isFactor = at > start && at < text.Length && text[at] is '*' or '·';
            if (isFactor) at++;
            if (at < text.Length && letters.Contains(text[at], StringComparison.Ordinal)) terms.Add((text[at++], sign * number));
            else if (at > start && !isFactor) constant += sign * number;
            else return null;
        }

        return text.Length == 0 ? null : new IndexForm(terms, constant, isSubscript);
    }

    /// <summary>The value for values of the letters; null where one has none.</summary>
    public int? At(ReadOnlySpan<int?> letters)
    {
        var value = _constant;
        foreach (var (letter, factor) in _terms)
        {
            if (letters[letter - 'a'] is not { } place) return null;
            value += factor * place;
        }

        return value;
    }

    public bool Equals(IndexForm? other) => other is not null && other.IsSubscript == IsSubscript && other.ToString() == ToString();

    public override bool Equals(object? obj) => Equals(obj as IndexForm);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (letter, factor) in _terms) Append(text, factor, Math.Abs(factor) == 1 ? $"{letter}" : FormattableString.Invariant($"{Math.Abs(factor)}*{letter}"));
        if (_constant != 0 || _terms.Length == 0) Append(text, _constant, FormattableString.Invariant($"{Math.Abs(_constant)}"));
        return text.ToString();
    }

    private static void Append(StringBuilder text, int sign, string term)
    {
        if (text.Length > 0) text.Append(sign < 0 ? " - " : " + ");
        else if (sign < 0) text.Append('-');
        text.Append(term);
    }
}

/// <summary>One or two indices.</summary>
internal sealed record IndexPair(IndexForm First, IndexForm? Second)
{
    /// <summary>Reads what stands in brackets or in a subscript: indices with a comma between them, or letters side by side.</summary>
    public static IndexPair? TryRead(string text, string letters, bool isSubscript)
    {
        text = text.Replace(" ", "", StringComparison.Ordinal);
        var parts = text.Split(',');
        if (isSubscript && text.Length == 2 && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1])) parts = [text[..1], text[1..]];
        // W[i, :] is W[i].
        if (parts is [_, ":"]) parts = [parts[0]];
        if (parts.Length > 2 || IndexForm.TryRead(parts[0], letters, isSubscript) is not { } first) return null;
        var second = parts.Length == 2 ? IndexForm.TryRead(parts[1], letters, isSubscript) : null;
        return parts.Length == 2 && second is null ? null : new IndexPair(first, second);
    }

    public IEnumerable<char> Letters => First.Letters.Concat(Second?.Letters ?? []);

    public override string ToString() => Second is null ? First.ToString() : $"{First}, {Second}";
}
