namespace GradingService.Domain.Formulas.Syntax;

/// <summary>The known word that an unknown one was probably meant to be.</summary>
internal static class ClosestName
{
    private const int LongestWord = 32;

    /// <summary>The nearest of the known words, at most two edits away, and one for short words.</summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestWord) return null;
        var (closest, fewest) = ((string?)null, (word.Length < 5 ? 1 : 2) + 1);
        foreach (var candidate in known)
        {
            var edits = Edits(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (edits < fewest) (closest, fewest) = (candidate, edits);
        }

        return closest;
    }

    // Levenshtein's distance, one row at a time.
    private static int Edits(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j < row.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
