using GradingService.Domain.Numerics;

namespace GradingService.Domain.Exams;

/// <summary>What students may do and see.</summary>
public sealed record ExamPolicy
{
    /// <summary>Submissions per student and question; null for no limit.</summary>
    public int? Attempts { get; init; }

    /// <summary>From when the exam exists for students; null for always.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>Until when students may submit; null for ever.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Which submission counts for a question.</summary>
    public Counts Counts { get; init; } = Counts.Best;

    /// <summary>How much of the marks a student's key sees.</summary>
    public Feedback Feedback { get; init; } = Feedback.Full;

    /// <summary>When a student's key sees it.</summary>
    public Release Release { get; init; } = Release.Immediate;

    /// <summary>The share of its points that an answer earns which follows from the student's own wrong value; in [0, 1].</summary>
    public Rational FollowThroughCredit { get; init; } = Rational.One;

    public bool IsOpenedAt(DateTimeOffset time) => OpensAt is not { } opens || time >= opens;
    public bool IsClosedAt(DateTimeOffset time) => ClosesAt is { } closes && time >= closes;

    /// <summary>What a student's key sees of marks at a time.</summary>
    public Feedback FeedbackAt(DateTimeOffset time) =>
        Release == Release.Immediate || ClosesAt is null || IsClosedAt(time) ? Feedback : Feedback.None;

    /// <summary>Whether students may be shown the solution at a time: once nobody can submit any more, where marks are explained at all.</summary>
    public bool ShowsSolutionAt(DateTimeOffset time) => IsClosedAt(time) && FeedbackAt(time) == Feedback.Full;
}

/// <summary>Which of a student's submissions to a question counts.</summary>
public enum Counts
{
    /// <summary>The one with the most points; the earliest of equals.</summary>
    Best,

    /// <summary>The latest one.</summary>
    Last,
}

/// <summary>How much of the marks is shown.</summary>
public enum Feedback
{
    /// <summary>That it was received.</summary>
    None,

    /// <summary>Points by item.</summary>
    Points,

    /// <summary>Verdicts and wrong entries as well.</summary>
    Verdicts,

    /// <summary>Mistakes, messages and evidence as well.</summary>
    Full,
}

/// <summary>When marks are shown.</summary>
public enum Release
{
    Immediate,

    /// <summary>Only once the exam is closed.</summary>
    AfterClose,
}
