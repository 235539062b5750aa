namespace GradingService.Domain.Formulas.Trees;

/// <summary>Where counting begins, 0 or 1: the entries that subscripts name, and the free letters.</summary>
internal readonly record struct Counting(int Entries, int Letters)
{
    private static readonly Counting[] Any = [new(0, 0), new(1, 1), new(1, 0), new(0, 1)];

    private static readonly Counting[] Zero = [new(0, 0)];

    /// <summary>The ways of counting to try: people write x_{i+j} and x_{i+j-1} for the same, and only one of them fits.</summary>
    public static Counting[] Of(Node root) => IndexLetters.CountSubscripts(root) ? Any : Zero;
}
