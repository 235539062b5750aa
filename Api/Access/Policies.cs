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

    public static void Add(AuthorizationOptions options)
    {
        Allow(AnyKey, Role.Student, Role.Portal, Role.Instructor, Role.Admin);
        Allow(StudentsAndStaff, Role.Student, Role.Portal, Role.Instructor);
        Allow(Staff, Role.Portal, Role.Instructor);
        Allow(Instructors, Role.Instructor);
        Allow(Admins, Role.Admin);

        void Allow(string policy, params Role[] roles) =>
            options.AddPolicy(policy, builder => builder.RequireRole(roles.Select(role => role.ToString())));
    }
}
