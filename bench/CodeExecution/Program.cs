// How many trivial NumPy jobs, and grades of a whole layer, a second the sandbox runs, beside bare forks of the same Python without isolation, and a cold Python in bubblewrap for each job.
// Every way runs as many jobs at once as there are processors; the ways take turns, so that a busy machine troubles all alike.
//   dotnet run -c Release --project bench/CodeExecution
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GradingService.Domain.Exams;
using GradingService.Infrastructure.CodeExecution;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

const int Rounds = 5, JobsPerRound = 300, ColdJobsPerRound = 24;
const string Source = "result = (np.ones((3, 4)) @ np.ones((4, 2))).sum(axis=0)";
var workers = Environment.ProcessorCount;
var folder = Path.Combine(AppContext.BaseDirectory, "bench");
var options = new CodeExecutionOptions { Harness = folder, Workers = workers };
await using var sandbox = new BubblewrapSandbox(Options.Create(options), NullLogger<BubblewrapSandbox>.Instance);
await Task.WhenAll(Enumerable.Range(0, 20 * workers).Select(_ => InSandbox()));

var (bare, isolated, cold) = (new Way("bare fork, not isolated"), new Way("sandbox"), new Way("cold Python in bubblewrap"));
for (var round = 0; round < Rounds; round++)
{
    await bare.Measure(() => Task.WhenAll(Enumerable.Range(0, workers).Select(_ => BareForks(JobsPerRound / workers))));
    await isolated.Measure(() => AtOnce(JobsPerRound, InSandbox));
    await cold.Measure(() => AtOnce(ColdJobsPerRound, Cold));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workers} processors, {workers} jobs at once\n"));
Console.WriteLine("| way | jobs | jobs/s | p50 ms | p99 ms |\n|---|---|---|---|---|");
foreach (var way in new[] { bare, isolated, cold }) Console.WriteLine(way);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"\nThe sandbox reaches {isolated.Rate / bare.Rate:F2} of the bare forks' rate and {isolated.Rate / cold.Rate:F1} times the cold Python's."));

await Layers();

// A grade: model-1's layer with all its trials, judged; the others only run them.
async Task Layers()
{
    const int LayerRounds = 12, Grades = 16, ColdGrades = 4;
    await using var whole = new BubblewrapSandbox(Options.Create(new CodeExecutionOptions { Workers = workers }), NullLogger<BubblewrapSandbox>.Instance);
    var seen = new SeenJobs(whole);
    var root = AppContext.BaseDirectory;
    while (!File.Exists(Path.Combine(root, "GradingService.sln"))) root = Path.GetDirectoryName(root)!;
    var exam = new ExamReader(FamilyCatalog.BuiltIn(new PythonLayerRunner(seen))).Read("dubucezi-2023", await File.ReadAllTextAsync(Path.Combine(root, "exams", "dubucezi-2023.json")));
    using var model = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(root, "Api.Tests", "Fixtures", "answers", "model-1.json")));
    var scheme = exam.Find("1")!.Scheme;
    var sheet = scheme.Read(model.RootElement.GetProperty("answers"));
    await AtOnce(40 * workers, Grade);
    seen.Times.Clear();
    var file = Path.GetTempFileName();
    await File.WriteAllBytesAsync(file, seen.Last);
    var (script, harness) = (Path.Combine(folder, "layer.py"), Path.Combine(AppContext.BaseDirectory, "python"));
    var (bareLayers, graded, coldLayers) = (new Way("bare fork, not isolated"), new Way("grade in the sandbox"), new Way("cold Python in bubblewrap"));
    for (var round = 0; round < LayerRounds; round++)
    {
        await bareLayers.Measure(() => Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            var lines = await Output(new ProcessStartInfo(options.Python, ["-I", "-B", script, harness, file, (Grades / workers).ToString(CultureInfo.InvariantCulture)]) { Environment = { ["OPENBLAS_NUM_THREADS"] = "1" } });
            return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        })));
        await graded.Measure(() => AtOnce(Grades, Grade));
        await coldLayers.Measure(() => AtOnce(ColdGrades, async () =>
        {
            var watch = Stopwatch.StartNew();
            await Output(new ProcessStartInfo(options.Bubblewrap,
            [
                "--unshare-all", "--die-with-parent", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
                "--ro-bind-try", "/etc/alternatives", "/etc/alternatives", "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--tmpfs", "/tmp",
                "--ro-bind", script, "/layer.py", "--ro-bind", harness, "/harness", "--ro-bind", file, "/job", "--setenv", "OPENBLAS_NUM_THREADS", "1",
                options.Python, "-I", "-B", "/layer.py", "/harness", "/job", "0",
            ]));
            return [watch.Elapsed.TotalMilliseconds];
        }));
    }

    File.Delete(file);
    Console.WriteLine("\n| a whole layer | runs | runs/s | p50 ms | p99 ms |\n|---|---|---|---|---|");
    foreach (var way in new[] { bareLayers, graded, coldLayers }) Console.WriteLine(way);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"\nGrades reach {graded.Rate / bareLayers.Rate:F2} of the bare forks' rate and {graded.Rate / coldLayers.Rate:F1} times the cold Python's."));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"Of a grade's {graded.Mean:F1} ms the worker takes {seen.Times.Average():F1}; inputs, waiting, reading and judging the rest."));

    async Task<double[]> Grade()
    {
        var watch = Stopwatch.StartNew();
        var marks = await scheme.Mark(sheet);
        if (marks.Points != marks.MaxPoints) throw new InvalidOperationException($"The model earned {marks.Points}.");
        return [watch.Elapsed.TotalMilliseconds];
    }
}

