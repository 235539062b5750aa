using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GradingService.Infrastructure.Persistence.Postgres;

/// <summary>A database on a server, for several instances of the service.</summary>
internal sealed class PostgresDatabase(IDbContextFactory<GradingContext> contexts, IOptions<StorageOptions> options, SubmissionReader reader)
    : GradingDatabase(contexts)
{
    // Any two numbers that every instance agrees on.
    internal const long WriterLock = 0x6772_6164_6501;
    internal const long MigrationLock = 0x6772_6164_6502;

    private const int MostConnections = 20;
    private const int SecondsToConnect = 5;

    /// <summary>A connection string with what it leaves open: connections of several instances fit into a server's usual hundred, and a server that is away is noticed soon.</summary>
    /// <exception cref="ArgumentException">It can't be read.</exception>
    public static NpgsqlConnectionStringBuilder WithDefaults(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connection.ContainsKey("Maximum Pool Size")) connection.MaxPoolSize = MostConnections;
        if (!connection.ContainsKey("Timeout")) connection.Timeout = SecondsToConnect;
        if (!connection.ContainsKey("Application Name")) connection.ApplicationName = "GradingService";
        if (!connection.ContainsKey("GSS Encryption Mode")) connection.GssEncryptionMode = GssEncryptionMode.Disable;
        return connection;
    }

    public override async Task Prepare(CancellationToken cancellation)
    {
        var connection = WithDefaults(options.Value.ConnectionString);
        var name = $"{connection.Database} on {connection.Host}:{connection.Port}";
        try
        {
            await using var context = await Contexts.CreateDbContextAsync(cancellation);
            if (!await IsUpToDate(context, cancellation))
            {
                await RefuseNewer(context, name, cancellation);
                await Migrate(context, cancellation);
            }
            await RefuseReadOnly(context, cancellation);
            await WarmUp(context, cancellation);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or SocketException || Outage.Explains(e))
        {
            throw new StorageException(Explain(name, e), e);
        }
    }

    /// <summary>PostgreSQL writes its checkpoints itself.</summary>
    public override Task Checkpoint(CancellationToken cancellation) => Task.CompletedTask;

    public override Task BackUp(string file, CancellationToken cancellation) => throw new StorageException(
        "A PostgreSQL database is backed up with its own tools: pg_dump --format=custom --file=FILE DATABASE, while the service runs.");

    internal override Task<WriteSession> OpenSession() => PostgresWriteSession.Open(Contexts);

    /// <summary>Instances that start together wait here for the first one. EF's own lock is on its table of migrations, which the first start has yet to make.</summary>
    private static async Task Migrate(GradingContext context, CancellationToken cancellation)
    {
        var timeout = context.Database.GetCommandTimeout();
        // Many rows take their time to move, and whoever waits for it waits as long.
        context.Database.SetCommandTimeout(TimeSpan.Zero);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellation);
        try
        {
            await context.Database.MigrateAsync(cancellation);
        }
        finally
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
            context.Database.SetCommandTimeout(timeout);
        }
    }

    private async Task WarmUp(GradingContext context, CancellationToken cancellation)
    {
        await reader.Find(Guid.Empty, cancellation);
        await context.Keys.AsNoTracking().SingleOrDefaultAsync(key => key.SecretHash == "" && key.RevokedAt == null, cancellation);
    }

    private static string Explain(string name, Exception e)
    {
        var postgres = e as PostgresException ?? e.InnerException as PostgresException;
        return postgres?.SqlState switch
        {
            PostgresErrorCodes.InvalidCatalogName => $"There is no database {name}; create it first (createdb).",
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"The database {name} doesn't let the service in: {postgres.MessageText}.",
            PostgresErrorCodes.InsufficientPrivilege => $"The service may not make or write its tables in the database {name}: {postgres.MessageText}.",
            PostgresErrorCodes.ReadOnlySqlTransaction => $"The database {name} can't be written: it is read-only, perhaps a standby.",
            PostgresErrorCodes.DiskFull => $"There is no room for the database {name}: the disk is full.",
            null => $"The database {name} can't be reached: {e.Message}",
            _ => $"The database {name} can't be used: {postgres.MessageText} ({postgres.SqlState}).",
        };
    }
}
