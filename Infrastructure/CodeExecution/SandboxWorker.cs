using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>One worker process, which runs one job after the other. Used by one thread, which must live as long as it: the kernel ends the process with the thread that started it.</summary>
internal sealed class SandboxWorker : IDisposable
{
    private const int HeaderSize = 5, LongestReason = 2000, EndSize = 9;
    private const byte HarnessJob = (byte)'J', ProbeJob = (byte)'P';

    /// <summary>What a worker may take over its job's wall time before it counts as stuck.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    private readonly CodeExecutionOptions _options;
    private readonly Process _process;
    private readonly StringBuilder _complaints = new();
    private readonly byte[] _header = new byte[HeaderSize];

    /// <summary>Starts the process and lets it prove that its jobs are confined.</summary>
    /// <exception cref="SandboxUnavailableException">It can't be started, or a wall is missing.</exception>
    public SandboxWorker(CodeExecutionOptions options, CancellationToken stop)
    {
        _options = options;
        _process = new Process { StartInfo = BubblewrapCommand.Create(options) };
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        try
        {
            _process.Start();
        }
        catch (Win32Exception e)
        {
            throw new SandboxUnavailableException($"{options.Bubblewrap} can't be started ({e.Message}): install bubblewrap, or set CodeExecution__Bubblewrap.", e);
        }
        _process.BeginErrorReadLine();
        try
        {
            Prove(stop);
        }
        catch (WorkerLostException e)
        {
            Kill();
            _process.WaitForExit(); // also for the last line of its standard error
            _process.Dispose();
            throw new SandboxUnavailableException(UnavailableReason.Of(Complaints(), e.Message, options), e);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Id => _process.Id;

    public bool IsAlive => !_process.HasExited;

    /// <summary>Runs one job.</summary>
    /// <exception cref="WorkerLostException">The process ended or answered nonsense; it can't be used again.</exception>
    /// <exception cref="OperationCanceledException">The job was given up; the worker can't be used again.</exception>
    public SandboxRun Run(ReadOnlyMemory<byte> job, CancellationToken cancellation) => Run(HarnessJob, job, cancellation);

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Prove(CancellationToken stop)
    {
        using (KillAfter(StartTime, stop))
            if (ReadHeader() is not ('H', 0)) throw new WorkerLostException("the worker didn't greet");
        var inside = Run(ProbeJob, ReadOnlyMemory<byte>.Empty, stop);
        if (inside.Ending != SandboxEnding.Completed || inside.Output.Length < 4) throw new WorkerLostException($"the probe ended with {inside.Ending}");
        var missing = Encoding.UTF8.GetString(inside.Output.Span[4..]);
        if (missing.Length > 0) throw new WorkerLostException($"a job isn't confined; missing: {missing}");
        var forbidden = Run(ProbeJob, "fork"u8.ToArray(), stop).Ending;
        if (forbidden != SandboxEnding.Forbidden) throw new WorkerLostException($"a job could fork: {forbidden}");
    }

    private SandboxRun Run(byte kind, ReadOnlyMemory<byte> job, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var deadline = KillAfter(_options.WallTime + Grace, cancellation);
        try
        {
            Send(kind, job.Span);
            var output = new ArrayBufferWriter<byte>(256);
            while (true)
            {
                var (record, length) = ReadHeader();
                switch (record)
                {
                    case 'O' when length > 0 && output.WrittenCount + (long)length <= (long)_options.OutputMiB << 20:
                        Read(output.GetSpan(length)[..length]);
                        output.Advance(length);
                        break;
                    case 'E' when length == EndSize:
                        return new SandboxRun(ReadEnd(), output.WrittenMemory, watch.Elapsed);
                    case 'F' when length <= LongestReason:
                        var reason = new byte[length];
                        Read(reason);
                        throw new WorkerLostException($"a job couldn't be confined: {Encoding.UTF8.GetString(reason)}");
                    default:
                        throw new WorkerLostException("the worker answered nonsense");
                }
            }
        }
        catch (WorkerLostException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    // How it ended (1 byte), and its processor time in microseconds.
    private SandboxEnding ReadEnd()
    {
        Span<byte> end = stackalloc byte[EndSize];
        Read(end);
        return end[0] <= (byte)SandboxEnding.Crashed ? (SandboxEnding)end[0] : throw new WorkerLostException("the worker answered nonsense");
    }

    private void Send(byte kind, ReadOnlySpan<byte> job)
    {
        _header[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(_header.AsSpan(1), job.Length);
        try
        {
            var stream = _process.StandardInput.BaseStream;
            stream.Write(_header);
            stream.Write(job);
            stream.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new WorkerLostException("the worker takes no jobs", e);
        }
    }

    private (char Kind, int Length) ReadHeader()
    {
        Read(_header);
        var length = BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(1));
        return length >= 0 ? ((char)_header[0], length) : throw new WorkerLostException("the worker answered nonsense");
    }

    private void Read(Span<byte> into)
    {
        try
        {
            _process.StandardOutput.BaseStream.ReadExactly(into);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new WorkerLostException("the worker ended", e);
        }
    }

    // A killed process closes its pipes, which ends whatever read waits for it.
    private CancellationTokenSource KillAfter(TimeSpan time, CancellationToken cancellation)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        source.Token.Register(Kill);
        source.CancelAfter(time);
        return source;
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }

    private void Note(string? line)
    {
        lock (_complaints)
            if (line is not null && _complaints.Length + line.Length < LongestReason) _complaints.AppendLine(line);
    }

    private string Complaints()
    {
        lock (_complaints) return _complaints.ToString();
    }
}

/// <summary>The worker's process is of no more use.</summary>
internal sealed class WorkerLostException(string reason, Exception? inner = null) : Exception(reason, inner);
