using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence.Postgres;
using GradingService.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GradingService.Infrastructure.Persistence;

/// <summary>Registers the store and prepares its database.</summary>
public static class PersistenceSetup
{
    /// <summary>Adds <see cref="ISubmissionStore"/>, <see cref="KeyStore"/> and <see cref="GradingDatabase"/>; the configuration is read when they are first used.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .Configure(options => options.ConnectionString = configuration.GetConnectionString("Grading") ?? options.ConnectionString)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsRules>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddPooledDbContextFactory<SqliteGradingContext>((provider, options) => options
            .UseSqlite(OptionsOf(provider).ConnectionString)
            .AddInterceptors(new SqlitePragmas()));
        services.AddPooledDbContextFactory<PostgresGradingContext>((provider, options) => options
            .UseNpgsql(PostgresDatabase.WithDefaults(OptionsOf(provider).ConnectionString).ToString()));
        services.AddSingleton<IDbContextFactory<GradingContext>>(provider => UsesPostgres(provider)
            ? new ContextFactory<PostgresGradingContext>(provider.GetRequiredService<IDbContextFactory<PostgresGradingContext>>())
            : new ContextFactory<SqliteGradingContext>(provider.GetRequiredService<IDbContextFactory<SqliteGradingContext>>()));
        services.AddSingleton<GradingDatabase>(provider => UsesPostgres(provider)
            ? ActivatorUtilities.CreateInstance<PostgresDatabase>(provider)
            : ActivatorUtilities.CreateInstance<SqliteDatabase>(provider));
        services.AddMetrics();
        services.AddSingleton<StoreTelemetry>();
        services.AddSingleton<SubmissionWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<SubmissionWriter>());
        services.AddSingleton<SubmissionReader>();
        services.AddSingleton<ISubmissionStore, SubmissionStore>();
        services.AddSingleton<KeyStore>();
        return services;
    }

    /// <inheritdoc cref="GradingDatabase.Prepare"/>
    public static Task PrepareDatabase(this IServiceProvider services, CancellationToken cancellation = default) =>
        services.GetRequiredService<GradingDatabase>().Prepare(cancellation);

    private static StorageOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value;

    private static bool UsesPostgres(IServiceProvider provider) => OptionsOf(provider).Provider == StorageOptions.Postgres;
}

/// <summary>Gives the provider's context as what it is to everyone else.</summary>
internal sealed class ContextFactory<T>(IDbContextFactory<T> contexts) : IDbContextFactory<GradingContext>
    where T : GradingContext
{
    public GradingContext CreateDbContext() => contexts.CreateDbContext();
}

internal sealed class StorageOptionsRules : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        try
        {
            return options.Provider switch
            {
                StorageOptions.Sqlite => Sqlite(new SqliteConnectionStringBuilder(options.ConnectionString)),
                StorageOptions.Postgres => Postgres(PostgresDatabase.WithDefaults(options.ConnectionString)),
                var other => ValidateOptionsResult.Fail(
                    $"Storage:Provider is \"{other}\"; it can be \"{StorageOptions.Sqlite}\" or \"{StorageOptions.Postgres}\"."),
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return ValidateOptionsResult.Fail($"ConnectionStrings:Grading can't be read: {e.Message}");
        }
    }

    private static ValidateOptionsResult Sqlite(SqliteConnectionStringBuilder connection) =>
        connection.DataSource is "" or ":memory:" || connection.Mode == SqliteOpenMode.Memory
            ? ValidateOptionsResult.Fail("ConnectionStrings:Grading must name a file, such as \"Data Source=data/grading.db\".")
            : ValidateOptionsResult.Success;

    private static ValidateOptionsResult Postgres(NpgsqlConnectionStringBuilder connection) =>
        string.IsNullOrEmpty(connection.Host) || string.IsNullOrEmpty(connection.Database)
            ? ValidateOptionsResult.Fail(
                "ConnectionStrings:Grading must name a server and a database, such as \"Host=db;Database=grading;Username=grading;Password=…\".")
            : ValidateOptionsResult.Success;
}
