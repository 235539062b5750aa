using GradingService.Tests.Http.Hosting;
using GradingService.Tests.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;

namespace GradingService.Tests.Processes;

/// <summary>What the service promised survives its being killed; <c>bench/Kill</c> runs more rounds.</summary>
public sealed class KillTests
{
    private const int Rounds = 3;

    private static string Service => Path.Combine(AppContext.BaseDirectory, "GradingService.Api.dll");

    [Fact]
    public async Task Every_acknowledged_submission_and_line_of_a_batch_is_in_the_file_once_after_kill_9()
    {
        using var workspace = new Workspace();
        Load.WriteExam(workspace.Exams);
        using (var rounds = new KillRounds(Service, "Sqlite", workspace.ConnectionString, workspace.Exams, seed: 1)) await Run(rounds);

        await using var connection = new SqliteConnection(workspace.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", await check.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_acknowledged_submission_and_line_of_a_batch_is_in_PostgreSQL_once_after_kill_9()
    {
        using var workspace = new Workspace();
        Load.WriteExam(workspace.Exams);
        var connection = await TestPostgres.NewDatabase();
        using (var rounds = new KillRounds(Service, "Postgres", connection, workspace.Exams, seed: 2)) await Run(rounds);
        await TestPostgres.Drop(connection);
    }

    private static async Task Run(KillRounds rounds)
    {
        for (var round = 1; round <= Rounds; round++) Assert.Empty(await rounds.Round());
        Assert.True(rounds.Promised - rounds.PromisedInBatches >= 50 * Rounds);
        Assert.True(rounds.PromisedInBatches >= 50 * Rounds);
    }
}
