using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

/// <summary>The program as a process: how it starts, how it refuses to, and its other commands.</summary>
public sealed class StartTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("""{"title":{"hr":"x","en":"x"},"questions":[]}""", " at /questions: an exam has at least one question")]
    [InlineData(
        """{"title":{"hr":"x","en":"x"},"questions":[{"id":"1","title":{"hr":"x","en":"x"},"family":"sorcery","points":1,"parameters":{}}]}""",
        " at /questions/0/family: there is no family 'sorcery'")]
    [InlineData("""{"title":{"hr":"x","en":"x"},"policy":{"attempts":0},"questions":[]}""", " at /policy/attempts: ")]
    [InlineData("""{"title":{"hr":"x","en":"x"}""", ": not valid JSON")]
    public async Task A_faulty_exam_file_stops_the_start_and_says_where_and_why(string content, string reason)
    {
        _workspace.With("faulty", content);
        var (code, output, error) = await Run(["--urls", "http://127.0.0.1:0"]);
        Assert.Equal(1, code);
        Assert.Contains($"GradingService can't start: {Path.Combine(_workspace.Exams, "faulty.json")}{reason}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_stops_the_start()
    {
        var (code, _, error) = await Run(["serve", "--urls", "http://127.0.0.1:0", "--Exams:Folder", "/nowhere/exams"]);
        Assert.Equal(1, code);
        Assert.Contains("/nowhere/exams: there is no such folder", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Marking:Wait", "5")]
    [InlineData("--Marking:Workers", "0")]
    public async Task A_setting_out_of_its_range_stops_the_start(string setting, string value)
    {
        _workspace.With("exam.schema", "{}");
        var (code, _, error) = await Run(["--urls", "http://127.0.0.1:0", setting, value]);
        Assert.Equal(1, code);
        Assert.Contains("GradingService can't start: ", error, StringComparison.Ordinal);
        Assert.Contains(setting.Split(':')[1], error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_beside_the_exams_is_no_exam_and_an_admin_made_on_the_command_line_can_make_keys()
    {
        _workspace.With("exam.schema", "{}");
        var (made, secret, told) = await Run(["keys", "create", "--role", "admin", "--label", "First admin"]);
        Assert.Equal((0, true), (made, told.Contains("(admin, First admin)", StringComparison.Ordinal)));
        var url = $"http://127.0.0.1:{FreePort()}";
        using var service = Start(["--urls", url]);
        try
        {
            Assert.Equal(0, (await WhenReady(url)).Code);
            using var client = new HttpClient { BaseAddress = new Uri(url) };
            client.DefaultRequestHeaders.Authorization = new("Bearer", secret.Trim());
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/keys", TestContext.Current.CancellationToken)).StatusCode);
            var (_, list, _) = await Run(["keys", "list"]);
            Assert.Contains("First admin", list, StringComparison.Ordinal);
            Assert.Equal(0, (await Run(["keys", "revoke", list.Split(' ')[0]])).Code);
            Assert.Equal(1, (await Run(["keys", "revoke", list.Split(' ')[0]])).Code);
        }
        finally
        {
            using var stop = Process.Start("kill", ["-TERM", service.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await service.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(0, service.ExitCode);
        Assert.Equal(1, (await Run(["health", "--url", url + "/health/ready"])).Code);
    }

    [Theory]
    [InlineData("keys", "create", "--role", "student", "--label", "x")]
    [InlineData("keys", "create", "--role", "portal", "--label", "x", "--student", "1")]
    [InlineData("keys", "create", "--role", "king", "--label", "x")]
    [InlineData("keys", "create", "--label", "x")]
    [InlineData("keys", "revoke", "not-an-id")]
    [InlineData("health", "--url", "nowhere")]
    public async Task A_faulty_command_is_refused(params string[] args) => Assert.Equal(1, (await Run(args)).Code);

    private async Task<(int Code, string Output, string Error)> WhenReady(string url)
    {
        for (var i = 0; ; i++)
        {
            var asked = await Run(["health", "--url", url + "/health/ready"]);
            if (asked.Code == 0 || i == 40) return asked;
        }
    }

    private async Task<(int Code, string Output, string Error)> Run(string[] args)
    {
        using var process = Start(args);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private Process Start(string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GradingService.Api.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(_workspace.Exams)!,
        };
        start.Environment["ConnectionStrings__Grading"] = _workspace.ConnectionString;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
