using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace GradingService.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Moves what the write-ahead log holds into the database while the writer goes on. SQLite by itself does it within a commit, and everyone waits who waits for
/// that commit or the next.
/// </summary>
/// <remarks>
/// A passive checkpoint (https://sqlite.org/c3ref/wal_checkpoint_v2.html) disturbs neither readers nor the writer. It moves what was there when it began; the
/// little that came meanwhile is moved by the writer itself, between two commits, so that the log begins anew instead of growing. Where neither succeeds, SQLite
/// does it within a later commit. Not for several threads.
/// </remarks>
internal sealed class LogMover(IDbContextFactory<GradingContext> contexts, sqlite3 writer) : IAsyncDisposable
{
    // As often as SQLite: fewer moves write less, but longer at a time, and for as long commits share the disk with them.
    private const int Pages = 1000;

    // When SQLite does it, should this have failed (https://sqlite.org/pragma.html#pragma_wal_autocheckpoint).
    private const int MostPages = 8 * Pages;

    // SQLITE_DBSTATUS_CACHE_WRITE: pages that a connection wrote, into the log as long as there is one (https://sqlite.org/c3ref/c_dbstatus_options.html).
    private const int PagesWritten = 9;

    private bool _isBegun;
    private int _pages;
    private Task? _moving;

    /// <summary>Between two commits, on the writer's thread.</summary>
    public void AfterCommit()
    {
        if (!_isBegun) raw.sqlite3_wal_autocheckpoint(writer, MostPages);
        _isBegun = true;
        raw.sqlite3_db_status(writer, PagesWritten, out var pages, out _, resetFlg: 1);
        _pages += pages;
        if (_moving is { IsCompleted: true })
        {
            _moving = null;
            Move(writer);
        }
        else if (_moving is null && _pages >= Pages)
        {
            _pages = 0;
            _moving = Task.Factory.StartNew(MoveBeside, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_moving is not null) await _moving;
    }

    private void MoveBeside()
    {
        try
        {
            using var context = contexts.CreateDbContext();
            context.Database.OpenConnection();
            Move(((SqliteConnection)context.Database.GetDbConnection()).Handle!);
        }
        catch (SqliteException)
        {
            // The log stays as long as it is; the next commit tells the callers where the disk is at fault.
        }
    }

    private static void Move(sqlite3 connection) => raw.sqlite3_wal_checkpoint_v2(connection, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
}
