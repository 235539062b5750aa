using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace GradingService.Tests.Infrastructure.Persistence;

/// <summary>The whole store over a real database file in a folder of its own.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _ownsFolder;

    private TemporaryStore(string folder, bool ownsFolder, int capacity, TimeProvider? time)
    {
        (Folder, _ownsFolder) = (folder, ownsFolder);
        var services = new ServiceCollection().AddLogging();
        services.AddPersistence(Configuration(("ConnectionStrings:Grading", $"Data Source={File}"), ("Storage:QueueCapacity", $"{capacity}")));
        if (time is not null) services.Replace(ServiceDescriptor.Singleton(time));
        _services = services.BuildServiceProvider();
    }

    public string Folder { get; }
    public string File => Path.Combine(Folder, "grading.db");
    public ISubmissionStore Store => _services.GetRequiredService<ISubmissionStore>();
    public SubmissionWriter Writer => _services.GetRequiredService<SubmissionWriter>();
    public KeyStore Keys => _services.GetRequiredService<KeyStore>();
    public GradingDatabase Database => _services.GetRequiredService<GradingDatabase>();
    public IDbContextFactory<GradingContext> Contexts => _services.GetRequiredService<IDbContextFactory<GradingContext>>();

    public static string NewFolder() => Directory.CreateTempSubdirectory("grading-").FullName;

    public static IConfiguration Configuration(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();

    /// <summary>A store over a new file, or over the one in a folder, with its writer running.</summary>
    public static async Task<TemporaryStore> Open(string? folder = null, int capacity = 1024, TimeProvider? time = null)
    {
        var store = new TemporaryStore(folder ?? NewFolder(), folder is null, capacity, time);
        await store._services.PrepareDatabase(TestContext.Current.CancellationToken);
        foreach (var service in store._services.GetServices<IHostedService>()) await service.StartAsync(TestContext.Current.CancellationToken);
        return store;
    }

    public async Task Stop()
    {
        foreach (var service in _services.GetServices<IHostedService>()) await service.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Keeps the writer inside a transaction, so that what is written meanwhile makes one batch.</summary>
    public async Task<Hold> HoldWriter()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var held = Writer.Write(
            async _ =>
            {
                entered.TrySetResult();
                await release.Task;
                return true;
            },
            TestContext.Current.CancellationToken);
        await entered.Task;
        return new Hold(release, held);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_ownsFolder) Directory.Delete(Folder, recursive: true);
    }

    internal sealed record Hold(TaskCompletionSource Gate, Task Held)
    {
        public Task Release()
        {
            Gate.TrySetResult();
            return Held;
        }
    }
}
