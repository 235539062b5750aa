using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;
using GradingService.Infrastructure.Persistence.Postgres;
using GradingService.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GradingService.Tests.Infrastructure.Persistence;

public sealed class MigrationTestsOnSqlite() : MigrationTests(Database.Sqlite);

public sealed class MigrationTestsOnPostgres() : MigrationTests(Database.Postgres);

/// <summary>One body for every database.</summary>
public abstract class MigrationTests(Database database)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Grades_and_keys_of_tables_of_their_own_come_into_the_rows_of_their_submissions()
    {
        var folder = TemporaryStore.NewFolder();
        var connection = database == Database.Postgres ? await TestPostgres.NewDatabase() : $"Data Source={Path.Combine(folder, "grading.db")}";
        var (graded, pending, keyless) = (Sample.Submission("s1"), Sample.Submission("s2", grade: Sample.Pending()), Sample.Submission("s3"));
        await using (var old = ContextOf(connection))
        {
            await old.GetService<IMigrator>().MigrateAsync("Initial", Cancellation);
            await Add(old, 1, graded, key: "k1");
            await Add(old, 3, pending, key: "k2");
            await Add(old, 4, keyless, key: null);
            await AddGrade(old, 1, graded.Grade with { GradedAt = Sample.Noon.AddMinutes(-1) });
            await AddGrade(old, 3, pending.Grade);
            await AddGrade(old, 4, keyless.Grade);
            await AddGrade(old, 1, graded.Grade);
            if (database == Database.Postgres)
                await old.Database.ExecuteSqlAsync($"""SELECT setval(pg_get_serial_sequence('"Submissions"', 'Place'), 4)""", Cancellation);
        }

        await using (var at = database == Database.Postgres ? await TemporaryStore.OpenPostgres(connection) : await TemporaryStore.OpenFile(folder))
        {
            var stored = await at.Store.List(new(Sample.Exam), Cancellation).All();
            Assert.Equal([(1L, graded.Id), (3L, pending.Id), (4L, keyless.Id)], stored.Select(one => (one.Place, one.Submission.Id)));
            Assert.Equal([(graded.Answers, GradeStatus.Graded), (pending.Answers, GradeStatus.Pending), (keyless.Answers, GradeStatus.Graded)],
                stored.Select(one => (one.Submission.Answers, one.Submission.Grade.Status)));
            Assert.Equal(MarksJson.Write(graded.Grade.Marks), MarksJson.Write(stored[0].Submission.Grade.Marks));
            Assert.Equal(Sample.Noon, stored[0].Submission.Grade.GradedAt);
            Assert.Equal(pending.Id, Assert.IsType<Receipt.Repeated>(await at.Append(Sample.Submission("s2"), key: "k2")).Submission.Id);
            Assert.IsType<Receipt.KeyReused>(await at.Append(Sample.Submission("s1"), key: "k1", body: "another"));

            await at.Store.Append(pending.Id, Sample.Grade(), Cancellation);
            Assert.Equal(2, Assert.IsType<Receipt.Stored>(await at.Append(Sample.Submission("s1"), key: "k3")).Submission.Attempt);
            await using var context = await at.Contexts.CreateDbContextAsync(Cancellation);
            Assert.Equal([(1L, Sample.Noon.AddMinutes(-1)), (3L, Sample.Noon)],
                (await context.EarlierGrades.OrderBy(grade => grade.Id).ToListAsync(Cancellation)).Select(grade => (grade.SubmissionPlace, grade.GradedAt)));
        }
        if (database == Database.Postgres) await TestPostgres.Drop(connection);
        Directory.Delete(folder, recursive: true);
    }

    private GradingContext ContextOf(string connection) => database == Database.Postgres
        ? new PostgresGradingContext(new DbContextOptionsBuilder<PostgresGradingContext>().UseNpgsql(connection).Options)
        : new SqliteGradingContext(new DbContextOptionsBuilder<SqliteGradingContext>().UseSqlite(connection + ";Pooling=False").Options);

    private async Task Add(GradingContext old, long place, Submission submission, string? key)
    {
        object id = database == Database.Postgres ? submission.Id : submission.Id.ToString().ToUpperInvariant();
        await old.Database.ExecuteSqlAsync($"""
            INSERT INTO "Submissions" ("Place", "Id", "ExamId", "ExamVersion", "QuestionId", "StudentId", "StudentName", "Attempt", "SubmittedAt", "Status", "Points", "MaxPoints", "Answers")
            VALUES ({place}, {id}, {submission.ExamId}, {submission.ExamVersion}, {submission.QuestionId}, {submission.StudentId}, {submission.StudentName}, 1,
                {submission.SubmittedAt.ToUnixTimeMilliseconds()}, {submission.Grade.Status.ToString()}, {submission.Grade.Points.ToString()},
                {submission.Grade.MaxPoints.ToString()}, {submission.Answers})
            """, Cancellation);
        if (key is null) return;
        await old.Database.ExecuteSqlAsync(
            $"""INSERT INTO "IdempotencyKeys" ("Scope", "Key", "BodyHash", "SubmissionPlace") VALUES ('portal POST /x', {key}, 'b1', {place})""", Cancellation);
    }

    private static Task<int> AddGrade(GradingContext old, long place, Grade grade) => old.Database.ExecuteSqlAsync($"""
        INSERT INTO "Grades" ("SubmissionPlace", "GradedAt", "Status", "Points", "MaxPoints", "Marks")
        VALUES ({place}, {grade.GradedAt.ToUnixTimeMilliseconds()}, {grade.Status.ToString()}, {grade.Points.ToString()}, {grade.MaxPoints.ToString()},
            {MarksJson.Write(grade.Marks)})
        """, Cancellation);
}
