// How the exports behave with a million stored submissions: time, and the memory of the service while it streams.
//   dotnet publish Api -c Release -o artifacts/serve && dotnet run -c Release --project bench/Export [submissions] [connection string of an empty PostgreSQL database]
// Stores marked question-4 submissions of 10,000 students through the real store, starts the real service over that database, and reads every CSV.
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using GradingService.Domain.Exams;
using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

const string Address = "http://127.0.0.1:8099";
const int Students = 10_000;
var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "GradingService.sln"))) root = Path.GetDirectoryName(root)!;
var folder = Directory.CreateTempSubdirectory("grading-bench-");
var (provider, connection) = args.Length > 1 ? ("Postgres", args[1]) : ("Sqlite", $"Data Source={Path.Combine(folder.FullName, "grading.db")}");
try
{
    await Store();
    await Export();
}
finally
{
    folder.Delete(recursive: true);
}

async Task Store()
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.ClearProviders();
    builder.Configuration.AddInMemoryCollection([new("Storage:Provider", provider), new("ConnectionStrings:Grading", connection)]);
    builder.Services.AddPersistence(builder.Configuration);
    using var host = builder.Build();
    await host.Services.PrepareDatabase();
    await host.StartAsync();
    var store = host.Services.GetRequiredService<ISubmissionStore>();
    var exam = new ExamReader(FamilyCatalog.BuiltIn()).Read("dubucezi-2023", await File.ReadAllTextAsync(Path.Combine(root, "exams", "dubucezi-2023.json")));
    var question = exam.Find("4")!;
    var answers = question.Examples.Select(example => example.Answers.ToJsonString()).ToArray();
    var marks = await Task.WhenAll(answers.Select(async text => await question.Scheme.Mark(question.Scheme.Read(JsonSerializer.Deserialize<JsonElement>(text)))));
    var watch = Stopwatch.StartNew();
    await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (i, cancellation) =>
    {
        var (now, kind) = (DateTimeOffset.UnixEpoch.AddSeconds(i), i % answers.Length);
        var submission = new Submission(
            Guid.CreateVersion7(), exam.Id, exam.Version, question.Id, $"00365{i % Students:D5}", "Đurđa \"Đu\", Žižić", 0, now, answers[kind], new Grade(now, marks[kind]));
        await store.Append(new SubmissionDraft(submission, null, null), cancellation);
    });
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Stored {count:N0} submissions in {watch.Elapsed.TotalSeconds:F1} s ({count / watch.Elapsed.TotalSeconds:N0}/s)."));
    await host.StopAsync();
}

async Task Export()
{
    var start = new ProcessStartInfo("dotnet", [Path.Combine(root, "artifacts", "serve", "GradingService.Api.dll"), "--urls", Address]) { RedirectStandardOutput = true };
    start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
    start.Environment["Storage__Provider"] = provider;
    start.Environment["ConnectionStrings__Grading"] = connection;
    start.Environment["Exams__Folder"] = Path.Combine(root, "exams");
    using var client = new HttpClient { BaseAddress = new Uri(Address), Timeout = Timeout.InfiniteTimeSpan };
    client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-instructor");
    // The first start also warms this client up, which shares the cores.
    for (var round = 1; round <= 3; round++) (await Ready()).Kill();
    using var service = await Ready();
    var watch = Stopwatch.StartNew();
    Console.WriteLine("| export | rows | MB | s | MB resident at the first, second … fifth of the rows |");
    Console.WriteLine("|---|---|---|---|---|");
    foreach (var name in new[] { "results", "submissions", "items" })
    {
        watch.Restart();
        using var response = await client.GetAsync($"/api/v1/exams/dubucezi-2023/{name}.csv", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var (rows, bytes, buffer, samples) = (0L, 0L, new byte[1 << 16], new List<double>());
        int read;
        while ((read = await body.ReadAsync(buffer)) > 0)
        {
            bytes += read;
            rows += buffer.AsSpan(0, read).Count((byte)'\n');
            if (samples.Count < 1 + bytes / (1L << 24)) samples.Add(Resident(service));
        }
        var fifths = Enumerable.Range(1, 5).Select(i => samples[Math.Max(0, samples.Count * i / 5 - 1)].ToString("F0", CultureInfo.InvariantCulture));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name}.csv | {rows:N0} | {bytes / 1e6:F0} | {watch.Elapsed.TotalSeconds:F1} | {string.Join(" · ", fifths)} |"));
    }
    foreach (var path in new[] { "submissions?limit=50", $"submissions?limit=50&after={count - 100}", "students/0036500042" })
    {
        watch.Restart();
        (await client.GetAsync($"/api/v1/exams/dubucezi-2023/{path}")).Dispose();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"GET {path}: {watch.Elapsed.TotalMilliseconds:F0} ms"));
    }
    service.Kill();

    async Task<Process> Ready()
    {
        var started = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        while (true)
        {
            try
            {
                if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode) break;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(5);
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ready {started.Elapsed.TotalSeconds:F2} s after the process was started; {Resident(process):F0} MB resident."));
        return process;
    }
}

// Resident memory of the service in MB, from /proc.
static double Resident(Process service) => double.Parse(
    File.ReadLines($"/proc/{service.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
    CultureInfo.InvariantCulture) / 1024;
