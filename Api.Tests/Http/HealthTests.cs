using GradingService.Api.Operations;
using GradingService.Infrastructure.CodeExecution;
using GradingService.Tests.Http.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GradingService.Tests.Http;

/// <summary>What the service says about itself.</summary>
public sealed class HealthTests
{
    [Theory]
    [InlineData(false, "/usr/bin/bwrap", "disabled", "CodeExecution:Enabled is false.")]
    [InlineData(true, "/nowhere/bwrap", "unavailable", "/nowhere/bwrap can't be started")]
    public async Task A_service_that_cannot_run_code_is_ready_and_says_why_not(bool enabled, string bubblewrap, string status, string reason)
    {
        using var host = new GradingHost(services: services => services.Configure<CodeExecutionOptions>(options =>
        {
            options.Enabled = enabled;
            options.Bubblewrap = bubblewrap;
        }));
        await Assert.ThrowsAsync<SandboxUnavailableException>(() =>
            host.Services.GetRequiredService<ISandbox>().Run(ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken));
        var ready = await host.Get("/health/ready", key: null);
        Assert.Equal((200, "ready"), (ready.Status, (string?)ready.Json["status"]));
        Assert.Equal(status, (string?)ready.Json["codeExecution"]!["status"]);
        Assert.StartsWith(reason, (string?)ready.Json["codeExecution"]!["reason"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, null), InlineData(true, 1)]
    public async Task There_are_no_metrics_where_they_are_switched_off_or_kept_to_another_port(bool enabled, int? port)
    {
        using var host = new GradingHost(services: services => services.Configure<MetricsOptions>(options => (options.Enabled, options.Port) = (enabled, port)));
        var reply = await host.Get("/metrics", key: null);
        Assert.Equal((404, "not-found"), (reply.Status, reply.Problem));
    }
}
