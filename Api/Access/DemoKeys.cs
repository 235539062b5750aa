using System.Collections.Frozen;
using GradingService.Infrastructure.Persistence;

namespace GradingService.Api.Access;

/// <summary>Keys that anyone may know, to try the service with: they work in the Development environment alone and are never stored.</summary>
internal sealed class DemoKeys(IHostEnvironment environment)
{
    private static readonly FrozenDictionary<string, ApiKey> Known = new[]
    {
        Demo(1, "demo-student", Role.Student, "0036500001"),
        Demo(2, "demo-student-2", Role.Student, "0036500002"),
        Demo(3, "demo-portal", Role.Portal),
        Demo(4, "demo-instructor", Role.Instructor),
        Demo(5, "demo-admin", Role.Admin),
    }.ToFrozenDictionary(key => key.Label);

    /// <summary>Whether they work.</summary>
    public bool Allowed { get; } = environment.IsDevelopment();

    /// <summary>The demo key of that name, where there are demo keys.</summary>
    public ApiKey? Find(string secret) => Allowed ? Known.GetValueOrDefault(secret) : null;

    private static ApiKey Demo(byte number, string secret, Role role, string? studentId = null) =>
        new(new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, number), secret, role, studentId, DateTimeOffset.UnixEpoch, null);
}
