using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using GradingService.Domain.Submissions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static GradingService.Infrastructure.Persistence.Postgres.ColumnArrays;

namespace GradingService.Infrastructure.Persistence.Postgres;

/// <summary>Writes in two round trips for however many rows: one asks what the decisions depend on, one stores what was decided.</summary>
/// <remarks>
/// A transaction begins with a lock that one instance holds at a time, until its commit is visible. So nothing changes between the two round trips, no two
/// instances wait for each other, and places are in the order of commits: whoever pages through a list misses none.
/// </remarks>
internal sealed class PostgresWriteSession : WriteSession
{
    private const int MostRows = 1000;
    private const int MostCharacters = 16 << 20;

    // A commit is on disk whatever the server's default. An instance that hangs within a transaction is cut off before those that wait for it give up.
    // Every look-up is by a unique index, also where the server has not yet counted a table's rows.
    private const string Settings = """
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local');
        SET idle_in_transaction_session_timeout = '10s'; SET lock_timeout = '15s';
        SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
        """;

    private static readonly string AddSubmissions = Insert(nameof(GradingContext.Submissions), [nameof(SubmissionRow.Place), .. SubmissionColumns]);
    private static readonly string AddEarlierGrades = Insert(nameof(GradingContext.EarlierGrades), EarlierGradeColumns);
    private static readonly string KeepGrades = $"""
        INSERT INTO "{nameof(GradingContext.EarlierGrades)}" ({Names(EarlierGradeColumns)})
        SELECT "Place", {Names(GradeColumns)} FROM "Submissions" WHERE "Place" = ANY ($1)
        """;
    private static readonly string SetGrades = $"""
        UPDATE "Submissions" AS s SET ({Names(GradeColumns)}) = (newest.at, newest.status, newest.points, newest.most, newest.marks)
        FROM unnest($1, $2, $3, $4, $5, $6) AS newest(place, at, status, points, most, marks) WHERE s."Place" = newest.place
        """;
    private static readonly string AddExamVersions =
        Insert(nameof(GradingContext.ExamVersions), ExamVersionColumns) + """ ON CONFLICT ("Version") DO NOTHING""";

    private static readonly string Lock = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({PostgresDatabase.WriterLock})");
    private const string NewPlaces = """SELECT nextval(pg_get_serial_sequence('"Submissions"', 'Place')) FROM generate_series(1, $1)""";
    private const string FindKeys = """
        SELECT asked.scope, asked.key, known."Place", known."BodyHash"
        FROM unnest($1, $2) AS asked(scope, key)
        JOIN "Submissions" AS known ON known."IdempotencyScope" = asked.scope AND known."IdempotencyKey" = asked.key AND known."IdempotencyKey" IS NOT NULL
        """;
    private const string CountAttempts = """
        SELECT (SELECT MAX("Attempt") FROM "Submissions" AS s WHERE s."ExamId" = asked.exam AND s."StudentId" = asked.student AND s."QuestionId" = asked.question)
        FROM unnest($1, $2, $3) WITH ORDINALITY AS asked(exam, student, question, n) ORDER BY n
        """;
    private const string FindPlaces = """SELECT "Id", "Place" FROM "Submissions" WHERE "Id" = ANY ($1)""";

    private readonly NpgsqlConnection _connection;

    private PostgresWriteSession(GradingContext context)
        : base(context) => _connection = (NpgsqlConnection)context.Database.GetDbConnection();

