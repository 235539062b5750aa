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

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> IsReachable(CancellationToken cancellation)
    {
        try
        {
            await using var context = await Contexts.CreateDbContextAsync(cancellation);
            await context.Submissions.AnyAsync(cancellation);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }
}

/// <summary>The database can't be used; the message tells whoever runs the service why.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
