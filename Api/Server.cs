using FluentValidation;
using GradingService.Api.Access;
using GradingService.Api.BackgroundMarking;
using GradingService.Api.Exams;
using GradingService.Api.Http;
using GradingService.Api.OpenApi;
using GradingService.Api.Operations;
using GradingService.Api.Reports;
using GradingService.Api.Submissions;
using GradingService.Domain.Exams;
using GradingService.Domain.Submissions;
using GradingService.Infrastructure.CodeExecution;
using GradingService.Infrastructure.Persistence;
using Microsoft.Extensions.Options;

namespace GradingService.Api;

/// <summary>The web service, put together.</summary>
internal static class Server
{
    /// <summary>Serves until it is told to stop; 1 where it can't start, for a reason it then prints.</summary>
    public static async Task<int> Run(string[] settings)
    {
        // One processor puts the host together; the other has nothing to do yet.
        var warmUp = Task.Run(ExamReader.WarmUp);
        var app = Build(settings);
        try
        {
            app.Services.GetRequiredService<CourseTime>();
            // Either takes a good part of the start; they need nothing of each other.
            await Task.WhenAll(warmUp, Task.Run(app.Services.GetRequiredService<LoadedExams>), app.Services.PrepareDatabase());
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is ExamFileException or StorageException or StoreUnavailableException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"GradingService can't start: {e.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("GradingService stopped before every connection had ended.");
            return 0;
        }
    }

    private static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddRequestLog();
        AddServices(builder.Services, builder.Configuration);

        var app = builder.Build();
        app.UseRequestLog();
        app.UseExceptionHandler();
        app.UseStatusCodePages(ProblemHandler.WriteStatus);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseOpenApi();
        app.MapRoutes();
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddPersistence(configuration);
        services.AddCodeExecution(configuration);
        services.AddSingleton(provider => FamilyCatalog.BuiltIn(new PythonLayerRunner(provider.GetRequiredService<ISandbox>())));
        services.AddSingleton<ExamReader>();
        services.AddSingleton(provider => ExamFolder.Load(
            ExamFolder.Locate(configuration, provider.GetRequiredService<IHostEnvironment>()), provider.GetRequiredService<ExamReader>()));
        services.AddSingleton<ExamVersions>();
        services.AddHostedService<ExamKeeper>();
        services.AddBackgroundMarking(configuration);
        services.AddTelemetry(configuration);
        services.AddSingleton<FirstMarking>();
        services.AddSingleton<Intake>();
        services.AddSingleton<ExamIntake>();
        services.AddSingleton<BatchIntake>();
        services.AddSingleton<SubmissionViews>();
        services.AddSingleton<CourseTime>();
        services.AddSingleton<ReportRenderer>();

        services.AddSingleton<IValidator<SubmissionRequest>, SubmissionRules>();
        services.AddSingleton<IValidator<ExamSubmissionRequest>, ExamSubmissionRules>();
        services.AddSingleton<IValidator<KeyRequest>, KeyRules>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ProblemHandler>();
        services.AddProblemDetails();

        services.AddSingleton<DemoKeys>();
        BearerKey.Add(services);
        services.AddAuthorization(Policies.Add);
        services.AddOpenApi();
    }
}
