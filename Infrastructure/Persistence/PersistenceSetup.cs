using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
            .UseSqlite(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString)
            .AddInterceptors(new SqlitePragmas()));
        services.AddSingleton<IDbContextFactory<GradingContext>, ContextFactory<SqliteGradingContext>>();
        services.AddSingleton<GradingDatabase, SqliteDatabase>();
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
        if (options.Provider != StorageOptions.Sqlite)
            return ValidateOptionsResult.Fail($"Storage:Provider is \"{options.Provider}\"; this version knows only \"{StorageOptions.Sqlite}\".");
        try
        {
            var connection = new SqliteConnectionStringBuilder(options.ConnectionString);
            return connection.DataSource is "" or ":memory:" || connection.Mode == SqliteOpenMode.Memory
                ? ValidateOptionsResult.Fail("ConnectionStrings:Grading must name a file, such as \"Data Source=data/grading.db\".")
                : ValidateOptionsResult.Success;
        }
        catch (ArgumentException e)
        {
            return ValidateOptionsResult.Fail($"ConnectionStrings:Grading can't be read: {e.Message}");
        }
    }
}
