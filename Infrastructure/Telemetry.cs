namespace GradingService.Infrastructure;

/// <summary>What the service's own measurements and spans go by, in whatever listens to them.</summary>
public static class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "GradingService";
}
