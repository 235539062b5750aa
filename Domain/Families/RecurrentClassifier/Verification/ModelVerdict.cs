namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>What is known of a model over all sequences of every length.</summary>
public enum VerdictStatus
{
    /// <summary>Right for every sequence.</summary>
    Proved,

    /// <summary>Wrong for the counterexample.</summary>
    Refuted,

    /// <summary>Neither: no proof applies, and no counterexample was found.</summary>
    Undecided,
}

/// <summary>The verdict on a model.</summary>
public sealed record ModelVerdict(VerdictStatus Status)
{
    /// <summary>The proof's name, kebab-case, where there is one.</summary>
    public string? Certificate { get; init; }

    /// <summary>Why the proof covers all lengths, or what ended the search.</summary>
    public LocalizedText? Reason { get; init; }

    /// <summary>A sequence whose class is wrong, as words of bits.</summary>
    public WordRuns? Counterexample { get; init; }

    /// <summary>Whether no shorter counterexample exists.</summary>
    public bool IsShortest { get; init; }

    /// <summary>No sequence up to this length is a counterexample.</summary>
    public long CheckedLength { get; init; }

    /// <summary>A sequence whose score is zero up to the rounding of doubles and would be wrong by it; only for tanh and sigmoid.</summary>
    public WordRuns? TieWithinRounding { get; init; }
}
