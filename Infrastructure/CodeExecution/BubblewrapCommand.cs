using System.Diagnostics;
using System.Globalization;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>The command that starts a worker: Python inside bubblewrap, where only <c>/usr</c> and the harness are to be seen.</summary>
internal static class BubblewrapCommand
{
    private const int Mebi = 1 << 20;

    /// <summary>The folder of the Python files that come with this program.</summary>
    private static string Shipped => Path.Combine(AppContext.BaseDirectory, "python");

    public static ProcessStartInfo Create(CodeExecutionOptions options)
    {
        var start = new ProcessStartInfo(options.Bubblewrap)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var argument in Isolation().Concat(Files(options)).Concat(Program(options))) start.ArgumentList.Add(argument);
        return start;
    }

    // The one capability, valid only inside the worker's user namespace, lets it give each job its own process and mount space; jobs drop it.
    private static string[] Isolation() =>
    [
        "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
        "--hostname", "sandbox", "--new-session", "--die-with-parent", "--as-pid-1",
        "--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN",
        "--clearenv", "--setenv", "OPENBLAS_NUM_THREADS", "1", "--setenv", "LC_ALL", "C.UTF-8",
    ];

    // BLAS is found through Debian's alternatives and the loader's cache; there is no /proc, no /sys, and no device but null.
    private static string[] Files(CodeExecutionOptions options) =>
    [
        "--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
        "--ro-bind-try", "/etc/alternatives", "/etc/alternatives", "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache",
        "--dev-bind", "/dev/null", "/dev/null", "--dir", "/tmp",
        "--ro-bind", Shipped, "/sandbox", "--ro-bind", Path.GetFullPath(options.Harness ?? Shipped), "/harness",
        "--remount-ro", "/", "--chdir", "/",
    ];

    private static string[] Program(CodeExecutionOptions options) =>
    [
        options.Python, "-I", "-B", "/sandbox/zygote.py", "/harness",
        options.WallTime.TotalSeconds.ToString("R", CultureInfo.InvariantCulture),
        .. new long[] { options.CpuSeconds, (long)options.MemoryMiB * Mebi, (long)options.OutputMiB * Mebi, (long)options.ScratchMiB * Mebi }
            .Select(limit => limit.ToString(CultureInfo.InvariantCulture)),
    ];
}
