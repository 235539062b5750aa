using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GradingService.Infrastructure.Persistence.Sqlite;

/// <summary>A database in one file.</summary>
internal sealed class SqliteDatabase(IDbContextFactory<GradingContext> contexts, IOptions<StorageOptions> options, SubmissionReader reader)
    : GradingDatabase(contexts)
{
    private static readonly TimeSpan LongestMigration = TimeSpan.FromMinutes(2);

    private string File => Path.GetFullPath(new SqliteConnectionStringBuilder(options.Value.ConnectionString).DataSource);

    public override async Task Prepare(CancellationToken cancellation)
    {
        var file = File;
        if (Directory.Exists(file)) throw new StorageException($"The database {file} is a folder; ConnectionStrings:Grading must name a file.");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var context = await Contexts.CreateDbContextAsync(cancellation);
            if (!await IsUpToDate(context, cancellation))
            {
                await RefuseNewer(context, file, cancellation);
                await Migrate(context, file, cancellation);
            }
            await RefuseReadOnly(context, cancellation);
            await WarmUp(context, cancellation);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException(Explain(file, e), e);
        }
    }

    /// <remarks>A commit costs as much as some six rows.</remarks>
    internal override int BestBatch => 64;

    internal override Task<WriteSession> OpenSession() => SqliteWriteSession.Open(Contexts);

    public override async Task Checkpoint(CancellationToken cancellation)
    {
        await using var context = await Contexts.CreateDbContextAsync(cancellation);
        await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellation);
    }

    /// <remarks>The copy is whole and on disk before it gets its name: what is called a backup is one.</remarks>
    public override async Task BackUp(string file, CancellationToken cancellation)
    {
        var (from, to) = (File, Path.GetFullPath(file));
        if (!System.IO.File.Exists(from)) throw new StorageException($"There is no database {from}.");
        if (Path.Exists(to)) throw new StorageException($"{to} exists already; a backup replaces nothing.");
        var partial = to + ".partial";
        try
        {
            System.IO.File.Delete(partial);
            await using (var context = await Contexts.CreateDbContextAsync(cancellation))
            {
                context.Database.SetCommandTimeout(TimeSpan.Zero);
                await context.Database.ExecuteSqlAsync($"VACUUM INTO {partial}", cancellation);
            }
            await Check(partial, cancellation);
            System.IO.File.Move(partial, to);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The backup {to} failed. {Explain(from, e)}", e);
        }
        finally
        {
            System.IO.File.Delete(partial);
        }
    }

    private static async Task Check(string file, CancellationToken cancellation)
    {
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()))
        {
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            command.CommandTimeout = 0;
            if (await command.ExecuteScalarAsync(cancellation) is not "ok")
                throw new StorageException($"The database is damaged: a copy of it fails SQLite's integrity check.");
        }
        await using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <summary>
    /// EF's own migration lock is a row in the database, which a process that is killed leaves behind and the next one waits for without end.
    /// The lock that counts is therefore on a file beside it, which the system releases with the process: whoever holds it may clear the row.
    /// </summary>
    private static async Task Migrate(GradingContext context, string file, CancellationToken cancellation)
    {
        await using var alone = await LockBeside(file, cancellation);
        await context.Database.OpenConnectionAsync(cancellation);
        try
        {
            await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
            await context.Database.MigrateAsync(cancellation);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    private static async Task<FileStream> LockBeside(string file, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(file + "-migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < LongestMigration)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
            }
        }
    }

    private async Task WarmUp(GradingContext context, CancellationToken cancellation)
    {
        await reader.Find(Guid.Empty, cancellation);
        await context.Keys.AsNoTracking().SingleOrDefaultAsync(key => key.SecretHash == "" && key.RevokedAt == null, cancellation);
    }

    private static string Explain(string file, Exception e) => e switch
    {
        SqliteException { SqliteErrorCode: 8 } => $"The database {file} can't be written: the file, its folder or its disk is read-only.",
        SqliteException { SqliteErrorCode: 11 } => $"The database {file} is damaged. Restore it from a backup; keep the damaged file with its -wal.",
        SqliteException { SqliteErrorCode: 13 } => $"There is no room for the database {file}: the disk is full.",
        SqliteException { SqliteErrorCode: 14 } => $"The database {file} can't be opened: its folder or its disk is read-only, or the service may not use it.",
        SqliteException { SqliteErrorCode: 26 } => $"{file} is not a database.",
        SqliteException { SqliteErrorCode: 5 or 6 } => $"The database {file} is locked by another process.",
        _ => $"The database {file} can't be used: {e.Message}",
    };
}
