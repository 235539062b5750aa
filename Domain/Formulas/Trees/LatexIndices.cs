namespace GradingService.Domain.Formulas.Trees;

/// <summary>Indices as LaTeX.</summary>
internal static class LatexIndices
{
    /// <summary>As a subscript, <c>ij</c> or <c>i, j + 1</c>; null where a subscript would begin to count elsewhere.</summary>
    public static string? Subscript(IndexPair indices)
    {
        var (first, second) = (indices.First, indices.Second);
        if (AreLetters(indices)) return $"{first}{second}";
        return first.IsSubscript || second?.IsSubscript == true ? Bracketed(indices) : null;
    }

    /// <summary>Whether every index is a letter alone, for which subscript and bracket are the same.</summary>
    public static bool AreLetters(IndexPair indices) => indices.First.Alone is not null && (indices.Second is null || indices.Second.Alone is not null);

    public static string Bracketed(IndexPair indices) => indices.ToString().Replace("*", "", StringComparison.Ordinal);
}
