using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;

namespace GradingService.Infrastructure.Persistence;

/// <summary>A stored submission with its newest grade, and what was promised for it: all of it in one row, since every row is written and read whole.</summary>
/// <remarks>The long texts come last: SQLite then finds the other columns without reading them.</remarks>
public sealed class SubmissionRow
{
    public long Place { get; init; }
    public Guid Id { get; init; }
    public required string ExamId { get; init; }
    public required string ExamVersion { get; init; }
    public required string QuestionId { get; init; }
    public required string StudentId { get; init; }
    public string? StudentName { get; init; }
    public int Attempt { get; init; }
    public DateTimeOffset SubmittedAt { get; init; }
    public DateTimeOffset GradedAt { get; init; }
    public GradeStatus Status { get; init; }
    public Rational Points { get; init; }
    public Rational MaxPoints { get; init; }

    /// <summary>What the client's idempotency key is unique within; null where it sent none.</summary>
    public string? IdempotencyScope { get; init; }
    public string? IdempotencyKey { get; init; }
    public string? BodyHash { get; init; }
    public required string Answers { get; init; }
    public required string Marks { get; init; }

    internal Submission Submission() => new(
        Id, ExamId, ExamVersion, QuestionId, StudentId, StudentName, Attempt, SubmittedAt, Answers, new Grade(GradedAt, MarksJson.Read(Marks)));
}

/// <summary>A grade that another took the place of; those of a submission are in the order of their ids. Never updated.</summary>
public sealed class EarlierGradeRow
{
    public long Id { get; init; }
    public long SubmissionPlace { get; init; }
    public DateTimeOffset GradedAt { get; init; }
    public GradeStatus Status { get; init; }
    public Rational Points { get; init; }
    public Rational MaxPoints { get; init; }
    public required string Marks { get; init; }
}

/// <summary>The content of an exam under the hash that names it.</summary>
public sealed class ExamVersionRow
{
    public required string Version { get; init; }
    public required string ExamId { get; init; }
    public DateTimeOffset KeptAt { get; init; }
    public required string Content { get; init; }
}

/// <summary>An API key; of its secret only the SHA-256 is kept.</summary>
public sealed class KeyRow
{
    public Guid Id { get; init; }
    public required string Label { get; init; }
    public Role Role { get; init; }
    public string? StudentId { get; init; }
    public required string SecretHash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}
