namespace GradingService.Bench;

/// <summary>A server that takes turns with others.</summary>
internal sealed class Contender
{
    private readonly ServerProcess _server;
    private readonly List<Turn> _turns = [];

    private Contender(string name, string database, ServerProcess server) => (Name, Database, _server) = (name, database, server);

    public string Name { get; }
    public string Database { get; }

    /// <summary>Submissions so far, those of the warming included.</summary>
    public int Acknowledged { get; private set; }

    public double PeakMegabytes => _server.PeakMegabytes;

    // The medians of all turns.
    public double PerSecond => Median(_turns.Select(turn => turn.Load.PerSecond));
    public double MedianMilliseconds => Median(_turns.Select(turn => turn.Load.MedianMilliseconds));
    public double P99Milliseconds => Median(_turns.Select(turn => turn.Load.P99Milliseconds));

    /// <summary>The server's processor time for a submission.</summary>
    public double Microseconds => Median(_turns.Select(turn => turn.Processor.TotalMicroseconds / turn.Load.Submissions));

    public static async Task<Contender> Start(string name, string database, Func<string, Task<ServerProcess>> start) => new(name, database, await start(database));

    public async Task Warm(string answers, int connections, TimeSpan time) => Acknowledged += (await Submit(answers, connections, time)).Submissions;

    public async Task Run(string answers, int connections, TimeSpan time)
    {
        var before = _server.ProcessorTime;
        var load = await Submit(answers, connections, time);
        _turns.Add(new Turn(load, _server.ProcessorTime - before));
        Acknowledged += load.Submissions;
    }

    /// <summary>The median of the ratios, turn by turn.</summary>
    public double To(Contender other, Func<LoadResult, double> of) => Median(_turns.Zip(other._turns, (mine, theirs) => of(mine.Load) / of(theirs.Load)));

    public void Stop() => _server.Dispose();

    private Task<LoadResult> Submit(string answers, int connections, TimeSpan time) =>
        Load.Run(_server.Port, _server.Key, answers, connections, int.MaxValue / 1000, time);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private sealed record Turn(LoadResult Load, TimeSpan Processor);
}
