using System.Data.Common;

namespace GradingService.Infrastructure.Persistence;

/// <summary>
/// The writer's open connection. The writes of a batch ask it for what they need; <see cref="Send()"/> decides and stores all of it, in the order of asking
/// and inside the writer's transaction.
/// </summary>
internal abstract class WriteSession(GradingContext context) : IAsyncDisposable
{
    private readonly List<QueuedWrite> _asked = [];

    /// <summary>What a submission's row and that of an earlier grade have in common.</summary>
    internal static IReadOnlyList<string> GradeColumns { get; } =
    [
        nameof(SubmissionRow.GradedAt), nameof(SubmissionRow.Status), nameof(SubmissionRow.Points), nameof(SubmissionRow.MaxPoints), nameof(SubmissionRow.Marks),
    ];

    internal static IReadOnlyList<string> SubmissionColumns { get; } =
    [
        nameof(SubmissionRow.Id), nameof(SubmissionRow.ExamId), nameof(SubmissionRow.ExamVersion), nameof(SubmissionRow.QuestionId),
        nameof(SubmissionRow.StudentId), nameof(SubmissionRow.StudentName), nameof(SubmissionRow.Attempt), nameof(SubmissionRow.SubmittedAt),
        .. GradeColumns, nameof(SubmissionRow.IdempotencyScope), nameof(SubmissionRow.IdempotencyKey), nameof(SubmissionRow.BodyHash),
        nameof(SubmissionRow.Answers),
    ];

    internal static IReadOnlyList<string> EarlierGradeColumns { get; } = [nameof(EarlierGradeRow.SubmissionPlace), .. GradeColumns];

    internal static IReadOnlyList<string> ExamVersionColumns { get; } =
        [nameof(ExamVersionRow.Version), nameof(ExamVersionRow.ExamId), nameof(ExamVersionRow.KeptAt), nameof(ExamVersionRow.Content)];

    /// <summary>A submission that the transaction stores: where it is there afterwards, the transaction was committed. Null where it stores none.</summary>
    public Guid? Witness { get; protected set; }

    /// <summary>Columns as a statement lists them.</summary>
    internal static string Names(IReadOnlyList<string> columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));

    /// <summary>Begins the transaction of a batch.</summary>
    public Task<DbTransaction> Begin()
    {
        Forget(null);
        return BeginTransaction();
    }

    /// <summary>Keeps a write to be decided when the session is sent.</summary>
    public void Ask(QueuedWrite write) => _asked.Add(write);

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

    protected abstract Task Send(IReadOnlyList<QueuedWrite> asked);
}
