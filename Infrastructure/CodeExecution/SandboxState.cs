namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Whether students' code can be run now.</summary>
/// <param name="Reason">What an operator can do about it; null where it can.</param>
public sealed record SandboxState(SandboxCondition Condition, string? Reason = null);

public enum SandboxCondition
{
    /// <summary>The first worker isn't up yet.</summary>
    Starting,

    /// <summary>At least one worker has proved that it confines its jobs.</summary>
    Available,

    /// <summary>No worker could be started; it is tried again.</summary>
    Unavailable,

    /// <summary>Switched off in the configuration.</summary>
    Disabled,
}

/// <summary>How busy the sandbox is.</summary>
/// <param name="Queued">Jobs that wait for a worker.</param>
/// <param name="Busy">Workers that run a job.</param>
/// <param name="Workers">Workers that are up.</param>
public readonly record struct SandboxLoad(int Queued, int Busy, int Workers);
