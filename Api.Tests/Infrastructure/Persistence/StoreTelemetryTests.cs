using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GradingService.Domain.Submissions;

namespace GradingService.Tests.Infrastructure.Persistence;

public sealed class StoreTelemetryTestsOnSqlite() : StoreTelemetryTests(Database.Sqlite, "sqlite");

public sealed class StoreTelemetryTestsOnPostgres() : StoreTelemetryTests(Database.Postgres, "postgresql");

/// <summary>One body for every database.</summary>
public abstract class StoreTelemetryTests(Database database, string system)
{
    [Fact]
    public async Task A_queue_is_as_long_as_what_waits_and_a_commit_as_large_as_its_batch()
    {
        await using var at = await TemporaryStore.Open(database, capacity: 2);
        using var measured = new Measured(at.Meters, system);
        var hold = await at.HoldWriter();
        var waiting = new[] { at.Append(Sample.Submission()), at.Append(Sample.Submission()) };
        Assert.Equal((2, 2), (measured.Now("grading.store.queue.length"), measured.Now("grading.store.queue.limit")));
        await Assert.ThrowsAsync<StoreBusyException>(() => at.Append(Sample.Submission()));
        await hold.Release();
        await Task.WhenAll(waiting);

        Assert.Equal(0, measured.Now("grading.store.queue.length"));
        Assert.Equal([1, 2], measured.All("grading.store.commit.size"));
        Assert.Equal(2, measured.All("grading.store.commit.duration").Count(seconds => seconds is > 0 and < 60));
        Assert.Equal([1], measured.All("grading.store.failures error.type=StoreBusyException"));
    }

    [Fact]
    public async Task A_write_that_cannot_be_stored_is_no_part_of_its_commit()
    {
        await using var at = await TemporaryStore.Open(database);
        var existing = Sample.Submission();
        await at.Append(existing);
        using var measured = new Measured(at.Meters, system);
        var hold = await at.HoldWriter();
        var good = at.Append(Sample.Submission("s1"));
        var sameId = at.Append(existing with { StudentId = "s2" });
        await hold.Release();
        await good;
        var failure = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => sameId);
        Assert.Equal([1, 1], measured.All("grading.store.commit.size"));
        Assert.Equal([1], measured.All($"grading.store.failures error.type={failure.GetType().Name}"));
    }

    /// <summary>What one store measures, by the instrument's name and the tags that aren't the database's.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, ConcurrentQueue<double>> _values = new();
        private readonly string _system;

        public Measured(IMeterFactory meters, string system)
        {
            _system = system;
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == meters) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.Start();
        }

        public double[] All(string name) => [.. _values.GetValueOrDefault(name, [])];

        public double Now(string name)
        {
            _values.TryRemove(name, out _);
            _listener.RecordObservableInstruments();
            return Assert.Single(All(name));
        }

        public void Dispose() => _listener.Dispose();

        private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Assert.Equal(_system, tags.ToArray().Single(tag => tag.Key == "db.system.name").Value);
            var name = string.Join(' ', tags.ToArray().Where(tag => tag.Key != "db.system.name").Select(tag => $"{tag.Key}={tag.Value}").Prepend(instrument.Name));
            _values.GetOrAdd(name, _ => new()).Enqueue(value);
        }
    }
}