async Task<double[]> InSandbox()
{
    var watch = Stopwatch.StartNew();
    var run = await sandbox.Run(Encoding.UTF8.GetBytes(Source), CancellationToken.None);
    if (run.Ending != SandboxEnding.Completed || run.Output.Length != 4 + 16) throw new InvalidOperationException($"The job ended with {run.Ending}.");
    return [watch.Elapsed.TotalMilliseconds];
}

// The forks' own times, without the start of their parent.
async Task<double[]> BareForks(int jobs)
{
    var lines = await Output(new ProcessStartInfo(options.Python, ["-I", "-B", Path.Combine(folder, "harness.py"), jobs.ToString(CultureInfo.InvariantCulture), Source])
    {
        Environment = { ["OPENBLAS_NUM_THREADS"] = "1" },
    });
    return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
}

async Task<double[]> Cold()
{
    var watch = Stopwatch.StartNew();
    await Output(new ProcessStartInfo(options.Bubblewrap,
    [
        "--unshare-all", "--die-with-parent", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
        "--ro-bind-try", "/etc/alternatives", "/etc/alternatives", "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache",
        "--setenv", "OPENBLAS_NUM_THREADS", "1", options.Python, "-I", "-B", "-c", $"import numpy as np; {Source}; print(result)",
    ]));
    return [watch.Elapsed.TotalMilliseconds];
}

async Task<double[][]> AtOnce(int jobs, Func<Task<double[]>> run)
{
    var left = new ConcurrentQueue<int>(Enumerable.Range(0, jobs));
    var times = new ConcurrentBag<double[]>();
    await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
    {
        while (left.TryDequeue(out var _)) times.Add(await run());
    })));
    return [.. times];
}

static async Task<string> Output(ProcessStartInfo start)
{
    start.RedirectStandardOutput = true;
    using var process = Process.Start(start)!;
    var output = await process.StandardOutput.ReadToEndAsync();
    await process.WaitForExitAsync();
    return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}.");
}

/// <summary>Remembers the last job, to run it elsewhere too, and what the workers took for each.</summary>
internal sealed class SeenJobs(ISandbox sandbox) : ISandbox
{
    public byte[] Last { get; private set; } = [];

    public ConcurrentBag<double> Times { get; } = [];

    public async Task<SandboxRun> Run(ReadOnlyMemory<byte> job, CancellationToken cancellation)
    {
        Last = job.ToArray();
        var run = await sandbox.Run(job, cancellation);
        Times.Add(run.Elapsed.TotalMilliseconds);
        return run;
    }
}

/// <summary>What was measured of one way; a round's time is the sum of its jobs' times over the jobs at once.</summary>
internal sealed class Way(string name)
{
    private readonly List<double> _times = [];

    /// <summary>Jobs a second.</summary>
    public double Rate => _times.Count / (_times.Sum() / 1000 / Environment.ProcessorCount);

    public double Mean => _times.Average();

    public async Task Measure(Func<Task<double[][]>> run) => _times.AddRange((await run()).SelectMany(times => times));

    public override string ToString()
    {
        var sorted = _times.Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {sorted.Length} | {Rate:F0} | {sorted[sorted.Length / 2]:F1} | {sorted[(int)(sorted.Length * 0.99)]:F1} |");
    }
}
