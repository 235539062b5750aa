using System.CommandLine;
using GradingService.Infrastructure.Persistence;
using Microsoft.Extensions.Options;

namespace GradingService.Api.Commands;

/// <summary><c>backup</c>: copies the configured SQLite database into a file, also while the service runs.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var to = new Option<FileInfo>("--to") { Description = "The file to make; one that exists is not replaced.", Required = true };
        var command = new Command("backup", "Copy the configured database into a file, also while the service runs.") { to };
        command.SetAction((parsed, cancellation) => BackUp(parsed.GetValue(to)!, cancellation));
        return command;
    }

    private static async Task<int> BackUp(FileInfo to, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables();
        builder.Services.AddPersistence(builder.Configuration);
        using var host = builder.Build();
        try
        {
            await host.Services.GetRequiredService<GradingDatabase>().BackUp(to.FullName, cancellation);
            await Console.Error.WriteLineAsync($"The database is in {to.FullName}, and has passed SQLite's integrity check.");
            return 0;
        }
        catch (Exception e) when (e is StorageException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
