using System.Diagnostics;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests.Infrastructure.Persistence;

/// <summary>A PostgreSQL server of a test's own, which it may stop, crash and start again.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder = TemporaryStore.NewFolder();

    private PostgresServer()
    {
    }

    /// <summary>Its connection string; the port stays the same over restarts.</summary>
    public string Connection { get; private set; } = "";

    public static async Task<PostgresServer> Create()
    {
        // Only where the others run as well: one word tells whether PostgreSQL is there.
        _ = TestPostgres.Server;
        var server = new PostgresServer();
        await server.Start();
        return server;
    }

    public async Task Start() => Connection = (await Run("start", _folder)).Trim();

    /// <param name="mode"><c>fast</c> ends connections, <c>immediate</c> is a crash.</param>
    public Task Stop(string mode = "fast") => Run("stop", _folder, mode);

    public async ValueTask DisposeAsync()
    {
        await Stop("immediate");
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(BuiltInExam.Root, "tools", "postgres.sh"), arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        // One line, not to the end: the server inherits the stream and keeps it open.
        var said = await process.StandardOutput.ReadLineAsync() ?? "";
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"tools/postgres.sh {string.Join(' ', arguments)} failed with {process.ExitCode}.");
        return said;
    }
}
