namespace GradingService.Domain.Formulas.Trees;

/// <summary>The sizes that identities and ones without one may have, a choice for each in the order they are written; the scope's first size comes first.</summary>
internal static class IdentitySizes
{
    // Choices multiply; more identities than this are all of one size.
    private const int MostChosenApart = 4;

    public static IEnumerable<int[]> Of(Node root, FormulaScope scope)
    {
        var count = Count(root);
        if (count == 0) return [[]];
        var sizes = scope.Sizes.Select(size => size.Size!.Value).Where(size => size > 1).Distinct().ToArray();
        return count > MostChosenApart
            ? sizes.Select(size => Enumerable.Repeat(size, count).ToArray())
            : Apart(count, sizes);
    }

    private static IEnumerable<int[]> Apart(int count, int[] sizes)
    {
        var choice = new int[count];
        while (true)
        {
            yield return [.. choice.Select(which => sizes[which])];
            var last = count - 1;
            while (last >= 0 && ++choice[last] == sizes.Length) choice[last--] = 0;
            if (last < 0) yield break;
        }
    }

    private static int Count(Node node) => node switch
    {
        UnsizedIdentity or UnsizedOnes => 1,
        IndexedEntry entry => Count(entry.Of),
        Summation sum => Count(sum.Body),
        Application application => Count(application.First) + (application.Second is null ? 0 : Count(application.Second)),
        _ => 0,
    };
}
