using GradingService.Tests.Http.Hosting;
using Microsoft.Data.Sqlite;

namespace GradingService.Tests.Processes;

/// <summary>A disk that is full, read-only, or fails.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly Workspace _workspace = new();

    private static string Service => Path.Combine(AppContext.BaseDirectory, "GradingService.Api.dll");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task On_a_full_disk_submissions_get_503_and_once_there_is_room_the_service_goes_on_with_nothing_lost()
    {
        Load.WriteExam(_workspace.Exams);
        using var disk = SmallDisk.Mount(megabytes: 24);
        var connection = $"Data Source={Path.Combine(disk.Folder, "grading.db")}";
        var load = new Load();
        using (var service = await Start(connection))
        {
            disk.FillUpTo(kilobytesLeft: 1024);
            using var enough = new CancellationTokenSource();
            var running = load.Run(8, enough.Token, service);
            await load.Until(() => load.Refused > 30);
            var full = await Load.Stored(service.Client);
            Assert.NotEmpty(full);
            disk.Free();
            var before = load.Promised.Count;
            await load.Until(() => load.Promised.Count > before + 50);
            await enough.CancelAsync();
            await running;

            await load.Repeat(service.Client);
            Assert.Empty(load.Surprises);
            Assert.Equal(load.Promised.Values.Order(), (await Load.Stored(service.Client)).Select(row => row.Id).Order());
            await service.Stop();
            Assert.Equal(0, service.ExitCode);
        }
        Assert.Equal("ok", await IntegrityOf(connection));
    }

    [Fact]
    public async Task On_a_disk_that_turns_read_only_submissions_get_503_reading_goes_on_and_after_its_repair_nothing_is_lost()
    {
        Load.WriteExam(_workspace.Exams);
        using var disk = ImageDisk.Mount(megabytes: 64);
        var connection = $"Data Source={Path.Combine(disk.Folder, "grading.db")}";
        var load = new Load();
        Dictionary<string, Guid> before;
        using (var service = await Start(connection))
        {
            using var enough = new CancellationTokenSource();
            var running = load.Run(8, enough.Token, service);
            await load.Until(() => load.Promised.Count > 200);
            // What is acknowledged in the very moment is ext4's word: a sync of a file that grows may succeed there and be lost with the journal.
            before = new(load.Promised);
            disk.Abort();
            await load.Until(() => load.Refused > 30);
            await enough.CancelAsync();
            await running;

            Assert.Equal(load.Promised.Values.Order(), (await Load.Stored(service.Client)).Select(row => row.Id).Order());
            Assert.False(await load.Send("key-1000000", service.Client));
            await AssertAnswers(200, service, "/health/live");
            Assert.Empty(load.Surprises);
            await service.Stop();
            Assert.Equal(0, service.ExitCode);
        }

        disk.Repair();
        using (var service = await Start(connection))
        {
            var stored = (await Load.Stored(service.Client)).ConvertAll(row => row.Id);
            Assert.Empty(before.Values.Except(stored));
            foreach (var key in before.Keys) Assert.True(await load.Send(key, service.Client));
            Assert.True(await load.Send("key-1000000", service.Client));
            Assert.Empty(load.Surprises);
            await service.Stop();
        }
        Assert.Equal("ok", await IntegrityOf(connection));
    }

    [Fact]
    public async Task A_disk_that_turned_read_only_in_a_quiet_hour_is_read_and_refuses_the_next_submissions_and_batches()
    {
        Load.WriteExam(_workspace.Exams);
        using var disk = ImageDisk.Mount(megabytes: 64);
        var load = new Load();
        using var service = await Start($"Data Source={Path.Combine(disk.Folder, "grading.db")}");
        foreach (var number in Enumerable.Range(1, 20)) Assert.True(await load.Send($"key-{number}", service.Client));
        disk.Sync();
        disk.Abort();

        Assert.Equal(load.Promised.Values.Order(), (await Load.Stored(service.Client)).Select(row => row.Id).Order());
        Assert.False(await load.Send("key-21", service.Client));
        Assert.False(await load.Send("key-22", service.Client));
        Assert.Equal(2, load.Refused);
        var batches = new BatchLoad();
        Assert.True(await batches.Send(1, 60, service.Client));
        Assert.Equal(60, batches.Refused);
        Assert.Equal(20, (await Load.Stored(service.Client)).Count);
        await AssertAnswers(200, service, "/health/live");
        Assert.Empty(load.Surprises);
        Assert.Empty(batches.Surprises);
        await service.Stop();
        Assert.Equal(0, service.ExitCode);
    }

    [Fact]
    public async Task A_read_only_disk_is_refused_at_the_start()
    {
        Load.WriteExam(_workspace.Exams);
        using var disk = SmallDisk.Mount(megabytes: 24);
        var connection = $"Data Source={Path.Combine(disk.Folder, "grading.db")}";
        using (var service = await Start(connection)) await service.Stop();
        disk.MakeReadOnly();

        using var refused = ServiceProcess.Launch(Service, "Sqlite", connection, _workspace.Exams);
        await refused.Ended();
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"GradingService can't start: The database {Path.Combine(disk.Folder, "grading.db")} can't", refused.Said, StringComparison.Ordinal);
        Assert.Contains("its disk is read-only", refused.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_is_refused_at_the_start()
    {
        Load.WriteExam(_workspace.Exams);
        using (var service = await Start(_workspace.ConnectionString)) await service.Stop();
        var file = new SqliteConnectionStringBuilder(_workspace.ConnectionString).DataSource;
        await using (var damage = new FileStream(file, FileMode.Open, FileAccess.ReadWrite))
        {
            damage.Position = 100;
            damage.Write(Enumerable.Repeat((byte)0x5A, (int)damage.Length - 100).ToArray());
        }

        using var refused = ServiceProcess.Launch(Service, "Sqlite", _workspace.ConnectionString, _workspace.Exams);
        await refused.Ended();
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"GradingService can't start: The database {file} is damaged. Restore it from a backup", refused.Said, StringComparison.Ordinal);
    }

    private Task<ServiceProcess> Start(string connection) => ServiceProcess.Start(Service, "Sqlite", connection, _workspace.Exams);

    private static async Task AssertAnswers(int status, ServiceProcess service, string path)
    {
        using var response = await service.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
    }

    private static async Task<object?> IntegrityOf(string connection)
    {
        await using var opened = new SqliteConnection(connection + ";Pooling=False");
        await opened.OpenAsync(TestContext.Current.CancellationToken);
        await using var check = opened.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        return await check.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
