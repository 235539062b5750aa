namespace GradingService.Domain.Families.AffineLayer;

/// <summary>What stands left of <c>=</c>: the index letters in order, as in <c>dq[i]/dW[k,j]</c> or <c>∂q_i/∂W_{kj}</c>, and whether the loss is differentiated.</summary>
internal sealed record LeftSide(string Letters, bool IsOfLoss)
{
    private const string Indices = "ijklrst";
    private const string Lowered = "ᵢⱼₖₗᵣₛₜ";

    public static LeftSide Of(string? text)
    {
        if (text is null) return new LeftSide("", false);
        var letters = new List<char>();
        for (var at = 0; at < text.Length; at++)
        {
            if (Lowered.IndexOf(text[at], StringComparison.Ordinal) is >= 0 and var lowered) letters.Add(Indices[lowered]);
            else if (text[at] is '[' or '_') letters.AddRange(LettersFrom(text, at + 1));
        }

        var bare = text.Replace("\\frac", "", StringComparison.Ordinal).Replace("\\partial", "d", StringComparison.Ordinal).Replace('∂', 'd')
            .Replace("{", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return new LeftSide(string.Concat(letters), bare.StartsWith("dL", StringComparison.Ordinal));
    }

    /// <summary>Whether the first two letters are one: only the row of W, or the entry of b, that the output depends on.</summary>
    public bool IsOwnRow => Letters.Length >= 2 && Letters[0] == Letters[1] && !IsOfLoss;

    // A subscript without braces ends with its word; one that is no index, as in dq_dW, has other letters.
    private static char[] LettersFrom(string text, int start)
    {
        var end = start;
        var enclosed = text[start - 1] == '[' || (start < text.Length && text[start] == '{');
        while (end < text.Length && (enclosed ? text[end] is not (']' or '}') : char.IsAsciiLetterOrDigit(text[end]))) end++;
        var content = text[start..end].Where(char.IsAsciiLetter).ToArray();
        return content.All(letter => Indices.Contains(letter, StringComparison.Ordinal)) ? content : [];
    }
}
