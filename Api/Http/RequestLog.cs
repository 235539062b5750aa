using System.Globalization;
using GradingService.Api.Access;
using Microsoft.AspNetCore.Diagnostics;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace GradingService.Api.Http;

/// <summary>The log: one line for each request, as JSON (readable in Development). It holds no addresses, answers, names or keys.</summary>
internal static class RequestLog
{
    private const string Readable = "[{Timestamp:HH:mm:ss} {Level:u3}] {Message:lj}{NewLine}{Exception}";

    public static void AddRequestLog(this WebApplicationBuilder builder) => builder.Services.AddSerilog((services, log) =>
    {
        log.MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
            .Enrich.With<WithoutAddress>();
        // Serilog reads every assembly to find the sinks that settings name, also where there are no settings.
        if (builder.Configuration.GetSection("Serilog").Exists()) log.ReadFrom.Configuration(builder.Configuration);
        log.ReadFrom.Services(services);
        ITextFormatter formatter = builder.Environment.IsDevelopment()
            ? new MessageTemplateTextFormatter(Readable, CultureInfo.InvariantCulture)
            : new CompactJsonFormatter();
        log.WriteTo.Sink(new ConsoleLog(formatter), ConsoleLog.Batches);
    }, preserveStaticLogger: true);

    public static void UseRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(log =>
    {
        log.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        log.MessageTemplate = "{Method} {Route} answered {Status} in {Elapsed} ms";
        // The route instead of the address, which may name a student.
        log.GetMessageTemplateProperties = (context, _, elapsed, status) =>
        [
            new LogEventProperty("Method", new ScalarValue(MethodOf(context))),
            new LogEventProperty("Route", new ScalarValue(RouteOf(context))),
            new LogEventProperty("Status", new ScalarValue(status)),
            // Rounded here: a format in the template has the line carry the number a second time, as text.
            new LogEventProperty("Elapsed", new ScalarValue(Math.Round(elapsed, 1))),
        ];
        log.EnrichDiagnosticContext = (entry, context) =>
        {
            if (Caller.Of(context.User) is not { } caller) return;
            entry.Set("KeyId", caller.KeyId);
            entry.Set("Role", caller.Role);
        };
        log.GetLevel = (context, _, error) => error is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
            : context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/metrics") ? LogEventLevel.Debug
            : LogEventLevel.Information;
    });

    /// <summary>The route that was matched, also where it then failed.</summary>
    private static string RouteOf(HttpContext context) =>
        ((context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint) as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";

    /// <summary>A method is free text of the client's; only known ones are logged.</summary>
    private static string MethodOf(HttpContext context) => HttpMethods.GetCanonicalizedValue(context.Request.Method) switch
    {
        "GET" or "POST" or "DELETE" or "PUT" or "PATCH" or "HEAD" or "OPTIONS" => HttpMethods.GetCanonicalizedValue(context.Request.Method),
        _ => "other",
    };

    /// <summary>Takes the address off that the server puts on everything logged during a request.</summary>
    private sealed class WithoutAddress : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
    }
}
