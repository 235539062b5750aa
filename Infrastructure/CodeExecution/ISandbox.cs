namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Runs the Python harness over one job, away from this process.</summary>
public interface ISandbox
{
    /// <summary>Hands the job to <c>harness.run(job, emit)</c> in a process of its own and brings back what it emitted.</summary>
    /// <param name="job">What the harness reads; it never holds an expected value.</param>
    /// <exception cref="SandboxUnavailableException">No process could be started; the job may come again later.</exception>
    Task<SandboxRun> Run(ReadOnlyMemory<byte> job, CancellationToken cancellation);
}

/// <summary>What came out of a run, however it ended.</summary>
/// <param name="Output">Frames as emitted before the end: each its length (4 bytes, big endian), then its bytes. Nothing in them can be trusted.</param>
public sealed record SandboxRun(SandboxEnding Ending, ReadOnlyMemory<byte> Output, TimeSpan Elapsed);

/// <summary>How a run ended.</summary>
public enum SandboxEnding
{
    /// <summary>The harness returned, or the process left by itself with status 0.</summary>
    Completed,

    /// <summary>The wall clock ran out.</summary>
    TimeLimit,

    /// <summary>The processor time ran out.</summary>
    CpuLimit,

    /// <summary>The memory ran out.</summary>
    MemoryLimit,

    /// <summary>More was emitted than a run may emit.</summary>
    OutputLimit,

    /// <summary>A forbidden system call.</summary>
    Forbidden,

    /// <summary>The process died of something else, or left with another status.</summary>
    Crashed,
}

/// <summary>The sandbox can't run now.</summary>
public sealed class SandboxUnavailableException(string reason, Exception? inner = null) : Exception(reason, inner);
