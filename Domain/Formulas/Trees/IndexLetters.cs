namespace GradingService.Domain.Formulas.Trees;

/// <summary>Which index letters a formula leaves free, and over how many entries a letter runs.</summary>
internal static class IndexLetters
{
    /// <summary>The free letters.</summary>
    public static HashSet<char> Free(Node node) => node switch
    {
        IndexedEntry entry => [.. Free(entry.Of), .. entry.Indices.Letters],
        Delta delta => [.. delta.First.Letters, .. delta.Second.Letters],
        Summation sum => [.. Free(sum.Body).Where(letter => letter != sum.Letter)],
        Application application => application.Second is null ? Free(application.First) : [.. Free(application.First), .. Free(application.Second)],
        _ => [],
    };

    /// <summary>Whether there is index notation at all.</summary>
    public static bool Occur(Node node) => node switch
    {
        IndexedEntry or Delta or Summation => true,
        Application application => Occur(application.First) || (application.Second is not null && Occur(application.Second)),
        _ => false,
    };

    /// <summary>Whether a place depends on where subscripts begin to count.</summary>
    public static bool CountSubscripts(Node node) => node switch
    {
        IndexedEntry entry => entry.Indices.First.IsSubscript || entry.Indices.Second?.IsSubscript == true || CountSubscripts(entry.Of),
        Summation sum => sum.Limits is not null || CountSubscripts(sum.Body),
        Application application => CountSubscripts(application.First) || (application.Second is not null && CountSubscripts(application.Second)),
        _ => false,
    };

    /// <summary>The size of the axis that a letter alone counts; null where it counts none.</summary>
    public static int? Size(Node node, char letter, FormulaScope scope) => node switch
    {
        IndexedEntry { Of: Variable variable } entry => AxisOf(scope.Names[variable.Index].Shape, entry.Indices, letter),
        Summation sum => sum.Letter == letter ? null : Size(sum.Body, letter, scope),
        Application application => Size(application.First, letter, scope)
            ?? (application.Second is null ? null : Size(application.Second, letter, scope)),
        _ => null,
    };

    private static int? AxisOf(ValueShape shape, IndexPair indices, char letter)
    {
        if (indices.Second is null) return indices.First.Alone == letter && shape.Kind != ValueKind.Scalar ? (shape.IsVector ? shape.Count : shape.Rows) : null;
        return indices.First.Alone == letter ? shape.Rows : indices.Second.Alone == letter ? shape.Columns : null;
    }
}
