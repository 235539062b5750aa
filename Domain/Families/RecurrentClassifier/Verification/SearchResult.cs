namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>What a search found.</summary>
/// <param name="CheckedLength">All sequences up to this length were examined.</param>
internal sealed record SearchResult(int CheckedLength)
{
    /// <summary>The inputs of a sequence whose class is wrong, the shortest there is.</summary>
    public int[]? Counterexample { get; init; }

    /// <summary>The first sequence whose score is so near zero that rounding hides its sign, and which would be wrong by it.</summary>
    public int[]? Doubtful { get; init; }

    /// <summary>Whether rounding hid the sign of a score, so that a counterexample may have gone unseen.</summary>
    public bool HasDoubt { get; init; }

    /// <summary>Whether nothing is left: longer sequences lead to no new state.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Pairs of a state and a specified integer that were seen.</summary>
    public int StatesSeen { get; init; }

    /// <summary>What ended the search.</summary>
    public SearchLimit? Limit { get; init; }
}
