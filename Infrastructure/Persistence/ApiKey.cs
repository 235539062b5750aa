namespace GradingService.Infrastructure.Persistence;

/// <summary>A key to the service, without its secret.</summary>
/// <param name="Label">What the admin calls it.</param>
/// <param name="StudentId">The one student a student's key speaks for; null for every other role.</param>
/// <param name="RevokedAt">Null while the key is valid.</param>
public sealed record ApiKey(Guid Id, string Label, Role Role, string? StudentId, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>What a key may do.</summary>
public enum Role
{
    /// <summary>Submits for one student and sees that student's submissions.</summary>
    Student,

    /// <summary>Submits for any student and sees all submissions.</summary>
    Portal,

    /// <summary>A portal that also sees solutions and exports.</summary>
    Instructor,

    /// <summary>Makes and revokes keys.</summary>
    Admin,
}
