namespace GradingService.Domain.Submissions;

/// <summary>Keeps submissions. What it acknowledges is on disk.</summary>
public interface ISubmissionStore
{
    /// <summary>Appends a submission; completes after its row is committed. Attempts and idempotency are decided in the same transaction.</summary>
    /// <exception cref="StoreBusyException">Too many submissions are waiting; nothing was stored.</exception>
    /// <exception cref="StoreUnavailableException">The database can't be reached, or can't write.</exception>
    Task<Receipt> Append(SubmissionDraft draft, CancellationToken cancellation);

    /// <summary>Appends a student's submissions to several questions in one transaction: all of them, or none.</summary>
    /// <exception cref="StoreBusyException">Too many submissions are waiting; nothing was stored.</exception>
    /// <exception cref="StoreUnavailableException">The database can't be reached, or can't write.</exception>
    Task<SetReceipt> Append(SubmissionSet set, CancellationToken cancellation);

    /// <summary>Appends a newer grade to a submission.</summary>
    Task Append(Guid submissionId, Grade grade, CancellationToken cancellation);

    /// <summary>Keeps an exam's content under its version, once.</summary>
    Task Keep(string examId, string version, string content, CancellationToken cancellation);

    /// <summary>The content of a version of an exam; null where none was kept.</summary>
    Task<string?> Content(string version, CancellationToken cancellation);

    Task<Submission?> Find(Guid id, CancellationToken cancellation);

    /// <summary>What was stored under an idempotency key; null where nothing was.</summary>
    Task<Receipt?> Find(IdempotencyKey key, CancellationToken cancellation);

    /// <summary>What was stored together under an idempotency key; null where nothing was.</summary>
    Task<SetReceipt?> FindSet(IdempotencyKey key, CancellationToken cancellation);

    /// <summary>Submissions in the order they were stored, streamed, each with its place.</summary>
    IAsyncEnumerable<StoredSubmission> List(SubmissionQuery query, CancellationToken cancellation);

    /// <summary>What waits for a judge, in the order it was stored, without answers and marks. To be read without pausing.</summary>
    IAsyncEnumerable<PendingSubmission> Pending(CancellationToken cancellation);

    /// <summary>Every student's submissions to an exam without their answers, streamed in the order of students, then of questions, then as stored.</summary>
    IAsyncEnumerable<SubmissionResult> Results(string examId, string? studentId, CancellationToken cancellation);
}

/// <summary>A submission that is about to be stored.</summary>
/// <param name="Submission">Its attempt is assigned by the store.</param>
/// <param name="MostAttempts">How many submissions the student may have for this question; null for no limit.</param>
/// <param name="Idempotency">Where the client sent a key.</param>
public sealed record SubmissionDraft(Submission Submission, int? MostAttempts, IdempotencyKey? Idempotency);

/// <summary>A client's promise that a repeated request is the same one.</summary>
/// <param name="Scope">Whose key and which path it belongs to.</param>
/// <param name="Key">What the client sent.</param>
/// <param name="BodyHash">The SHA-256 of the body, hexadecimal.</param>
public sealed record IdempotencyKey(string Scope, string Key, string BodyHash)
{
    /// <summary>The key of a set's submission at <paramref name="index"/>; the first one has the client's own.</summary>
    public IdempotencyKey At(int index) =>
        index == 0 ? this : this with { Scope = FormattableString.Invariant($"{Scope}#{index}") };
}

/// <summary>What became of a draft.</summary>
public abstract record Receipt
{
    private Receipt() { }

    /// <summary>It is on disk.</summary>
    public sealed record Stored(Submission Submission) : Receipt;

    /// <summary>It was stored before, under the same idempotency key; this is how it stands now.</summary>
    public sealed record Repeated(Submission Submission) : Receipt;

    /// <summary>The idempotency key was used with another body.</summary>
    public sealed record KeyReused : Receipt;

    /// <summary>The student has no attempt left.</summary>
    public sealed record NoAttemptLeft(int Attempts) : Receipt;
}

/// <summary>Which submissions to list.</summary>
/// <param name="After">The place to go on after; 0 for the beginning.</param>
/// <param name="Limit">The most to return; null for all.</param>
public sealed record SubmissionQuery(
    string? ExamId,
    string? QuestionId = null,
    string? StudentId = null,
    GradeStatus? Status = null,
    DateTimeOffset? Since = null,
    long After = 0,
    int? Limit = null);

/// <summary>A submission and its place in the order of storing.</summary>
public sealed record StoredSubmission(long Place, Submission Submission);

/// <summary>A submission that waits for a judge, and whose it is.</summary>
public readonly record struct PendingSubmission(Guid Id, string StudentId);

/// <summary>What a submission brought, for results.</summary>
public sealed record SubmissionResult(
    Guid Id,
    string StudentId,
    string? StudentName,
    string QuestionId,
    int Attempt,
    DateTimeOffset SubmittedAt,
    string ExamVersion,
    GradeStatus Status,
    Numerics.Rational Points,
    Numerics.Rational MaxPoints);

/// <summary>The store can't take more now; the client should try again shortly.</summary>
public sealed class StoreBusyException(string message) : Exception(message);

/// <summary>The store's database can't be reached, or can't write; the client should try again later.</summary>
/// <param name="mayBeStored">
/// True only where the database was lost in the midst of a commit and didn't come back in time to be asked, or its disk failed under the commit; else nothing was stored.
/// </param>
public sealed class StoreUnavailableException(string message, bool mayBeStored = false, Exception? inner = null) : Exception(message, inner)
{
    public bool MayBeStored => mayBeStored;
}
