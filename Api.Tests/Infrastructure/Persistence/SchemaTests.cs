using System.Data.Common;
using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;
using GradingService.Infrastructure.Persistence.Postgres;
using GradingService.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GradingService.Tests.Infrastructure.Persistence;

public sealed class SchemaTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public void Migrations_leave_no_change_of_the_model_out(Database database)
    {
        using var context = ContextOf(database);
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public void The_writer_fills_every_column_of_the_model(Database database)
    {
        using var context = ContextOf(database);
        void AssertFilled(Type row, IReadOnlyList<string> written) => Assert.Equal(
            context.Model.FindEntityType(row)!.GetProperties()
                .Where(property => property.ValueGenerated == ValueGenerated.Never && property.Name != nameof(SubmissionRow.Place)).Select(property => property.GetColumnName()).Order(),
            written.Order());

        AssertFilled(typeof(SubmissionRow), WriteSession.SubmissionColumns);
        AssertFilled(typeof(EarlierGradeRow), WriteSession.EarlierGradeColumns);
        AssertFilled(typeof(ExamVersionRow), WriteSession.ExamVersionColumns);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task What_the_writer_wrote_is_what_the_model_reads(Database database)
    {
        await using var at = await TemporaryStore.Open(database);
        var sent = Sample.Submission(grade: Sample.Pending(), at: Sample.Noon.AddMinutes(7));
        await at.Append(sent, key: "k");
        await at.Store.Append(sent.Id, Sample.Grade(new Rational(7, 3), Sample.Noon.AddMinutes(9)), Cancellation);
        await at.Store.Keep("e", "v", "c", Cancellation);
        await using var context = await at.Contexts.CreateDbContextAsync(Cancellation);

        var row = await context.Submissions.SingleAsync(Cancellation);
        Assert.Equal(
            (sent.Id, sent.ExamId, sent.ExamVersion, sent.QuestionId, sent.StudentId, sent.StudentName, 1, sent.SubmittedAt, sent.Answers),
            (row.Id, row.ExamId, row.ExamVersion, row.QuestionId, row.StudentId, row.StudentName, row.Attempt, row.SubmittedAt, row.Answers));
        Assert.Equal((Sample.Noon.AddMinutes(9), GradeStatus.Graded, new Rational(7, 3), 10), (row.GradedAt, row.Status, row.Points, row.MaxPoints));
        Assert.Contains("\"7/3\"", row.Marks, StringComparison.Ordinal);
        Assert.Equal(("portal POST /x", "k", "b1"), (row.IdempotencyScope, row.IdempotencyKey, row.BodyHash));
        var earlier = await context.EarlierGrades.SingleAsync(Cancellation);
        Assert.Equal(
            (row.Place, Sample.Noon, GradeStatus.Pending, 0, 10), (earlier.SubmissionPlace, earlier.GradedAt, earlier.Status, earlier.Points, earlier.MaxPoints));
        Assert.Contains("pending", earlier.Marks, StringComparison.Ordinal);
        var version = await context.ExamVersions.SingleAsync(Cancellation);
        Assert.Equal(("v", "e", "c"), (version.Version, version.ExamId, version.Content));
    }

    [Theory]
    [InlineData("SELECT \"journal_mode\" AS \"Value\" FROM pragma_journal_mode", "wal")]
    [InlineData("SELECT CAST(\"synchronous\" AS TEXT) AS \"Value\" FROM pragma_synchronous", "2")]
    [InlineData("SELECT CAST(\"foreign_keys\" AS TEXT) AS \"Value\" FROM pragma_foreign_keys", "1")]
    public async Task Every_connection_commits_to_disk_and_checks_keys(string query, string expected)
    {
        await using var at = await TemporaryStore.Open(Database.Sqlite);
        await using var context = await at.Contexts.CreateDbContextAsync(Cancellation);
        Assert.Equal(expected, Assert.Single(await context.Database.SqlQueryRaw<string>(query).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task No_list_reads_a_whole_table_or_sorts_an_exam()
    {
        await using var at = await TemporaryStore.Open(Database.Sqlite);
        for (var i = 0; i < 600; i++) _ = at.Append(Sample.Submission($"s{i}", "1"));
        await at.Append(Sample.Submission());
        var plans = new Plans();
        var reader = new SubmissionReader(at.WithInterceptor(plans));

        foreach (var status in new GradeStatus?[] { null, GradeStatus.Pending, GradeStatus.Graded })
            foreach (var question in new[] { null, "1" })
                await reader.List(new(Sample.Exam, question, null, status, Sample.Noon), Cancellation).All();
        await reader.List(new(null), Cancellation).All();
        await reader.Results(Sample.Exam, null, Cancellation).All();
        await reader.Results(Sample.Exam, "s1", Cancellation).All();
        await reader.Find(Guid.CreateVersion7(), Cancellation);
        Assert.All(plans.Lines, line => Assert.DoesNotContain("SCAN", line, StringComparison.Ordinal));
        Assert.DoesNotContain(plans.Lines, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));

        plans.Lines.Clear();
        await reader.List(new(Sample.Exam, StudentId: "s1"), Cancellation).All();
        Assert.Contains(plans.Lines, line => line.Contains("(ExamId=? AND StudentId=?)", StringComparison.Ordinal));

        plans.Lines.Clear();
        await reader.List(new(Sample.Exam, Status: GradeStatus.Pending), Cancellation).All();
        Assert.Contains(plans.Lines, line => line.Contains("IX_Submissions_Pending", StringComparison.Ordinal));
    }

    private static GradingContext ContextOf(Database database) =>
        database == Database.Sqlite ? new SqliteGradingContextFactory().CreateDbContext([]) : new PostgresGradingContextFactory().CreateDbContext([]);

    /// <summary>Asks SQLite how it will run every query.</summary>
    private sealed class Plans : DbCommandInterceptor
    {
        public List<string> Lines { get; } = [];

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            var query = command.CommandText;
            command.CommandText = "EXPLAIN QUERY PLAN " + query;
            await using (var plan = await command.ExecuteReaderAsync(cancellationToken))
                while (await plan.ReadAsync(cancellationToken)) Lines.Add(plan.GetString(3));
            command.CommandText = query;
            return result;
        }
    }
}
