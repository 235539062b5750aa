using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace GradingService.Infrastructure.Persistence;

/// <summary>What the one writer tells of itself: its queue, its commits, and what it couldn't store.</summary>
internal sealed class StoreTelemetry : IDisposable
{
    private const int MostLinks = 128;

    // The default boundaries are milliseconds' and begin too high for seconds.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] };

    private readonly ActivitySource _spans = new(Telemetry.Name);
    private readonly Meter _meter;
    private readonly KeyValuePair<string, object?> _system;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _size;
    private readonly Counter<long> _failures;

    public StoreTelemetry(IMeterFactory meters, IOptions<StorageOptions> options)
    {
        _meter = meters.Create(Telemetry.Name);
        _system = new("db.system.name", options.Value.Provider == StorageOptions.Postgres ? "postgresql" : "sqlite");
        _duration = _meter.CreateHistogram("grading.store.commit.duration", "s", "From a batch's beginning to the end of its commit.", advice: Seconds);
        _size = _meter.CreateHistogram("grading.store.commit.size", "{write}", "Writes of one commit.", advice: Sizes);
        _failures = _meter.CreateCounter<long>("grading.store.failures", "{write}", "Writes that weren't stored, by the reason.");
        _meter.CreateObservableUpDownCounter(
            "grading.store.queue.limit", () => new Measurement<int>(options.Value.QueueCapacity, _system), "{write}", "Writes that may wait before the next one is refused.");
        _meter.CreateObservableUpDownCounter(
            "grading.store.queue.text.limit", () => new Measurement<int>(options.Value.QueueCharacters, _system), "{character}",
            "Characters of answers and marks that may wait before the next write is refused.");
    }

    public void Observe(Func<int> writes, Func<long> characters)
    {
        _meter.CreateObservableUpDownCounter("grading.store.queue.length", () => new Measurement<int>(writes(), _system), "{write}", "Writes that wait for the writer.");
        _meter.CreateObservableUpDownCounter(
            "grading.store.queue.text.length", () => new Measurement<long>(characters(), _system), "{character}", "Characters of answers and marks that wait for the writer.");
    }

    /// <summary>The span of a batch, linked to the requests whose writes are in it; null where nobody listens.</summary>
    public Activity? Begin(IReadOnlyList<QueuedWrite> batch)
    {
        if (!_spans.HasListeners()) return null;
        var links = batch.Where(write => write.Origin != default).Take(MostLinks).Select(write => new ActivityLink(write.Origin));
        var span = _spans.StartActivity(ActivityKind.Client, links: links, name: "commit");
        span?.SetTag(_system.Key, _system.Value).SetTag("db.operation.batch.size", batch.Count);
        return span;
    }

    public void Committed(int writes, long started)
    {
        _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, _system);
        _size.Record(writes, _system);
    }

    public void Failed(int writes, Exception reason) => _failures.Add(writes, _system, new("error.type", reason.GetType().Name));

    public void Dispose() => _spans.Dispose();
}
