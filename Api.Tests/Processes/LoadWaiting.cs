namespace GradingService.Tests.Processes;

internal static class LoadWaiting
{
    /// <summary>Waits for what a load brings about; fails at once where it meets a surprise.</summary>
    public static async Task Until(this Load load, Func<bool> condition)
    {
        while (!condition())
        {
            Assert.Empty(load.Surprises);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
