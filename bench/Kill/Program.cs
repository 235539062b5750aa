// kill -9 at random moments under load, of single submissions and of batches: is everything that was acknowledged there afterwards, exactly once, and does
// every retry get the same?
//   dotnet publish Api -c Release -o artifacts/serve && dotnet run -c Release --project bench/Kill [rounds] [connection string of a PostgreSQL server]
// tools/postgres.sh start DIR prints such a connection string.
using System.Diagnostics;
using System.Globalization;
using GradingService.Tests.Processes;
using Microsoft.Data.Sqlite;
using Npgsql;

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50;
var root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "GradingService.sln"))) root = Path.GetDirectoryName(root)!;
var service = Path.Combine(root, "artifacts", "serve", "GradingService.Api.dll");
var folder = Directory.CreateTempSubdirectory("grading-kill-");
var exams = folder.CreateSubdirectory("exams").FullName;
Load.WriteExam(exams);

Console.WriteLine("| store | rounds | acknowledged | of these in batches | wrong | s |");
Console.WriteLine("|---|---|---|---|---|---|");
var file = $"Data Source={Path.Combine(folder.FullName, "grading.db")}";
var wrong = await Run("Sqlite", file);
await using (var connection = new SqliteConnection(file + ";Pooling=False"))
{
    await connection.OpenAsync();
    await using var check = connection.CreateCommand();
    check.CommandText = "PRAGMA integrity_check";
    Console.WriteLine($"PRAGMA integrity_check: {await check.ExecuteScalarAsync()}");
}
if (args.Length > 1)
{
    var name = $"kill_{Guid.NewGuid():N}";
    await using (var server = NpgsqlDataSource.Create(args[1]))
    await using (var create = server.CreateCommand($"CREATE DATABASE {name}")) await create.ExecuteNonQueryAsync();
    wrong += await Run("Postgres", new NpgsqlConnectionStringBuilder(args[1]) { Database = name }.ToString());
}
folder.Delete(recursive: true);
return wrong == 0 ? 0 : 1;

async Task<int> Run(string provider, string connection)
{
    using var killing = new KillRounds(service, provider, connection, exams, seed: 20260203);
    var (watch, faults) = (Stopwatch.StartNew(), 0);
    for (var round = 1; round <= rounds; round++)
    {
        foreach (var fault in await killing.Round())
        {
            faults++;
            Console.Error.WriteLine($"{provider}, round {round}: {fault}");
        }
    }
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {provider} | {rounds} | {killing.Promised:N0} | {killing.PromisedInBatches:N0} | {faults} | {watch.Elapsed.TotalSeconds:F0} |"));
    return faults;
}
