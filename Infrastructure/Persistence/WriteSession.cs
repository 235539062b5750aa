using System.Data.Common;
using GradingService.Domain.Submissions;
using Microsoft.EntityFrameworkCore;

namespace GradingService.Infrastructure.Persistence;

/// <summary>The writer's open connection with its prepared statements. Everything a write decides, it decides inside the writer's transaction.</summary>
internal sealed class WriteSession : IAsyncDisposable
{
    private readonly GradingContext _context;
    private readonly DbConnection _connection;
    private readonly Statement[] _statements;
    private readonly Statement _findKey, _countAttempts, _findPlace, _addSubmission, _addGrade, _addKey, _addExamVersion, _setNewest;

    private WriteSession(GradingContext context)
    {
        _context = context;
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

    public static async Task<WriteSession> Open(IDbContextFactory<GradingContext> contexts)
    {
        var context = await contexts.CreateDbContextAsync();
        try
        {
            await context.Database.OpenConnectionAsync();
            return new WriteSession(context);
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    public async Task<DbTransaction> Begin()
    {
        var transaction = await _connection.BeginTransactionAsync();
        foreach (var statement in _statements) statement.Transaction = transaction;
        return transaction;
    }

    public async Task<Outcome> Append(SubmissionDraft draft, string marks)
    {
        var submission = draft.Submission;
        if (draft.Idempotency is { } key && await _findKey.Row(key.Scope, key.Key) is { } known)
            return (string)known[1] == key.BodyHash ? new Outcome.Repeated((long)known[0]) : new Outcome.KeyReused();
        var attempts = await _countAttempts.Number(submission.ExamId, submission.StudentId, submission.QuestionId) ?? 0;
        if (attempts >= draft.MostAttempts) return new Outcome.NoAttemptLeft((int)attempts);
        var attempt = (int)attempts + 1;
        var grade = submission.Grade;
        var place = await _addSubmission.Number(
            submission.Id, submission.ExamId, submission.ExamVersion, submission.QuestionId, submission.StudentId, submission.StudentName, attempt,
            submission.SubmittedAt.ToUnixTimeMilliseconds(), grade.Status.ToString(), grade.Points.ToString(), grade.MaxPoints.ToString(), submission.Answers);
        await Add(place!.Value, grade, marks);
        if (draft.Idempotency is { } promised) await _addKey.Run(promised.Scope, promised.Key, promised.BodyHash, place);
        return new Outcome.Stored(attempt);
    }

    public async Task<bool> Append(Guid submissionId, Grade grade, string marks)
    {
        var place = await _findPlace.Number(submissionId) ?? throw new InvalidOperationException($"There is no submission {submissionId} to grade.");
        await Add(place, grade, marks);
        await _setNewest.Run(place, grade.Status.ToString(), grade.Points.ToString(), grade.MaxPoints.ToString());
        return true;
    }

    public async Task<bool> Keep(string examId, string version, string content, DateTimeOffset now)
    {
        await _addExamVersion.Run(version, examId, now.ToUnixTimeMilliseconds(), content);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _statements) await statement.DisposeAsync();
        await _context.DisposeAsync();
    }

    private Task Add(long place, Grade grade, string marks) => _addGrade.Run(
        place, grade.GradedAt.ToUnixTimeMilliseconds(), grade.Status.ToString(), grade.Points.ToString(), grade.MaxPoints.ToString(), marks);

    private static string Insert(string table, IReadOnlyList<string> columns) =>
        $"""INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@{i}"))})""";
}

/// <summary>What the writer decided about a draft.</summary>
internal abstract record Outcome
{
    public sealed record Stored(int Attempt) : Outcome;

    public sealed record Repeated(long Place) : Outcome;

    public sealed record KeyReused : Outcome;

    public sealed record NoAttemptLeft(int Attempts) : Outcome;
}
