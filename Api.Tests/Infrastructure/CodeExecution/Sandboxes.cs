using System.Buffers.Binary;
using System.Text;
using GradingService.Infrastructure.CodeExecution;
using Microsoft.Extensions.Logging.Abstractions;

namespace GradingService.Tests.Infrastructure.CodeExecution;

/// <summary>Real sandboxes whose jobs are Python source.</summary>
internal static class Sandboxes
{
    public static CodeExecutionOptions Options => new()
    {
        Harness = Path.Combine(AppContext.BaseDirectory, "Infrastructure", "CodeExecution", "Hostile"),
        Workers = 1,
        WallTime = TimeSpan.FromSeconds(30),
        CpuSeconds = 2,
        MemoryMiB = 256,
        OutputMiB = 2,
        ScratchMiB = 4,
    };

    public static BubblewrapSandbox Create(Action<CodeExecutionOptions>? change = null)
    {
        var options = Options;
        change?.Invoke(options);
        return new BubblewrapSandbox(Microsoft.Extensions.Options.Options.Create(options), NullLogger<BubblewrapSandbox>.Instance);
    }

    public static Task<SandboxRun> Run(this ISandbox sandbox, string source) => sandbox.Run(Encoding.UTF8.GetBytes(source), TestContext.Current.CancellationToken);

    /// <summary>The frames as text, a space between two.</summary>
    public static string Text(this SandboxRun run)
    {
        var frames = new List<string>();
        for (var rest = run.Output; rest.Length >= 4;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest.Span);
            Assert.InRange(length, 0, rest.Length - 4);
            frames.Add(Encoding.UTF8.GetString(rest.Span.Slice(4, length)));
            rest = rest[(4 + length)..];
        }
        return string.Join(' ', frames);
    }
}

/// <summary>One sandbox with one worker for a whole class of tests: every job comes after all others.</summary>
public sealed class SharedSandbox : IAsyncDisposable
{
    public BubblewrapSandbox Sandbox { get; } = Sandboxes.Create();

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
