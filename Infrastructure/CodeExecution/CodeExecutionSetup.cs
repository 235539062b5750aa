using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Registers the sandbox.</summary>
public static class CodeExecutionSetup
{
    /// <summary>Adds <see cref="ISandbox"/>, which starts in the background with the service and holds up nothing.</summary>
    public static IServiceCollection AddCodeExecution(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CodeExecutionOptions>()
            .Bind(configuration.GetSection(CodeExecutionOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton<BubblewrapSandbox>();
        services.AddSingleton<ISandbox, MeasuredSandbox>();
        services.AddHostedService<SandboxStart>();
        return services;
    }

    private sealed class SandboxStart(BubblewrapSandbox sandbox) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            sandbox.Start();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
