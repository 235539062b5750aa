using System.Net.Sockets;
using System.Text;
using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Processes;

/// <summary>SIGTERM while a client is still sending.</summary>
public sealed class StopTests : IDisposable
{
    private const string Line = """{"studentId": "0036500001", "answers": {"1": {"a": {"x": 1}}}}""" + "\n";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_service_that_is_stopped_ends_an_unfinished_batch_and_leaves_with_zero()
    {
        Load.WriteExam(_workspace.Exams);
        var cancellation = TestContext.Current.CancellationToken;
        using var service = await ServiceProcess.Start(
            Path.Combine(AppContext.BaseDirectory, "GradingService.Api.dll"), "Sqlite", _workspace.ConnectionString, _workspace.Exams);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", service.Client.BaseAddress!.Port, cancellation);
        var stream = client.GetStream();
        var exam = Path.GetFileNameWithoutExtension(Directory.GetFiles(_workspace.Exams, "*.json")[0]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/exams/{exam}/submissions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer demo-portal\r\nContent-Type: application/x-ndjson\r\n"
            + $"Transfer-Encoding: chunked\r\n\r\n{Line.Length:x}\r\n{Line}\r\n"), cancellation);
        var answer = await ReadUntil(stream, "\"line\":1", cancellation);
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);

        await service.Stop();
        Assert.Equal(0, service.ExitCode);
        Assert.DoesNotContain("before every connection had ended", service.Said, StringComparison.Ordinal);
        Assert.Contains("\"complete\":false", await ReadUntil(stream, "\"complete\"", cancellation), StringComparison.Ordinal);
    }

    private static async Task<string> ReadUntil(NetworkStream stream, string sign, CancellationToken cancellation)
    {
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        while (!text.ToString().Contains(sign, StringComparison.Ordinal) && await stream.ReadAsync(buffer, cancellation) is > 0 and var read)
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return text.ToString();
    }
}
