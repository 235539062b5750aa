using System.Diagnostics.Metrics;
using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;
using GradingService.Infrastructure.Persistence.Postgres;
using GradingService.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace GradingService.Tests.Infrastructure.Persistence;

/// <summary>The whole store over a real database of its own: a file in a folder, or one on the PostgreSQL server for tests.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Database _database;
    private readonly Func<Task> _remove;

    private TemporaryStore(Database database, string connection, Func<Task> remove, int capacity, int characters, TimeProvider? time)
    {
        (_database, Connection, _remove) = (database, connection, remove);
        var services = new ServiceCollection().AddLogging();
        services.AddPersistence(Configuration(
            ("Storage:Provider", database.ToString()), ("ConnectionStrings:Grading", connection), ("Storage:QueueCapacity", $"{capacity}"),
            ("Storage:QueueCharacters", $"{characters}")));
        if (time is not null) services.Replace(ServiceDescriptor.Singleton(time));
        _services = services.BuildServiceProvider();
    }

    public string Connection { get; }

    /// <summary>The file of a SQLite database.</summary>
    public string File => new SqliteConnectionStringBuilder(Connection).DataSource;

    public ISubmissionStore Store => _services.GetRequiredService<ISubmissionStore>();
    public SubmissionWriter Writer => _services.GetRequiredService<SubmissionWriter>();
    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();
    public KeyStore Keys => _services.GetRequiredService<KeyStore>();
    public GradingDatabase Database => _services.GetRequiredService<GradingDatabase>();
    public IDbContextFactory<GradingContext> Contexts => _services.GetRequiredService<IDbContextFactory<GradingContext>>();

    public static string NewFolder() => Directory.CreateTempSubdirectory("grading-").FullName;

    public static IConfiguration Configuration(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();

    /// <summary>A store over a new database, or over that of another one, with its writer running.</summary>
    public static async Task<TemporaryStore> Open(
        Database database, int capacity = 1024, TimeProvider? time = null, TemporaryStore? beside = null, int characters = 32 << 20)
    {
        if (beside is not null) return await Open(database, beside.Connection, () => Task.CompletedTask, capacity, time, characters);
        if (database == Tests.Infrastructure.Persistence.Database.Postgres)
        {
            var connection = await TestPostgres.NewDatabase();
            return await Open(database, connection, () => TestPostgres.Drop(connection), capacity, time, characters);
        }
        var folder = NewFolder();
        return await Open(database, $"Data Source={Path.Combine(folder, "grading.db")}", () => Remove(folder), capacity, time, characters);
    }

    /// <summary>A store over a SQLite file in a folder that stays.</summary>
    public static Task<TemporaryStore> OpenFile(string folder, string more = "") => Open(
        Tests.Infrastructure.Persistence.Database.Sqlite, $"Data Source={Path.Combine(folder, "grading.db")}{more}", () => Task.CompletedTask);

    /// <summary>A store over a PostgreSQL database that stays.</summary>
    public static Task<TemporaryStore> OpenPostgres(string connection) =>
        Open(Tests.Infrastructure.Persistence.Database.Postgres, connection, () => Task.CompletedTask);

    public async Task Stop()
    {
        foreach (var service in _services.GetServices<IHostedService>()) await service.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Keeps the writer inside a transaction, after what it was asked before, so that what is written meanwhile makes one batch.</summary>
    public async Task<Hold> HoldWriter()
    {
        var (entered, release) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        var held = Writer.Write(new HeldWrite(entered, release.Task), TestContext.Current.CancellationToken);
        await entered.Task;
        return new Hold(release, held);
    }

    /// <summary>Contexts over the same database that an interceptor watches.</summary>
    public IDbContextFactory<GradingContext> WithInterceptor(IInterceptor interceptor) => new Factory(() => _database switch
    {
        Tests.Infrastructure.Persistence.Database.Sqlite =>
            new SqliteGradingContext(new DbContextOptionsBuilder<SqliteGradingContext>().UseSqlite(Connection).AddInterceptors(interceptor).Options),
        _ => new PostgresGradingContext(new DbContextOptionsBuilder<PostgresGradingContext>().UseNpgsql(Connection).AddInterceptors(interceptor).Options),
    });

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _services.DisposeAsync();
        await _remove();
    }

    private static async Task<TemporaryStore> Open(
        Database database, string connection, Func<Task> remove, int capacity = 1024, TimeProvider? time = null, int characters = 32 << 20)
    {
        var store = new TemporaryStore(database, connection, remove, capacity, characters, time);
        await store._services.PrepareDatabase(TestContext.Current.CancellationToken);
        foreach (var service in store._services.GetServices<IHostedService>()) await service.StartAsync(TestContext.Current.CancellationToken);
        return store;
    }

    private static Task Remove(string folder)
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    internal sealed record Hold(TaskCompletionSource Gate, Task Held)
    {
        public Task Release()
        {
            Gate.TrySetResult();
            return Held;
        }
    }

    private sealed class HeldWrite(TaskCompletionSource entered, Task release) : ExamWrite("held", "held", "held", Sample.Noon)
    {
        public override async Task Settle()
        {
            await base.Settle();
            entered.TrySetResult();
            await release;
        }
    }

    private sealed class Factory(Func<GradingContext> create) : IDbContextFactory<GradingContext>
    {
        public GradingContext CreateDbContext() => create();
    }
}
