using System.Data.Common;
using GradingService.Domain.Submissions;

namespace GradingService.Infrastructure.Persistence;

/// <summary>
/// The writer's open connection. The writes of a batch ask it for what they need; <see cref="Send()"/> decides and stores all of it, in the order of asking
/// and inside the writer's transaction.
/// </summary>
internal abstract class WriteSession(GradingContext context) : IAsyncDisposable
{
    private readonly List<Asked> _asked = [];

    internal static IReadOnlyList<string> SubmissionColumns { get; } =
    [
        nameof(SubmissionRow.Id), nameof(SubmissionRow.ExamId), nameof(SubmissionRow.ExamVersion), nameof(SubmissionRow.QuestionId),
        nameof(SubmissionRow.StudentId), nameof(SubmissionRow.StudentName), nameof(SubmissionRow.Attempt), nameof(SubmissionRow.SubmittedAt),
        nameof(SubmissionRow.Status), nameof(SubmissionRow.Points), nameof(SubmissionRow.MaxPoints), nameof(SubmissionRow.Answers),
    ];

    internal static IReadOnlyList<string> GradeColumns { get; } =
    [
        nameof(GradeRow.SubmissionPlace), nameof(GradeRow.GradedAt), nameof(GradeRow.Status), nameof(GradeRow.Points), nameof(GradeRow.MaxPoints),
        nameof(GradeRow.Marks),
    ];

    internal static IReadOnlyList<string> KeyColumns { get; } =
    [
        nameof(IdempotencyKeyRow.Scope), nameof(IdempotencyKeyRow.Key), nameof(IdempotencyKeyRow.BodyHash), nameof(IdempotencyKeyRow.SubmissionPlace),
    ];

    internal static IReadOnlyList<string> ExamVersionColumns { get; } =
        [nameof(ExamVersionRow.Version), nameof(ExamVersionRow.ExamId), nameof(ExamVersionRow.KeptAt), nameof(ExamVersionRow.Content)];

    /// <summary>A submission that the transaction stores: where it is there afterwards, the transaction was committed. Null where it stores none.</summary>
    public Guid? Witness { get; protected set; }

    /// <summary>Begins the transaction of a batch.</summary>
    public Task<DbTransaction> Begin()
    {
        Forget(null);
        return BeginTransaction();
    }

    public Task<Outcome> Append(SubmissionDraft draft, byte[] marks) => Ask(new AskedSubmission(draft, marks)).Decision;

    public Task<SetOutcome> Append(SubmissionSet set, IReadOnlyList<byte[]> marks) => Ask(new AskedSet(set, marks)).Decision;

    public Task<bool> Append(Guid submissionId, Grade grade, byte[] marks) => Ask(new AskedGrade(submissionId, grade, marks)).Decision;

    public Task<bool> Keep(string examId, string version, string content, DateTimeOffset now) =>
        Ask(new AskedExam(examId, version, content, now)).Decision;

    /// <summary>Decides and stores what was asked for.</summary>
    public async Task Send()
    {
        if (_asked.Count == 0) return;
        try
        {
            await Send(_asked);
        }
        finally
        {
            _asked.Clear();
        }
    }

    /// <summary>Drops what was asked for and not sent, after a rollback to where another submission was the witness.</summary>
    public void Forget(Guid? witness)
    {
        _asked.Clear();
        Witness = witness;
    }

    /// <summary>Whether a submission is stored; no transaction that may yet store it is under way.</summary>
    public abstract Task<bool> Holds(Guid submissionId);

    /// <summary>What a commit leaves to be done, once its callers were answered.</summary>
    public virtual void TidyUp() { }

    public virtual ValueTask DisposeAsync() => context.DisposeAsync();

    protected abstract Task<DbTransaction> BeginTransaction();

    protected abstract Task Send(IReadOnlyList<Asked> asked);

    private T Ask<T>(T asked)
        where T : Asked
    {
        _asked.Add(asked);
        return asked;
    }
}

/// <summary>What the writer decided about a draft.</summary>
internal abstract record Outcome
{
    public sealed record Stored(int Attempt) : Outcome;

    public sealed record Repeated(long Place) : Outcome;

    public sealed record KeyReused : Outcome;

    public sealed record NoAttemptLeft(int Attempts) : Outcome;
}

/// <summary>What the writer decided about a set.</summary>
internal abstract record SetOutcome
{
    public sealed record Stored(IReadOnlyList<int> Attempts) : SetOutcome;

    public sealed record Repeated : SetOutcome;

    public sealed record KeyReused : SetOutcome;

    public sealed record NoAttemptLeft(IReadOnlyList<string> QuestionIds) : SetOutcome;
}
