using GradingService.Infrastructure.Persistence;
using Microsoft.AspNetCore.Authorization;

namespace GradingService.Api.Access;

/// <summary>Who may call what: each policy is a set of roles.</summary>
internal static class Policies
{
    public const string AnyKey = nameof(AnyKey);
    public const string StudentsAndStaff = nameof(StudentsAndStaff);
    public const string Staff = nameof(Staff);
    public const string Instructors = nameof(Instructors);
    public const string Admins = nameof(Admins);

    private static readonly Dictionary<string, Role[]> Roles = new()
    {
        [AnyKey] = [Role.Student, Role.Portal, Role.Instructor, Role.Admin],
        [StudentsAndStaff] = [Role.Student, Role.Portal, Role.Instructor],
        [Staff] = [Role.Portal, Role.Instructor],
        [Instructors] = [Role.Instructor],
        [Admins] = [Role.Admin],
    };

    /// <summary>The roles that a policy lets in.</summary>
    public static IReadOnlyList<Role> RolesOf(string policy) => Roles[policy];

    public static void Add(AuthorizationOptions options)
    {
        foreach (var (policy, roles) in Roles)
            options.AddPolicy(policy, builder => builder.RequireRole(roles.Select(role => role.ToString())));
    }
}
