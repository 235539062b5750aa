using System.Globalization;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace GradingService.Api.Http;

/// <summary>Writes log events to the console, as many at once as came within a moment: a console that is read slowly, or by nobody, holds up no request.</summary>
internal sealed class ConsoleLog(ITextFormatter formatter) : IBatchedLogEventSink
{
    /// <summary>How long an event may wait for others, and how many may wait before the next is dropped.</summary>
    public static BatchingOptions Batches { get; } = new() { BufferingTimeLimit = TimeSpan.FromMilliseconds(200), BatchSizeLimit = 2_000, QueueLimit = 20_000 };

    public async Task EmitBatchAsync(IReadOnlyCollection<LogEvent> batch)
    {
        using var lines = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var logEvent in batch) formatter.Format(logEvent, lines);
        await Console.Out.WriteAsync(lines.ToString());
    }

    public Task OnEmptyBatchAsync() => Task.CompletedTask;
}
