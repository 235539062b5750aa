using System.CommandLine;

namespace GradingService.Api.Commands;

/// <summary>What the program can do besides serving.</summary>
internal static class CommandLine
{
    public static Task<int> Run(string[] args)
    {
        var serve = new Command("serve", "Serve (the default). Takes settings such as --urls http://127.0.0.1:5080 or --Exams:Folder=exams.");
        var root = new RootCommand("GradingService marks the answers to an exam.") { serve, KeysCommand.Create(), BackupCommand.Create(), HealthCommand.Create() };
        return root.Parse(args is ["help", .. var rest] ? [.. rest, "--help"] : args).InvokeAsync();
    }
}
