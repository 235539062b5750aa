using Npgsql;
using NpgsqlTypes;

namespace GradingService.Infrastructure.Persistence.Postgres;

/// <summary>Parameters that carry a column of many rows each; PostgreSQL's <c>unnest</c> makes rows of them again.</summary>
internal static class ColumnArrays
{
    public static NpgsqlBatch With(this NpgsqlBatch batch, string text, params NpgsqlParameter[] columns)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var column in columns) command.Parameters.Add(column);
        batch.BatchCommands.Add(command);
        return batch;
    }

    public static NpgsqlParameter Texts<T>(IEnumerable<T> rows, Func<T, string?> of) => Column(rows, of, NpgsqlDbType.Text);

    public static NpgsqlParameter Longs<T>(IEnumerable<T> rows, Func<T, long> of) => Column(rows, of, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Integers<T>(IEnumerable<T> rows, Func<T, int> of) => Column(rows, of, NpgsqlDbType.Integer);

    public static NpgsqlParameter Ids<T>(IEnumerable<T> rows, Func<T, Guid> of) => Column(rows, of, NpgsqlDbType.Uuid);

    /// <summary>An INSERT of as many rows as the arrays are long, one array for each column.</summary>
    public static string Insert(string table, IReadOnlyList<string> columns) =>
        $"""INSERT INTO "{table}" ({WriteSession.Names(columns)}) SELECT * FROM unnest({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})""";

    private static NpgsqlParameter<TValue[]> Column<T, TValue>(IEnumerable<T> rows, Func<T, TValue> of, NpgsqlDbType type) =>
        new() { TypedValue = [.. rows.Select(of)], NpgsqlDbType = NpgsqlDbType.Array | type };
}
