namespace GradingService.Api.BackgroundMarking;

/// <summary>Registers what marks submissions in the background.</summary>
internal static class BackgroundMarkingSetup
{
    public static IServiceCollection AddBackgroundMarking(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MarkingOptions>().Bind(configuration.GetSection(MarkingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MarkingQueue>();
        services.AddSingleton<MarkingRetries>();
        services.AddSingleton<SubmissionMarker>();
        services.AddSingleton<AwaitedMarks>();
        services.AddHostedService<MarkingWorkers>();
        services.AddHostedService<PendingSweep>();
        return services;
    }
}
