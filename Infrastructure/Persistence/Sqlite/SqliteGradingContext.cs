using Microsoft.EntityFrameworkCore;

namespace GradingService.Infrastructure.Persistence.Sqlite;

/// <summary>The tables in a SQLite file.</summary>
public sealed class SqliteGradingContext(DbContextOptions<SqliteGradingContext> options) : GradingContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // SQLite numbers the rows by itself. What EF would have it do, AUTOINCREMENT, notes the last number in a table of its own, for every row, so that
        // those of deleted rows don't come again; none is ever deleted.
        modelBuilder.Entity<SubmissionRow>().Property(submission => submission.Place).ValueGeneratedNever();
    }
}
