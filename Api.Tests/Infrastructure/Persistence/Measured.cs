using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace GradingService.Tests.Infrastructure.Persistence;

/// <summary>What one store measures, by the instrument's name and the tags that aren't the database's.</summary>
internal sealed class Measured : IDisposable
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
