namespace GradingService.Domain.Marking;

/// <summary>What an item earned, in one word.</summary>
public enum Verdict
{
    /// <summary>Equal to the reference, or judged right.</summary>
    Correct,

    /// <summary>Not the reference, but right for the student's own earlier values.</summary>
    FollowThrough,

    /// <summary>Right in some entries, or a mistake that leaves credit.</summary>
    Partial,

    /// <summary>Nothing in it is right.</summary>
    Incorrect,

    /// <summary>Left blank.</summary>
    Unanswered,

    /// <summary>Kept as it was sent because it can't be read.</summary>
    Unreadable,

    /// <summary>Stored, and marked once its judge is there.</summary>
    Pending,
}
