using System.Globalization;
using System.Text;
using Serilog.Core;
using Serilog.Events;

namespace GradingService.Tests.Http.Hosting;

/// <summary>Everything that was logged, whole.</summary>
internal sealed class CapturedLog : ILogEventSink
{
    private readonly StringBuilder _text = new();

    public string Text
    {
        get
        {
            lock (_text) return _text.ToString();
        }
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_text)
        {
            _text.AppendLine(logEvent.RenderMessage(CultureInfo.InvariantCulture));
            foreach (var (name, value) in logEvent.Properties) _text.Append(name).Append('=').AppendLine(value.ToString());
            _text.AppendLine(logEvent.Exception?.ToString());
        }
    }
}
