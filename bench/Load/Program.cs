// How fast durable submissions are, beside a ceiling in the same run.
//   dotnet publish Api -c Release -o artifacts/serve && dotnet run -c Release --project bench/Load [seconds of a turn] [turns]
//   dotnet run -c Release --project bench/Load -- memory [submissions]      resident memory over a million submissions
//   dotnet run -c Release --project bench/Load -- drive PORT KEY CONNECTIONS SECONDS      load on a service that runs already
//   dotnet run -c Release --project bench/Load -- start [rounds]            from the start of the process to ready, and to the first submission
using System.Globalization;
using System.Text.Json;
using GradingService.Bench;
using Microsoft.Data.Sqlite;

const int ServicePort = 8097, CeilingPort = 8098, PlainPort = 8099;
if (args is ["ceiling" or "plain", var port, var file])
{
    await Ceiling.Serve(int.Parse(port, CultureInfo.InvariantCulture), file, isPlain: args[0] == "plain");
    return;
}
var root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "GradingService.sln"))) root = Path.GetDirectoryName(root)!;
using var model = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(root, "Api.Tests", "Fixtures", "answers", "model-4.json")));
var answers = JsonSerializer.Serialize(model.RootElement.GetProperty("answers"));
if (args is ["drive", ..])
{
    var driven = await Load.Run(Number(1, ServicePort), args[2], answers, Number(3, 32), int.MaxValue / 1000, TimeSpan.FromSeconds(Number(4, 10)));
    Print($"{driven.PerSecond:F0} submissions a second, p50 {driven.MedianMilliseconds:F2} ms, p99 {driven.P99Milliseconds:F2} ms");
    return;
}
await (args is ["memory", ..] ? Memory(Number(1, 1_000_000)) : args is ["start", ..] ? Start(Number(1, 5)) : Speed(Number(0, 3), Number(1, 9)));

async Task Speed(int seconds, int rounds)
{
    foreach (var connections in new[] { 32, 256 })
    {
        var folder = Directory.CreateTempSubdirectory("grading-load-");
        try
        {
            Contender[] contenders =
            [
                await Contender.Start("bare", Path.Combine(folder.FullName, "bare.db"), database => StartCeiling("ceiling", CeilingPort, database)),
                await Contender.Start("plain", Path.Combine(folder.FullName, "plain.db"), database => StartCeiling("plain", PlainPort, database)),
                await Contender.Start("service", Path.Combine(folder.FullName, "service.db"), StartService),
            ];
            // By turns, in short ones: a machine that others use too changes its pace from minute to minute.
            for (var warming = 0; warming < 2; warming++)
                foreach (var contender in contenders) await contender.Warm(answers, connections, TimeSpan.FromSeconds(8));
            for (var round = 0; round < rounds; round++)
                foreach (var contender in contenders) await contender.Run(answers, connections, TimeSpan.FromSeconds(seconds));
            Print($"{"",-9} {"connections",11} {"req/s",8} {"p50 ms",8} {"p99 ms",8} {"peak MB",8} {"CPU µs",8}");
            foreach (var one in contenders)
                Print($"{one.Name,-9} {connections,11} {one.PerSecond,8:F0} {one.MedianMilliseconds,8:F2} {one.P99Milliseconds,8:F2} {one.PeakMegabytes,8:F0} {one.Microseconds,8:F0}");
            foreach (var other in contenders[..2])
            {
                var service = contenders[2];
                Print($"{"to " + other.Name,-9} {connections,11} {service.To(other, turn => turn.PerSecond),8:F2} {service.To(other, turn => turn.MedianMilliseconds),8:F2} {service.To(other, turn => turn.P99Milliseconds),8:F2}");
            }
            foreach (var one in contenders)
            {
                one.Stop();
                if (await Count(one.Database, one.Name == "service" ? "Submissions" : "Row") is var stored && stored != one.Acknowledged)
                    throw new InvalidOperationException($"{one.Name}: {one.Acknowledged} were acknowledged, {stored} are stored");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

async Task Memory(int submissions)
{
    var folder = Directory.CreateTempSubdirectory("grading-load-");
    try
    {
        using var server = await StartService(Path.Combine(folder.FullName, "grading.db"));
        Print($"{0,10:N0} submissions: {server.Megabytes:F0} MB");
        var result = await Load.Run(server.Port, server.Key, answers, 64, submissions, TimeSpan.MaxValue, count => Print($"{count,10:N0} submissions: {server.Megabytes:F0} MB"));
        Print($"{result.PerSecond:N0} submissions a second, p99 {result.P99Milliseconds:F1} ms, at most {server.PeakMegabytes:F0} MB");
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

async Task Start(int rounds)
{
    Print($"{"",-9} {"ready ms",9} {"first submission ms",20}");
    for (var round = 0; round < rounds; round++)
    {
        var (ceiling, service) = (await First(database => StartCeiling("ceiling", CeilingPort, database)), await First(StartService));
        Print($"ceiling   {ceiling.Ready.TotalMilliseconds,9:F0} {ceiling.First.TotalMilliseconds,20:F0}");
        Print($"service   {service.Ready.TotalMilliseconds,9:F0} {service.First.TotalMilliseconds,20:F0}");
        Print($"ratio     {service.Ready / ceiling.Ready,9:F2} {service.First / ceiling.First,20:F2}");
    }
}

async Task<(TimeSpan Ready, TimeSpan First)> First(Func<string, Task<ServerProcess>> start)
{
    var folder = Directory.CreateTempSubdirectory("grading-load-");
    try
    {
        var database = Path.Combine(folder.FullName, "grading.db");
        // The second start is the one that counts: the database is there, as it is wherever there is something to lose.
        (await start(database)).Dispose();
        using var server = await start(database);
        var first = await Load.Run(server.Port, server.Key, answers, 1, 1, TimeSpan.MaxValue);
        return (server.Ready, server.Ready + first.Elapsed);
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

Task<ServerProcess> StartCeiling(string kind, int port, string database) =>
    ServerProcess.Start(port, "", new Dictionary<string, string>(), Path.Combine(AppContext.BaseDirectory, "GradingService.Bench.Load.dll"), kind, $"{port}", database);

async Task<ServerProcess> StartService(string database)
{
    var program = Path.Combine(root, "artifacts", "serve", "GradingService.Api.dll");
    var environment = new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__Grading"] = $"Data Source={database}",
        ["Exams__Folder"] = Path.Combine(root, "exams"),
    };
    var key = await ServerProcess.Output(environment, program, "keys", "create", "--role", "portal", "--label", "load");
    return await ServerProcess.Start(ServicePort, key, environment, program, "--urls", $"http://127.0.0.1:{ServicePort}");
}

async Task<long> Count(string database, string table)
{
    await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
    await connection.OpenAsync();
    await using var command = connection.CreateCommand();
    command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
    return (long)(await command.ExecuteScalarAsync())!;
}

int Number(int position, int otherwise) => args.Length > position ? int.Parse(args[position], CultureInfo.InvariantCulture) : otherwise;

static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
