using System.ComponentModel;
using System.Diagnostics;

namespace GradingService.Tests.Processes;

/// <summary>A program of the system's, such as <c>mount</c>.</summary>
internal static class SystemCommand
{
    /// <summary>The exit code; -1 where there is no such program.</summary>
    public static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return -1;
        }
    }
}
