using System.Data.Common;
using GradingService.Domain.Submissions;
using Microsoft.EntityFrameworkCore;

namespace GradingService.Infrastructure.Persistence.Sqlite;

/// <summary>Writes row by row with prepared statements: within the process a statement costs microseconds.</summary>
internal sealed class SqliteWriteSession : WriteSession
{
    private readonly DbConnection _connection;
    private readonly Statement[] _statements;
    private readonly Statement _findKey, _countAttempts, _findPlace, _addSubmission, _addGrade, _addKey, _addExamVersion, _setNewest;

    private SqliteWriteSession(GradingContext context)
        : base(context)
    {
        _connection = context.Database.GetDbConnection();
        _statements =
        [
            _findKey = new(_connection, """SELECT "SubmissionPlace", "BodyHash" FROM "IdempotencyKeys" WHERE "Scope" = @0 AND "Key" = @1"""),
            _countAttempts = new(_connection, """SELECT MAX("Attempt") FROM "Submissions" WHERE "ExamId" = @0 AND "StudentId" = @1 AND "QuestionId" = @2"""),
            _findPlace = new(_connection, """SELECT "Place" FROM "Submissions" WHERE "Id" = @0"""),
            _addSubmission = new(_connection, Insert(nameof(context.Submissions), SubmissionColumns) + """ RETURNING "Place" """),
            _addGrade = new(_connection, Insert(nameof(context.Grades), GradeColumns)),
            _addKey = new(_connection, Insert(nameof(context.IdempotencyKeys), KeyColumns)),
            _addExamVersion = new(_connection, Insert(nameof(context.ExamVersions), ExamVersionColumns) + """ ON CONFLICT ("Version") DO NOTHING"""),
            _setNewest = new(_connection, """UPDATE "Submissions" SET "Status" = @1, "Points" = @2, "MaxPoints" = @3 WHERE "Place" = @0"""),
        ];
    }

    public static async Task<WriteSession> Open(IDbContextFactory<GradingContext> contexts)
    {
        var context = await contexts.CreateDbContextAsync();
        try
        {
            await context.Database.OpenConnectionAsync();
            return new SqliteWriteSession(context);
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    public override async Task<bool> Holds(Guid submissionId) => await _findPlace.Number(submissionId) is not null;

    public override async ValueTask DisposeAsync()
    {
        foreach (var statement in _statements) await statement.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async Task<DbTransaction> BeginTransaction()
    {
        var transaction = await _connection.BeginTransactionAsync();
        foreach (var statement in _statements) statement.Transaction = transaction;
        return transaction;
    }

    protected override async Task Send(IReadOnlyList<Asked> asked)
    {
        foreach (var one in asked)
        {
            switch (one)
            {
                case AskedSubmission submission:
                    submission.Decide(await Store(submission.Draft, submission.Marks));
                    break;
                case AskedSet set:
                    set.Decide(await Store(set.Set, set.Marks));
                    break;
                case AskedGrade grade:
                    if (await Store(grade)) grade.Decide(true);
                    else grade.Fail(grade.NothingToGrade());
                    break;
                case AskedExam exam:
                    await _addExamVersion.Run(exam.Version, exam.ExamId, exam.KeptAt.ToUnixTimeMilliseconds(), exam.Content);
                    exam.Decide(true);
                    break;
            }
        }
    }

    private async Task<Outcome> Store(SubmissionDraft draft, string marks)
    {
        var submission = draft.Submission;
        if (draft.Idempotency is { } key && await _findKey.Row(key.Scope, key.Key) is { } known)
            return (string)known[1] == key.BodyHash ? new Outcome.Repeated((long)known[0]) : new Outcome.KeyReused();
        var attempts = await Attempts(submission);
        if (attempts >= draft.MostAttempts) return new Outcome.NoAttemptLeft(attempts);
        await Add(submission, attempts + 1, marks, draft.Idempotency);
        return new Outcome.Stored(attempts + 1);
    }

    private async Task<SetOutcome> Store(SubmissionSet set, IReadOnlyList<string> marks)
    {
        if (set.Idempotency is { } key && await _findKey.Row(key.Scope, key.Key) is { } known)
            return (string)known[1] == key.BodyHash ? new SetOutcome.Repeated() : new SetOutcome.KeyReused();
        var attempts = new List<int>();
        foreach (var submission in set.Submissions) attempts.Add(await Attempts(submission) + 1);
        var exhausted = set.Submissions.Where((_, i) => attempts[i] > set.MostAttempts).Select(submission => submission.QuestionId).ToList();
        if (exhausted.Count > 0) return new SetOutcome.NoAttemptLeft(exhausted);
        for (var i = 0; i < set.Submissions.Count; i++) await Add(set.Submissions[i], attempts[i], marks[i], set.Idempotency?.At(i));
        return new SetOutcome.Stored(attempts);
    }

    private async Task<int> Attempts(Submission submission) =>
        (int)(await _countAttempts.Number(submission.ExamId, submission.StudentId, submission.QuestionId) ?? 0);

    private async Task Add(Submission submission, int attempt, string marks, IdempotencyKey? promise)
    {
        var grade = submission.Grade;
        var place = await _addSubmission.Number(
            submission.Id, submission.ExamId, submission.ExamVersion, submission.QuestionId, submission.StudentId, submission.StudentName, attempt,
            submission.SubmittedAt.ToUnixTimeMilliseconds(), grade.Status.ToString(), grade.Points.ToString(), grade.MaxPoints.ToString(), submission.Answers);
        Witness = submission.Id;
        await Add(place!.Value, grade, marks);
        if (promise is not null) await _addKey.Run(promise.Scope, promise.Key, promise.BodyHash, place);
    }

    private async Task<bool> Store(AskedGrade asked)
    {
        if (await _findPlace.Number(asked.SubmissionId) is not { } place) return false;
        var grade = asked.Grade;
        await Add(place, grade, asked.Marks);
        await _setNewest.Run(place, grade.Status.ToString(), grade.Points.ToString(), grade.MaxPoints.ToString());
        return true;
    }

    private Task Add(long place, Grade grade, string marks) => _addGrade.Run(
        place, grade.GradedAt.ToUnixTimeMilliseconds(), grade.Status.ToString(), grade.Points.ToString(), grade.MaxPoints.ToString(), marks);

    private static string Insert(string table, IReadOnlyList<string> columns) =>
        $"""INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@{i}"))})""";
}
