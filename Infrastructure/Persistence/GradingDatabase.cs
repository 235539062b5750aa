using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace GradingService.Infrastructure.Persistence;

/// <summary>The database as a whole; what differs from provider to provider is beneath.</summary>
public abstract class GradingDatabase(IDbContextFactory<GradingContext> contexts)
{
    protected IDbContextFactory<GradingContext> Contexts { get; } = contexts;

    /// <summary>Brings the tables up to date and warms the model up, so that the first request is not the slow one.</summary>
    /// <exception cref="StorageException">The database can't be used; the message says why.</exception>
    public abstract Task Prepare(CancellationToken cancellation);

    /// <summary>Moves what the write-ahead log holds into the database, for a clean end.</summary>
    public abstract Task Checkpoint(CancellationToken cancellation);

    /// <summary>Copies the database, as it is at one moment, into a new file while the service runs.</summary>
    /// <exception cref="StorageException">It can't; the message says why.</exception>
    public abstract Task BackUp(string file, CancellationToken cancellation);

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> IsReachable(CancellationToken cancellation)
    {
        try
        {
            await using var context = await Contexts.CreateDbContextAsync(cancellation);
            await context.Submissions.AnyAsync(cancellation);
            return true;
        }
        catch (Exception e) when (e is DbException || Outage.Explains(e))
        {
            return false;
        }
    }

    /// <summary>The most writes of one commit: so many that its cost is little for each of them, and so few that others go on meanwhile.</summary>
    internal virtual int BestBatch => int.MaxValue;

    /// <summary>Opens a connection for the writer.</summary>
    internal abstract Task<WriteSession> OpenSession();

    /// <summary>
    /// Whether the database has the migrations of this program and no others. EF tells too, but builds a model for its table of migrations, which delays every
    /// start. It is asked only where this answers no, and then also says what is wrong.
    /// </summary>
    private protected static async Task<bool> IsUpToDate(GradingContext context, CancellationToken cancellation)
    {
        try
        {
            await context.Database.OpenConnectionAsync(cancellation);
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var applied = new HashSet<string>();
            while (await reader.ReadAsync(cancellation)) applied.Add(reader.GetString(0));
            return applied.SetEquals(context.Database.GetMigrations());
        }
        catch (DbException)
        {
            return false;
        }
    }

    /// <summary>A database with migrations that this program doesn't know has tables that it can't fill.</summary>
    private protected static async Task RefuseNewer(GradingContext context, string name, CancellationToken cancellation)
    {
        var unknown = (await context.Database.GetAppliedMigrationsAsync(cancellation)).Except(context.Database.GetMigrations()).FirstOrDefault();
        if (unknown is not null) throw new StorageException($"The database {name} was made by a newer version of the service (it has the migration {unknown}).");
    }

    /// <summary>A read-only database opens without complaint: only a transaction that would write finds out.</summary>
    private protected static async Task RefuseReadOnly(GradingContext context, CancellationToken cancellation)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await context.Database.ExecuteSqlRawAsync("DELETE FROM \"Keys\" WHERE 1 = 0", cancellation);
    }
}

/// <summary>The database can't be used; the message tells whoever runs the service why.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
