using System.Data.Common;
using GradingService.Domain.Submissions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GradingService.Infrastructure.Persistence.Sqlite;

/// <summary>Writes row by row with prepared statements: within the process a statement costs microseconds.</summary>
internal sealed class SqliteWriteSession : WriteSession
{
    private readonly SqliteConnection _connection;
    private readonly LogMover _log;
    private readonly Statement[] _statements;
    private readonly Statement _findKey, _countAttempts, _findPlace, _addSubmission, _addExamVersion, _keepGrade, _setGrade;

    private SqliteWriteSession(GradingContext context, LogMover log)
        : base(context)
    {
        _connection = (SqliteConnection)context.Database.GetDbConnection();
        _log = log;
        _statements =
        [
            _findKey = new(_connection, """SELECT "Place", "BodyHash" FROM "Submissions" WHERE "IdempotencyScope" = ? AND "IdempotencyKey" = ?"""),
            _countAttempts = new(_connection, """SELECT MAX("Attempt") FROM "Submissions" WHERE "ExamId" = ? AND "StudentId" = ? AND "QuestionId" = ?"""),
            _findPlace = new(_connection, """SELECT "Place" FROM "Submissions" WHERE "Id" = ?"""),
            _addSubmission = new(_connection, Insert(nameof(context.Submissions), SubmissionColumns)),
            _addExamVersion = new(_connection, Insert(nameof(context.ExamVersions), ExamVersionColumns) + """ ON CONFLICT ("Version") DO NOTHING"""),
            _keepGrade = new(_connection, $"""
                INSERT INTO "{nameof(context.EarlierGrades)}" ({Names(EarlierGradeColumns)})
                SELECT "Place", {Names(GradeColumns)} FROM "Submissions" WHERE "Place" = ?
                """),
            _setGrade = new(_connection, $"""UPDATE "Submissions" SET {string.Join(", ", GradeColumns.Select(column => $"\"{column}\" = ?"))} WHERE "Place" = ?"""),
        ];
    }

    public static async Task<WriteSession> Open(IDbContextFactory<GradingContext> contexts)
    {
        var context = await contexts.CreateDbContextAsync();
        try
        {
            await context.Database.OpenConnectionAsync();
            return new SqliteWriteSession(context, new LogMover(contexts, ((SqliteConnection)context.Database.GetDbConnection()).Handle!));
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    public override Task<bool> Holds(Guid submissionId) => Task.FromResult(_findPlace.With(submissionId).Number() is not null);

    public override void TidyUp() => _log.AfterCommit();

    public override async ValueTask DisposeAsync()
    {
        foreach (var statement in _statements) statement.Dispose();
        await _log.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async Task<DbTransaction> BeginTransaction() => await _connection.BeginTransactionAsync();

    protected override Task Send(IReadOnlyList<QueuedWrite> asked)
    {
        foreach (var one in asked)
        {
            switch (one)
            {
                case SubmissionWrite submission:
                    submission.Decide(Store(submission.Draft, submission.Marks));
                    break;
                case SetWrite set:
                    set.Decide(Store(set.Set, set.Marks));
                    break;
                case GradeWrite grade:
                    if (Store(grade)) grade.Decide(true);
                    else grade.RefuseUnknown();
                    break;
                case ExamWrite exam:
                    _addExamVersion.With(exam.Version).With(exam.ExamId).With(exam.KeptAt.ToUnixTimeMilliseconds()).With(exam.Content).Run();
                    exam.Decide(true);
                    break;
            }
        }
        return Task.CompletedTask;
    }

    private Outcome Store(SubmissionDraft draft, byte[] marks)
    {
        var submission = draft.Submission;
        if (draft.Idempotency is { } key && _findKey.With(key.Scope).With(key.Key).Pair() is { } known)
            return known.Text == key.BodyHash ? new Outcome.Repeated(known.Number) : new Outcome.KeyReused();
        var attempts = Attempts(submission);
        if (attempts >= draft.MostAttempts) return new Outcome.NoAttemptLeft(attempts);
        Add(submission, attempts + 1, marks, draft.Idempotency);
        return new Outcome.Stored(attempts + 1);
    }

    private SetOutcome Store(SubmissionSet set, IReadOnlyList<byte[]> marks)
    {
        if (set.Idempotency is { } key && _findKey.With(key.Scope).With(key.Key).Pair() is { } known)
            return known.Text == key.BodyHash ? new SetOutcome.Repeated() : new SetOutcome.KeyReused();
        var attempts = set.Submissions.Select(submission => Attempts(submission) + 1).ToList();
        var exhausted = set.Submissions.Where((_, i) => attempts[i] > set.MostAttempts).Select(submission => submission.QuestionId).ToList();
        if (exhausted.Count > 0) return new SetOutcome.NoAttemptLeft(exhausted);
        for (var i = 0; i < set.Submissions.Count; i++) Add(set.Submissions[i], attempts[i], marks[i], set.Idempotency?.At(i));
        return new SetOutcome.Stored(attempts);
    }

    private int Attempts(Submission submission) =>
        (int)(_countAttempts.With(submission.ExamId).With(submission.StudentId).With(submission.QuestionId).Number() ?? 0);

    private void Add(Submission submission, int attempt, byte[] marks, IdempotencyKey? promise)
    {
        var grade = submission.Grade;
        var (status, points, most) = (grade.Status.ToString(), grade.Points.ToString(), grade.MaxPoints.ToString());
        _addSubmission
            .With(submission.Id).With(submission.ExamId).With(submission.ExamVersion).With(submission.QuestionId).With(submission.StudentId)
            .With(submission.StudentName).With(attempt).With(submission.SubmittedAt.ToUnixTimeMilliseconds())
            .With(grade.GradedAt.ToUnixTimeMilliseconds()).With(status).With(points).With(most).With(marks)
            .With(promise?.Scope).With(promise?.Key).With(promise?.BodyHash).With(submission.Answers).Run();
        Witness = submission.Id;
    }

    private bool Store(GradeWrite asked)
    {
        if (_findPlace.With(asked.SubmissionId).Number() is not { } place) return false;
        var grade = asked.Grade;
        var (status, points, most) = (grade.Status.ToString(), grade.Points.ToString(), grade.MaxPoints.ToString());
        _keepGrade.With(place).Run();
        _setGrade.With(grade.GradedAt.ToUnixTimeMilliseconds()).With(status).With(points).With(most).With(asked.Marks).With(place).Run();
        return true;
    }

    private static string Insert(string table, IReadOnlyList<string> columns) =>
        $"""INSERT INTO "{table}" ({Names(columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})""";
}
