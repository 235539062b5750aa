using GradingService.Infrastructure;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GradingService.Api.Operations;

/// <summary>Registers what listens to the service's measurements and spans.</summary>
internal static class TelemetrySetup
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Measurements for <c>/metrics</c> unless switched off; spans where a collector is named, as OpenTelemetry's own variables say it.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MetricsOptions>().Bind(configuration.GetSection(MetricsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<GradingTelemetry>();
        services.AddSingleton<MetricsPage>();

        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(Telemetry.Name));
        // The framework measures requests and the runtime itself; no instrumentation is needed for that.
        if (configuration.GetValue($"{MetricsOptions.Section}:{nameof(MetricsOptions.Enabled)}", true))
            telemetry.WithMetrics(metrics => metrics
                .AddMeter(Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddPrometheusExporter(page => page.ScrapeResponseCacheDurationMilliseconds = 0));
        if (!string.IsNullOrWhiteSpace(configuration[Collector]))
            telemetry.WithTracing(traces => traces
                .AddSource(Telemetry.Name)
                .AddAspNetCoreInstrumentation(requests => requests.Filter = IsOfApi)
                .AddProcessor(new WithoutAddresses())
                .AddOtlpExporter());
    }

    /// <summary>Health and measurements are asked for every few seconds.</summary>
    private static bool IsOfApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");
}
