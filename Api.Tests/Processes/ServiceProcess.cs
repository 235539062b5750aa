using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace GradingService.Tests.Processes;

/// <summary>The service as a process of its own, which can be killed.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private ServiceProcess(ProcessStartInfo start, Uri address)
    {
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-portal");
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Sends with the portal's key.</summary>
    public HttpClient Client { get; }

    public int ExitCode => _process.ExitCode;

    /// <summary>The last of what it wrote to its log.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Starts the program <paramref name="dll"/> on a free port and waits until it is ready.</summary>
    public static async Task<ServiceProcess> Start(string dll, string provider, string connection, string exams, params (string Name, string Value)[] settings)
    {
        var service = Launch(dll, provider, connection, exams, settings);
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                using var ready = await service.Client.GetAsync("/health/ready");
                if (ready.IsSuccessStatusCode) return service;
            }
            catch (HttpRequestException)
            {
                // Not yet listening.
            }
            if (service._process.HasExited || Stopwatch.GetElapsedTime(started) > LongestStart)
            {
                service.Kill();
                throw new InvalidOperationException("The service didn't start: " + service.Said);
            }
            await Task.Delay(20);
        }
    }

    /// <summary>Starts it without waiting, to see it fail.</summary>
    public static ServiceProcess Launch(string dll, string provider, string connection, string exams, params (string Name, string Value)[] settings)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet", [dll, "--urls", address.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Storage__Provider"] = provider;
        start.Environment["ConnectionStrings__Grading"] = connection;
        start.Environment["Exams__Folder"] = exams;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new ServiceProcess(start, address);
    }

    /// <summary><c>kill -9</c>.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public Task Ended() => _process.WaitForExitAsync();

    /// <summary>Asks it to end and waits until it has.</summary>
    public async Task Stop()
    {
        using var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await Ended();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        Client.Dispose();
        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
            if (_said.Length > 1 << 20) _said.Remove(0, 1 << 19);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
