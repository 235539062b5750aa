using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace GradingService.Infrastructure.Persistence;

/// <summary>The tables, the same for every database; each provider has a context beneath this one, with its own migrations.</summary>
public abstract class GradingContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<SubmissionRow> Submissions => Set<SubmissionRow>();
    public DbSet<EarlierGradeRow> EarlierGrades => Set<EarlierGradeRow>();
    public DbSet<ExamVersionRow> ExamVersions => Set<ExamVersionRow>();
    public DbSet<KeyRow> Keys => Set<KeyRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Every index is written out below: nothing is ever deleted, so a foreign key alone needs none.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Rational>().HaveConversion<ExactText>();
        configurationBuilder.Properties<GradeStatus>().HaveConversion<string>();
        configurationBuilder.Properties<Role>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SubmissionRow>(row =>
        {
            row.HasKey(submission => submission.Place);
            row.HasIndex(submission => submission.Id).IsUnique();

            // One row for each key of a client; a submission needs none.
            row.HasIndex(submission => new { submission.IdempotencyScope, submission.IdempotencyKey }).IsUnique()
                .HasFilter($"\"{nameof(SubmissionRow.IdempotencyKey)}\" IS NOT NULL");

            // Serves the attempts, a student's standing and the results: within a question, attempts are in the order of storing.
            row.HasIndex(submission => new { submission.ExamId, submission.StudentId, submission.QuestionId, submission.Attempt }).IsUnique();

            // Serve the lists; the time is there so that rows before `since` are passed over within the index.
            row.HasIndex(submission => new { submission.ExamId, submission.Place, submission.SubmittedAt });
            row.HasIndex(submission => new { submission.ExamId, submission.QuestionId, submission.Place, submission.SubmittedAt });
            row.HasIndex([nameof(SubmissionRow.ExamId), nameof(SubmissionRow.Place)], "IX_Submissions_Pending")
                .HasFilter($"\"{nameof(SubmissionRow.Status)}\" = '{nameof(GradeStatus.Pending)}'");
        });
        modelBuilder.Entity<EarlierGradeRow>(row =>
        {
            row.HasIndex(grade => new { grade.SubmissionPlace, grade.Id });
            row.HasOne<SubmissionRow>().WithMany().HasForeignKey(grade => grade.SubmissionPlace).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<ExamVersionRow>().HasKey(version => version.Version);
        modelBuilder.Entity<KeyRow>().HasIndex(key => key.SecretHash).IsUnique();
    }
}
