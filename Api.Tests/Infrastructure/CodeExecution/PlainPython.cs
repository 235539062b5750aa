using System.Diagnostics;
using GradingService.Infrastructure.CodeExecution;

namespace GradingService.Tests.Infrastructure.CodeExecution;

/// <summary>Runs the harness in a Python process of its own, without any walls: for programs that the tests know.</summary>
internal sealed class PlainPython(TimeSpan? time = null) : ISandbox
{
    private const string Driver = """
        import os, resource, sys
        sys.path.insert(0, sys.argv[1])
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        import harness
        job, out = sys.stdin.buffer.read(), os.dup(1)
        def emit(frame):
            rest = len(frame).to_bytes(4, "big") + frame
            while rest:
                # Clocks tick, which may cut a write short.
                rest = rest[os.write(out, rest):]
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.stderr = open(os.devnull, "w")
        harness.run(job, emit)
        """;

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "python");

    public async Task<SandboxRun> Run(ReadOnlyMemory<byte> job, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", Driver, Folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["OPENBLAS_NUM_THREADS"] = "1", ["PYTHONDONTWRITEBYTECODE"] = "1" },
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time ?? TimeSpan.FromMinutes(1));
        var output = new MemoryStream();
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(job, limit.Token);
            process.StandardInput.Close();
            await process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(cancellation);
            return new SandboxRun(SandboxEnding.TimeLimit, output.ToArray(), watch.Elapsed);
        }
        return new SandboxRun(process.ExitCode == 0 ? SandboxEnding.Completed : SandboxEnding.Crashed, output.ToArray(), watch.Elapsed);
    }
}
