using System.Diagnostics;
using GradingService.Tests.Http.Hosting;
using Microsoft.Data.Sqlite;

namespace GradingService.Tests.Processes;

/// <summary><c>backup --to FILE</c>, and starting from such a file.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly Workspace _workspace = new();

    private static string Service => Path.Combine(AppContext.BaseDirectory, "GradingService.Api.dll");
    private string Database => new SqliteConnectionStringBuilder(_workspace.ConnectionString).DataSource;
    private string Copy => Path.Combine(Path.GetDirectoryName(Database)!, "copy.db");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_backup_made_under_load_has_all_that_was_acknowledged_before_and_can_be_served()
    {
        Load.WriteExam(_workspace.Exams);
        var load = new Load();
        List<Guid> before;
        using (var service = await ServiceProcess.Start(Service, "Sqlite", _workspace.ConnectionString, _workspace.Exams))
        {
            using var enough = new CancellationTokenSource();
            var running = load.Run(4, enough.Token, service);
            while (load.Promised.Count < 100 && load.Surprises.IsEmpty) await Task.Delay(20, TestContext.Current.CancellationToken);
            before = [.. load.Promised.Values];
            Assert.Equal(0, await BackUp(Copy));
            var during = load.Promised.Count;
            while (load.Promised.Count < during + 20 && load.Surprises.IsEmpty) await Task.Delay(20, TestContext.Current.CancellationToken);
            await enough.CancelAsync();
            await running;
            service.Kill();
        }

        // Restoring, as docs/operations.md says it: the copy takes the database's place, without the log of the old one.
        foreach (var file in new[] { Database, Database + "-wal", Database + "-shm" }) File.Delete(file);
        File.Copy(Copy, Database);
        using var restored = await ServiceProcess.Start(Service, "Sqlite", _workspace.ConnectionString, _workspace.Exams);
        var stored = (await Load.Stored(restored.Client)).ConvertAll(row => row.Id);
        Assert.Empty(before.Except(stored));
        Assert.Empty(stored.Except(load.Promised.Values));
        Assert.True(await load.Send("key-999999", restored.Client));
        Assert.Empty(load.Surprises);
    }

    [Fact]
    public async Task A_backup_replaces_no_file_and_makes_none_of_a_database_that_is_not_there()
    {
        Assert.Equal(1, await BackUp(Copy));
        Assert.False(File.Exists(Copy) || File.Exists(Database));
        await File.WriteAllTextAsync(Database, "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Copy, "something else", TestContext.Current.CancellationToken);
        Assert.Equal(1, await BackUp(Copy));
        Assert.Equal("something else", await File.ReadAllTextAsync(Copy, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_damaged_database_makes_no_backup()
    {
        Load.WriteExam(_workspace.Exams);
        using (var service = await ServiceProcess.Start(Service, "Sqlite", _workspace.ConnectionString, _workspace.Exams)) await service.Stop();
        await using (var damage = new FileStream(Database, FileMode.Open, FileAccess.ReadWrite))
        {
            damage.Position = 4096;
            damage.Write(Enumerable.Repeat((byte)0x5A, (int)damage.Length - 4096).ToArray());
        }
        Assert.Equal(1, await BackUp(Copy));
        Assert.Equal([], Directory.GetFiles(Path.GetDirectoryName(Copy)!, "copy.db*"));
    }

    private async Task<int> BackUp(string file)
    {
        var start = new ProcessStartInfo("dotnet", [Service, "backup", "--to", file]) { WorkingDirectory = Path.GetDirectoryName(Database) };
        start.Environment["ConnectionStrings__Grading"] = _workspace.ConnectionString;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
