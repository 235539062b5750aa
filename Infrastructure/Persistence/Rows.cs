using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;

namespace GradingService.Infrastructure.Persistence;

/// <summary>A stored submission. Status and points are those of its newest grade, in brief, so that lists and results need no other table.</summary>
/// <remarks>The long text comes last: SQLite then finds the other columns without reading it.</remarks>
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
    public GradeStatus Status { get; init; }
    public Rational Points { get; init; }
    public Rational MaxPoints { get; init; }
    public required string Answers { get; init; }
}

/// <summary>One marking of a submission; the one with the largest id is the newest. Never updated.</summary>
public sealed class GradeRow
{
    public long Id { get; init; }
    public long SubmissionPlace { get; init; }
    public DateTimeOffset GradedAt { get; init; }
    public GradeStatus Status { get; init; }
    public Rational Points { get; init; }
    public Rational MaxPoints { get; init; }
    public required string Marks { get; init; }
}

/// <summary>What was stored under a client's idempotency key.</summary>
public sealed class IdempotencyKeyRow
{
    public required string Scope { get; init; }
    public required string Key { get; init; }
    public required string BodyHash { get; init; }
    public long SubmissionPlace { get; init; }
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
