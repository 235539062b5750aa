namespace GradingService.Domain.Submissions;

/// <summary>One student's submissions to different questions of an exam, to be stored together or not at all.</summary>
/// <param name="Submissions">At least one; no question twice. Their attempts are assigned by the store.</param>
/// <param name="MostAttempts">How many submissions the student may have for each question; null for no limit.</param>
/// <param name="Idempotency">Where the client sent a key for all of them.</param>
public sealed record SubmissionSet(IReadOnlyList<Submission> Submissions, int? MostAttempts, IdempotencyKey? Idempotency);

/// <summary>What became of a set.</summary>
public abstract record SetReceipt
{
    private SetReceipt() { }

    /// <summary>All of it is on disk.</summary>
    public sealed record Stored(IReadOnlyList<Submission> Submissions) : SetReceipt;

    /// <summary>It was stored before, under the same idempotency key; this is how it stands now.</summary>
    public sealed record Repeated(IReadOnlyList<Submission> Submissions) : SetReceipt;

    /// <summary>The idempotency key was used with another body.</summary>
    public sealed record KeyReused : SetReceipt;

    /// <summary>The student has no attempt left for these questions; nothing was stored.</summary>
    public sealed record NoAttemptLeft(IReadOnlyList<string> QuestionIds) : SetReceipt;
}
