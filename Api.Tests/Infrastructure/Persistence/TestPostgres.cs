using Npgsql;

namespace GradingService.Tests.Infrastructure.Persistence;

/// <summary>The databases that the store's tests run over.</summary>
public enum Database
{
    Sqlite,
    Postgres,
}

/// <summary>The PostgreSQL server for tests, which <c>test.sh</c> starts and names in the environment; where there is none, its tests are skipped and say so.</summary>
internal static class TestPostgres
{
    private const string Variable = "GRADING_TEST_POSTGRES";

    public static string Server
    {
        get
        {
            var server = Environment.GetEnvironmentVariable(Variable);
            Assert.SkipWhen(string.IsNullOrEmpty(server), $"There is no PostgreSQL: {Variable} isn't set (test.sh sets it).");
            return server!;
        }
    }

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public static async Task<string> NewDatabase(string? server = null)
    {
        server ??= Server;
        var name = $"grading_{Guid.NewGuid():N}";
        await Run(server, $"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }

    public static async Task Drop(string connection)
    {
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        await Run(Server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    public static async Task Run(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Plain(connection));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> Ask<T>(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Plain(connection));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static NpgsqlConnectionStringBuilder Plain(string connection) => new(connection) { Pooling = false, GssEncryptionMode = GssEncryptionMode.Disable };
}
