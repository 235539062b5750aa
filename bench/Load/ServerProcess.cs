using System.Diagnostics;
using System.Globalization;

namespace GradingService.Bench;

/// <summary>A server in a process of its own, whose output nobody reads.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, int port, string key, TimeSpan ready) => (_process, Port, Key, Ready) = (process, port, key, ready);

    public int Port { get; }

    /// <summary>The key to call it with.</summary>
    public string Key { get; }

    /// <summary>Processor time so far, of all threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>From the start of the process until it was ready.</summary>
    public TimeSpan Ready { get; }

    /// <summary>Resident memory now, in MB.</summary>
    public double Megabytes => Memory("VmRSS");

    /// <summary>The most resident memory so far, in MB.</summary>
    public double PeakMegabytes => Memory("VmHWM");

    /// <summary>What a command writes, without the line's end.</summary>
    public static async Task<string> Output(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    public static async Task<ServerProcess> Start(int port, string key, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // The shell sends the log to nowhere: a pipe would have to be read on the same cores.
        var start = new ProcessStartInfo("sh", ["-c", "exec dotnet \"$@\" >/dev/null", "sh", .. arguments]);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        using var client = new HttpClient();
        while (!await IsReady(client, port))
        {
            if (process.HasExited) throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}");
            await Task.Delay(5);
        }
        return new ServerProcess(process, port, key, watch.Elapsed);
    }

    public void Dispose()
    {
        using (var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) stop.WaitForExit();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<bool> IsReady(HttpClient client, int port)
    {
        try
        {
            return (await client.GetAsync($"http://127.0.0.1:{port}/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private double Memory(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
