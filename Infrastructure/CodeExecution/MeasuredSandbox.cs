using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>The sandbox, with its runs measured and its workers watched.</summary>
internal sealed class MeasuredSandbox : ISandbox, IDisposable
{
    private static readonly string[] Endings = [.. Enum.GetNames<SandboxEnding>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName)];

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private readonly BubblewrapSandbox _sandbox;
    private readonly ActivitySource _spans = new(Telemetry.Name);
    private readonly Histogram<double> _duration;

    public MeasuredSandbox(BubblewrapSandbox sandbox, IMeterFactory meters)
    {
        _sandbox = sandbox;
        var meter = meters.Create(Telemetry.Name);
        _duration = meter.CreateHistogram("grading.sandbox.run.duration", "s", "Runs of students' programs, by how they ended.", advice: Seconds);
        meter.CreateObservableGauge(
            "grading.sandbox.available", () => sandbox.State.Condition == SandboxCondition.Available ? 1 : 0, "1", "Whether students' programs can be run: 1 or 0.");
        meter.CreateObservableUpDownCounter("grading.sandbox.queue.length", () => sandbox.Load.Queued, "{run}", "Programs that wait for a worker.");
        meter.CreateObservableUpDownCounter("grading.sandbox.workers", Workers, "{worker}", "Workers that are up, by whether they run a program.");
    }

    public async Task<SandboxRun> Run(ReadOnlyMemory<byte> job, CancellationToken cancellation)
    {
        using var span = _spans.StartActivity("run program");
        try
        {
            var run = await _sandbox.Run(job, cancellation);
            var ending = Endings[(int)run.Ending];
            _duration.Record(run.Elapsed.TotalSeconds, new KeyValuePair<string, object?>("grading.sandbox.ending", ending));
            span?.SetTag("grading.sandbox.ending", ending);
            return run;
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", e.GetType().Name);
            throw;
        }
    }

    public void Dispose() => _spans.Dispose();

    private IEnumerable<Measurement<int>> Workers()
    {
        var load = _sandbox.Load;
        // One may be lost while it is counted as busy.
        yield return new(load.Busy, new KeyValuePair<string, object?>("grading.sandbox.worker.state", "busy"));
        yield return new(Math.Max(0, load.Workers - load.Busy), new KeyValuePair<string, object?>("grading.sandbox.worker.state", "idle"));
    }
}