    public static async Task<WriteSession> Open(IDbContextFactory<GradingContext> contexts)
    {
        var context = await contexts.CreateDbContextAsync();
        try
        {
            await context.Database.OpenConnectionAsync();
            await context.Database.ExecuteSqlRawAsync(Settings);
            return new PostgresWriteSession(context);
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <remarks>Behind the lock: a server that lost our connection may still be committing what came over it.</remarks>
    public override async Task<bool> Holds(Guid submissionId)
    {
        await using var transaction = await BeginTransaction();
        await using var batch = new NpgsqlBatch(_connection).With(Lock).With(FindPlaces, Ids([submissionId], id => id));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        return await reader.ReadAsync();
    }

    protected override async Task<DbTransaction> BeginTransaction() => await _connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);

    protected override async Task Send(IReadOnlyList<QueuedWrite> asked)
    {
        // In portions, so that a queue full of the longest answers doesn't become one message.
        for (var start = 0; start < asked.Count;)
        {
            var (end, characters) = (start, 0);
            while (end < asked.Count && end - start < MostRows && characters < MostCharacters) characters += asked[end++].Length;
            await Send([.. asked.Skip(start).Take(end - start)]);
            start = end;
        }
    }

    private async Task Send(QueuedWrite[] asked)
    {
        var grades = asked.OfType<GradeWrite>().ToList();
        var exams = asked.OfType<ExamWrite>().ToList();
        var known = await Ask(asked, grades);
        var rows = new Decisions(known);
        foreach (var one in asked)
        {
            if (one is SubmissionWrite submission) submission.Decide(rows.Decide(submission));
            else if (one is SetWrite set) set.Decide(rows.Decide(set));
        }
        foreach (var grade in grades) rows.Decide(grade);
        await Store(rows, exams);
        if (rows.Submissions.Count > 0) Witness = rows.Submissions[^1].Submission.Id;

        foreach (var exam in exams) exam.Decide(true);
        foreach (var grade in grades)
        {
            if (known.Places.ContainsKey(grade.SubmissionId)) grade.Decide(true);
            else grade.RefuseUnknown();
        }
    }

    private async Task<Known> Ask(QueuedWrite[] asked, List<GradeWrite> grades)
    {
        var (submissions, keys) = (new List<Submission>(), new List<IdempotencyKey>());
        foreach (var one in asked)
        {
            if (one is SubmissionWrite { Draft: var draft }) submissions.Add(draft.Submission);
            if (one is SetWrite { Set: var set }) submissions.AddRange(set.Submissions);
            if (((one as SubmissionWrite)?.Draft.Idempotency ?? (one as SetWrite)?.Set.Idempotency) is { } key) keys.Add(key);
        }
        var sheets = submissions.Select(Sheet.Of).Distinct().ToList();
        await using var batch = new NpgsqlBatch(_connection)
            .With(Lock)
            .With(FindKeys, Texts(keys, key => key.Scope), Texts(keys, key => key.Key))
            .With(CountAttempts, Texts(sheets, sheet => sheet.ExamId), Texts(sheets, sheet => sheet.StudentId), Texts(sheets, sheet => sheet.QuestionId))
            .With(NewPlaces, new NpgsqlParameter<int> { TypedValue = submissions.Count })
            .With(FindPlaces, Ids(grades, grade => grade.SubmissionId));
        await using var reader = await batch.ExecuteReaderAsync();
        var known = new Known();
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) known.Keys[(reader.GetString(0), reader.GetString(1))] = (reader.GetInt64(2), reader.GetString(3));
        await reader.NextResultAsync();
        foreach (var sheet in sheets)
        {
            await reader.ReadAsync();
            known.Attempts[sheet] = await reader.IsDBNullAsync(0) ? 0 : reader.GetInt32(0);
        }
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) known.NewPlaces.Enqueue(reader.GetInt64(0));
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) known.Places[reader.GetGuid(0)] = reader.GetInt64(1);
        return known;
    }

    private async Task Store(Decisions rows, List<ExamWrite> exams)
    {
        await using var batch = new NpgsqlBatch(_connection);
        if (rows.Submissions is { Count: > 0 } added)
        {
            batch.With(
                AddSubmissions, Longs(added, row => row.Place), Ids(added, row => row.Submission.Id), Texts(added, row => row.Submission.ExamId),
                Texts(added, row => row.Submission.ExamVersion), Texts(added, row => row.Submission.QuestionId),
                Texts(added, row => row.Submission.StudentId), Texts(added, row => row.Submission.StudentName), Integers(added, row => row.Attempt),
                Longs(added, row => row.Submission.SubmittedAt.ToUnixTimeMilliseconds()),
                Longs(added, row => row.Submission.Grade.GradedAt.ToUnixTimeMilliseconds()), Texts(added, row => row.Submission.Grade.Status.ToString()),
                Texts(added, row => row.Submission.Grade.Points.ToString()), Texts(added, row => row.Submission.Grade.MaxPoints.ToString()),
                Texts(added, row => Encoding.UTF8.GetString(row.Marks)), Texts(added, row => row.Key?.Scope), Texts(added, row => row.Key?.Key),
                Texts(added, row => row.Key?.BodyHash), Texts(added, row => row.Submission.Answers));
        }
        if (rows.Newest is { Count: > 0 } newest)
        {
            batch.With(KeepGrades, Longs(newest, row => row.Key));
            if (rows.Replaced is { Count: > 0 } replaced) batch.With(AddEarlierGrades, Grades(replaced));
            batch.With(SetGrades, Grades([.. newest.Select(row => (row.Key, row.Value.Grade, row.Value.Marks))]));
        }
        if (exams.Count > 0)
        {
            batch.With(
                AddExamVersions, Texts(exams, exam => exam.Version), Texts(exams, exam => exam.ExamId),
                Longs(exams, exam => exam.KeptAt.ToUnixTimeMilliseconds()), Texts(exams, exam => exam.Content));
        }
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync();
    }
    private static NpgsqlParameter[] Grades(List<(long Place, Grade Grade, byte[] Marks)> rows) =>
    [
        Longs(rows, row => row.Place), Longs(rows, row => row.Grade.GradedAt.ToUnixTimeMilliseconds()), Texts(rows, row => row.Grade.Status.ToString()),
        Texts(rows, row => row.Grade.Points.ToString()), Texts(rows, row => row.Grade.MaxPoints.ToString()),
        Texts(rows, row => Encoding.UTF8.GetString(row.Marks)),
    ];
}
