using System.Globalization;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace GradingService.Api.Http;

/// <summary>Writes log events to the console, as many at once as came within a moment: a console that is read slowly, or by nobody, holds up no request.</summary>
internal sealed class ConsoleLog(ITextFormatter formatter) : IBatchedLogEventSink, IDisposable
{
    /// <summary>How long an event may wait for others, and how many may wait before the next is dropped.</summary>
    public static BatchingOptions Batches { get; } = new() { BufferingTimeLimit = TimeSpan.FromMilliseconds(200), BatchSizeLimit = 2_000, QueueLimit = 20_000 };

    private readonly Lines _lines = new();

    public async Task EmitBatchAsync(IReadOnlyCollection<LogEvent> batch)
    {
        foreach (var logEvent in batch) formatter.Format(logEvent, _lines);
        await _lines.FlushAsync();
    }

    public Task OnEmptyBatchAsync() => Task.CompletedTask;

    public void Dispose() => _lines.Dispose();

    /// <summary>The console, written a buffer at a time instead of a line at a time.</summary>
    private sealed class Lines() : StreamWriter(Console.OpenStandardOutput(), bufferSize: 16 * 1024)
    {
        public override IFormatProvider FormatProvider => CultureInfo.InvariantCulture;
    }
}
