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
    private static readonly string AddGrades = Insert(nameof(GradingContext.Grades), GradeColumns);
    private static readonly string AddKeys = Insert(nameof(GradingContext.IdempotencyKeys), KeyColumns);
    private static readonly string AddExamVersions =
        Insert(nameof(GradingContext.ExamVersions), ExamVersionColumns) + """ ON CONFLICT ("Version") DO NOTHING""";

    private static readonly string Lock = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({PostgresDatabase.WriterLock})");
    private const string NewPlaces = """SELECT nextval(pg_get_serial_sequence('"Submissions"', 'Place')) FROM generate_series(1, $1)""";
    private const string FindKeys = """
        SELECT known."Scope", known."Key", known."SubmissionPlace", known."BodyHash"
        FROM unnest($1, $2) AS asked("Scope", "Key") JOIN "IdempotencyKeys" AS known USING ("Scope", "Key")
        """;
    private const string CountAttempts = """
        SELECT (SELECT MAX("Attempt") FROM "Submissions" AS s WHERE s."ExamId" = asked.exam AND s."StudentId" = asked.student AND s."QuestionId" = asked.question)
        FROM unnest($1, $2, $3) WITH ORDINALITY AS asked(exam, student, question, n) ORDER BY n
        """;
    private const string FindPlaces = """SELECT "Id", "Place" FROM "Submissions" WHERE "Id" = ANY ($1)""";
    private const string SetNewest = """
        UPDATE "Submissions" AS s SET "Status" = newest.status, "Points" = newest.points, "MaxPoints" = newest.most
        FROM unnest($1, $2, $3, $4) AS newest(place, status, points, most) WHERE s."Place" = newest.place
        """;

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

    protected override async Task Send(IReadOnlyList<Asked> asked)
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

    private async Task Send(Asked[] asked)
    {
        var grades = asked.OfType<AskedGrade>().ToList();
        var exams = asked.OfType<AskedExam>().ToList();
        var known = await Ask(asked, grades);
        var rows = new Decisions(known);
        var decided = new List<Action>();
        foreach (var one in asked)
        {
            switch (one)
            {
                case AskedSubmission submission:
                    var outcome = rows.Decide(submission);
                    decided.Add(() => submission.Decide(outcome));
                    break;
                case AskedSet set:
                    var together = rows.Decide(set);
                    decided.Add(() => set.Decide(together));
                    break;
            }
        }
        foreach (var grade in grades) rows.Decide(grade);
        await Store(rows, exams);
        if (rows.Submissions.Count > 0) Witness = rows.Submissions[^1].Submission.Id;

        foreach (var tell in decided) tell();
        foreach (var exam in exams) exam.Decide(true);
        foreach (var grade in grades)
        {
            if (known.Places.ContainsKey(grade.SubmissionId)) grade.Decide(true);
            else grade.Fail(grade.NothingToGrade());
        }
    }

    private async Task<Known> Ask(Asked[] asked, List<AskedGrade> grades)
    {
        var (submissions, keys) = (new List<Submission>(), new List<IdempotencyKey>());
        foreach (var one in asked)
        {
            if (one is AskedSubmission { Draft: var draft }) submissions.Add(draft.Submission);
            if (one is AskedSet { Set: var set }) submissions.AddRange(set.Submissions);
            if (((one as AskedSubmission)?.Draft.Idempotency ?? (one as AskedSet)?.Set.Idempotency) is { } key) keys.Add(key);
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

    private async Task Store(Decisions rows, List<AskedExam> exams)
    {
        await using var batch = new NpgsqlBatch(_connection);
        if (rows.Submissions is { Count: > 0 } added)
        {
            batch.With(
                AddSubmissions, Longs(added, row => row.Place), Ids(added, row => row.Submission.Id), Texts(added, row => row.Submission.ExamId),
                Texts(added, row => row.Submission.ExamVersion), Texts(added, row => row.Submission.QuestionId),
                Texts(added, row => row.Submission.StudentId), Texts(added, row => row.Submission.StudentName), Integers(added, row => row.Attempt),
                Longs(added, row => row.Submission.SubmittedAt.ToUnixTimeMilliseconds()), Texts(added, row => row.Submission.Grade.Status.ToString()),
                Texts(added, row => row.Submission.Grade.Points.ToString()), Texts(added, row => row.Submission.Grade.MaxPoints.ToString()),
                Texts(added, row => row.Submission.Answers));
        }
        if (rows.Grades is { Count: > 0 } grades)
        {
            batch.With(
                AddGrades, Longs(grades, row => row.Place), Longs(grades, row => row.Grade.GradedAt.ToUnixTimeMilliseconds()),
                Texts(grades, row => row.Grade.Status.ToString()), Texts(grades, row => row.Grade.Points.ToString()),
                Texts(grades, row => row.Grade.MaxPoints.ToString()), Texts(grades, row => Encoding.UTF8.GetString(row.Marks)));
        }
        if (rows.Keys is { Count: > 0 } keys)
        {
            batch.With(
                AddKeys, Texts(keys, row => row.Key.Scope), Texts(keys, row => row.Key.Key), Texts(keys, row => row.Key.BodyHash),
                Longs(keys, row => row.Place));
        }
        if (rows.Newest is { Count: > 0 } newest)
        {
            batch.With(
                SetNewest, Longs(newest, row => row.Key), Texts(newest, row => row.Value.Status.ToString()),
                Texts(newest, row => row.Value.Points.ToString()), Texts(newest, row => row.Value.MaxPoints.ToString()));
        }
        if (exams.Count > 0)
        {
            batch.With(
                AddExamVersions, Texts(exams, exam => exam.Version), Texts(exams, exam => exam.ExamId),
                Longs(exams, exam => exam.KeptAt.ToUnixTimeMilliseconds()), Texts(exams, exam => exam.Content));
        }
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync();
    }
}
