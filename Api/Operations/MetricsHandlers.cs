using GradingService.Api.Http;
using Microsoft.Extensions.Options;

namespace GradingService.Api.Operations;

/// <summary>Measurements, for whoever runs the service.</summary>
internal static class MetricsHandlers
{
    /// <summary>Shows what the service measures of itself, as text that Prometheus reads.</summary>
    /// <remarks>Needs no key: it names exams and questions, and nobody. 404 where it is switched off, or kept to another port.</remarks>
    public static Task Show(HttpContext http, MetricsPage page) => page.Write(http);
}

/// <summary>The page of measurements. The exporter is a middleware; here it stands at the end of a route, like any other handler.</summary>
internal sealed class MetricsPage(IOptions<MetricsOptions> options, IServiceProvider services)
{
    private readonly Lazy<RequestDelegate> _exporter = new(() => new ApplicationBuilder(services).UseOpenTelemetryPrometheusScrapingEndpoint(_ => true).Build());

    /// <exception cref="ProblemException">There is none here.</exception>
    public Task Write(HttpContext http) =>
        options.Value.Enabled && (options.Value.Port ?? http.Connection.LocalPort) == http.Connection.LocalPort
            ? _exporter.Value(http)
            : throw new ProblemException(ProblemType.NotFound);
}
