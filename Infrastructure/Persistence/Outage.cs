using Microsoft.Data.Sqlite;
using Npgsql;

namespace GradingService.Infrastructure.Persistence;

/// <summary>Tells failures of the database from failures of what was asked of it.</summary>
public static class Outage
{
    // Locked, out of memory, read-only, failing disk, damaged, full, can't be opened, not a database: https://www.sqlite.org/rescode.html
    private static readonly int[] SqliteCodes = [5, 6, 7, 8, 10, 11, 13, 14, 26];

    // A commit is in the log by then, but perhaps not on disk.
    private const int SqliteSyncFailed = 10 | 4 << 8;

    // Connection, authorization, no such database, no resources, operator's intervention, system error, internal error;
    // read-only, a lock not granted in time, a transaction undone for another's sake: https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static readonly string[] PostgresStates = ["08", "28", "3D", "53", "57", "58", "XX", "25006", "25P03", "55P03", "40"];

    /// <summary>Whether a transaction was undone because another came between; the same one may succeed at once.</summary>
    public static bool IsConflict(Exception failure)
    {
        for (var at = failure; at is not null; at = at.InnerException)
            if (at is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }) return true;
        return false;
    }

    /// <summary>Whether a commit was written and its disk failed then: it isn't one now, but the next start may find it in the log.</summary>
    public static bool LeavesOpen(Exception failure) => failure is SqliteException { SqliteExtendedErrorCode: SqliteSyncFailed };

    /// <summary>Whether the database was away, out of space or damaged: the same request may succeed later.</summary>
    public static bool Explains(Exception failure)
    {
        for (var at = failure; at is not null; at = at.InnerException)
        {
            switch (at)
            {
                case SqliteException sqlite when SqliteCodes.Contains(sqlite.SqliteErrorCode):
                case PostgresException postgres when PostgresStates.Any(state => postgres.SqlState.StartsWith(state, StringComparison.Ordinal)):
                case NpgsqlException and not PostgresException:
                    return true;
            }
        }
        return false;
    }
}
