namespace GradingService.Tests.Http.Hosting;

/// <summary>A clock that runs from a time that tests choose.</summary>
internal sealed class MovableClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void MoveTo(DateTimeOffset time) => _ahead = time - System.GetUtcNow();
}
