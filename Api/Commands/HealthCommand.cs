using System.CommandLine;

namespace GradingService.Api.Commands;

/// <summary><c>health</c>: asks a running service whether it is ready, for a container's health check.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var url = new Option<Uri>("--url") { Description = "What to ask.", DefaultValueFactory = _ => Default() };
        var command = new Command("health", "Ask a running service whether it is ready; exits with 0 or 1.") { url };
        command.SetAction((parsed, cancellation) => Ask(parsed.GetValue(url)!, cancellation));
        return command;
    }

    private static async Task<int> Ask(Uri url, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(url, cancellation);
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>The service in this container: its image names the port.</summary>
    private static Uri Default()
    {
        var ports = Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS");
        var port = string.IsNullOrEmpty(ports) ? "5000" : ports.Split(';')[0];
        return new Uri($"http://127.0.0.1:{port}/health/ready");
    }
}
