namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Says in an operator's words why a worker doesn't start, from what it wrote to its standard error.</summary>
internal static class UnavailableReason
{
    private static readonly (string Sign, string Advice)[] Known =
    [
        ("No module named 'numpy'", "Python has no NumPy: install python3-numpy."),
        ("/harness/harness.py'", "harness.py is missing: set CodeExecution__Harness to its folder."),
        ("no system call table", "This processor is unknown to the sandbox; it knows x86_64 and aarch64."),
        ("execvp", "Python can't be started: install python3, or set CodeExecution__Python."),
        ("No permissions to create", UserNamespaces),
        ("Creating new namespace failed", UserNamespaces),
        ("setting up uid map", UserNamespaces),
        ("loopback", UserNamespaces),
        ("Failed to make / slave", Mounting),
        ("Failed to mount", Mounting),
        ("pivot_root", Mounting),
    ];

    private const string UserNamespaces =
        "The system refuses user namespaces: in a container give the security options of docker-compose.yml; on Ubuntu allow bwrap in AppArmor (kernel.apparmor_restrict_unprivileged_userns); " +
        "elsewhere see user.max_user_namespaces.";

    private const string Mounting = "The system refuses mounts: in a container give the security options of docker-compose.yml (seccomp and, where there is AppArmor, apparmor).";

    public static string Of(string complaints, string happened, CodeExecutionOptions options)
    {
        if (!File.Exists(options.Python)) return $"{options.Python} is missing: install python3 and python3-numpy, or set CodeExecution__Python.";
        var advice = Known.FirstOrDefault(known => complaints.Contains(known.Sign, StringComparison.Ordinal)).Advice;
        var last = complaints.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? happened;
        return advice is null ? $"The sandbox doesn't start: {happened}; {last}" : $"{advice} ({last})";
    }
}
