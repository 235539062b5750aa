using GradingService.Domain.Submissions;

namespace GradingService.Infrastructure.Persistence;

/// <summary>The store on a relational database: one writer, many readers.</summary>
internal sealed class SubmissionStore(SubmissionWriter writer, SubmissionReader reader, TimeProvider time) : ISubmissionStore
{
    public async Task<Receipt> Append(SubmissionDraft draft, CancellationToken cancellation)
    {
        draft = draft with { Submission = AsStored(draft.Submission) };
        var marks = MarksJson.WriteUtf8(draft.Submission.Grade.Marks);
        return await writer.Write(new SubmissionWrite(draft, marks), cancellation) switch
        {
            Outcome.Stored(var attempt) => new Receipt.Stored(draft.Submission with { Attempt = attempt }),
            Outcome.Repeated(var place) => new Receipt.Repeated(await reader.At(place, cancellation)),
            Outcome.KeyReused => new Receipt.KeyReused(),
            Outcome.NoAttemptLeft(var attempts) => new Receipt.NoAttemptLeft(attempts),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }

    public async Task<SetReceipt> Append(SubmissionSet set, CancellationToken cancellation)
    {
        var submissions = set.Submissions.Select(AsStored).ToList();
        var marks = submissions.ConvertAll(submission => MarksJson.WriteUtf8(submission.Grade.Marks));
        set = set with { Submissions = submissions };
        return await writer.Write(new SetWrite(set, marks), cancellation) switch
        {
            SetOutcome.Stored(var attempts) => new SetReceipt.Stored([.. submissions.Select((submission, i) => submission with { Attempt = attempts[i] })]),
            SetOutcome.Repeated => new SetReceipt.Repeated(await reader.Set(set.Idempotency!, cancellation)),
            SetOutcome.KeyReused => new SetReceipt.KeyReused(),
            SetOutcome.NoAttemptLeft(var questions) => new SetReceipt.NoAttemptLeft(questions),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }

    public Task Append(Guid submissionId, Grade grade, CancellationToken cancellation) =>
        writer.Write(new GradeWrite(submissionId, grade, MarksJson.WriteUtf8(grade.Marks)), cancellation);

    public Task Keep(string examId, string version, string content, CancellationToken cancellation) =>
        writer.Write(new ExamWrite(examId, version, content, time.GetUtcNow()), cancellation);

    public Task<string?> Content(string version, CancellationToken cancellation) => reader.Content(version, cancellation);

    public Task<Submission?> Find(Guid id, CancellationToken cancellation) => reader.Find(id, cancellation);

    public async Task<Receipt?> Find(IdempotencyKey key, CancellationToken cancellation)
    {
        if (await reader.Find(key, cancellation) is not { } known) return null;
        return known.BodyHash == key.BodyHash ? new Receipt.Repeated(known.Submission()) : new Receipt.KeyReused();
    }

    public async Task<SetReceipt?> FindSet(IdempotencyKey key, CancellationToken cancellation)
    {
        if (await reader.Find(key, cancellation) is not { } known) return null;
        return known.BodyHash == key.BodyHash ? new SetReceipt.Repeated(await reader.Set(key, cancellation)) : new SetReceipt.KeyReused();
    }

    public IAsyncEnumerable<StoredSubmission> List(SubmissionQuery query, CancellationToken cancellation) => reader.List(query, cancellation);

    public IAsyncEnumerable<PendingSubmission> Pending(CancellationToken cancellation) => reader.Pending(cancellation);

    public IAsyncEnumerable<SubmissionResult> Results(string examId, string? studentId, CancellationToken cancellation) =>
        reader.Results(examId, studentId, cancellation);

    /// <summary>With times as the database keeps them, so that the receipt says what a later reading says.</summary>
    private static Submission AsStored(Submission submission) => submission with
    {
        SubmittedAt = AsStored(submission.SubmittedAt),
        Grade = submission.Grade with { GradedAt = AsStored(submission.Grade.GradedAt) },
    };

    private static DateTimeOffset AsStored(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
