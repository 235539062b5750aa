using GradingService.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GradingService.Tests.Infrastructure.Persistence;

public sealed class DatabaseTests : IDisposable
{
    private readonly string _folder = TemporaryStore.NewFolder();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private string File => Path.Combine(_folder, "grading.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_folder_is_made_where_it_is_missing()
    {
        var file = Path.Combine(_folder, "new", "deeper", "grading.db");
        await Prepare($"Data Source={file}");
        Assert.True(System.IO.File.Exists(file));
    }

    [Fact]
    public async Task Preparing_twice_keeps_what_is_there()
    {
        await using (var at = await TemporaryStore.OpenFile(_folder)) await at.Append(Sample.Submission());
        await using var again = await TemporaryStore.OpenFile(_folder);
        Assert.Single(await again.Store.List(new(Sample.Exam), Cancellation).All());
    }

    [Fact]
    public async Task Several_that_start_at_once_all_start() =>
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Prepare($"Data Source={File}"))));

    [Fact]
    public async Task A_migration_lock_that_a_killed_process_left_holds_nobody_up()
    {
        Run("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
        Run("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01 00:00:00')");
        await Prepare($"Data Source={File}").WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await Prepare($"Data Source={File}");
        Run("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99.0.0')");
        Assert.Contains("newer version", await Refusal($"Data Source={File}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_database_is_refused()
    {
        await Prepare($"Data Source={File}");
        Assert.Contains("read-only", await Refusal($"Data Source={File};Mode=ReadOnly"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("no database at all ", 500)), Cancellation);
        Assert.Contains("is not a database", await Refusal($"Data Source={File}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_is_refused()
    {
        await Prepare($"Data Source={File}");
        SqliteConnection.ClearAllPools();
        Run("PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        await using (var file = new FileStream(File, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = 100;
            file.Write(Enumerable.Repeat((byte)0x5A, (int)file.Length - 100).ToArray());
        }
        Assert.Contains("damaged", await Refusal($"Data Source={File}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(File);
        Assert.Contains("is a folder", await Refusal($"Data Source={File}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused()
    {
        await System.IO.File.WriteAllTextAsync(File, "in the way", Cancellation);
        Assert.Contains("can't be used", await Refusal($"Data Source={Path.Combine(File, "grading.db")}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Storage:Provider", "Oracle", "can be \"Sqlite\" or \"Postgres\"")]
    [InlineData("Storage:Provider", "", "can be \"Sqlite\" or \"Postgres\"")]
    [InlineData("Storage:QueueCapacity", "0", "QueueCapacity")]
    [InlineData("Storage:QueueCharacters", "0", "QueueCharacters")]
    [InlineData("ConnectionStrings:Grading", "Data Source=:memory:", "must name a file")]
    [InlineData("ConnectionStrings:Grading", "Data Sauce=x", "can't be read")]
    public async Task A_faulty_setting_is_refused_at_the_start(string key, string value, string reason)
    {
        await using var services = Services((key, value));
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => services.PrepareDatabase(Cancellation));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_is_reachable_until_it_is_not()
    {
        await using var services = Services(("ConnectionStrings:Grading", $"Data Source={File}"));
        await services.PrepareDatabase(Cancellation);
        var database = services.GetRequiredService<GradingDatabase>();
        Assert.True(await database.IsReachable(Cancellation));

        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_folder)) System.IO.File.Delete(file);
        Assert.False(await database.IsReachable(Cancellation));
    }

    private static ServiceProvider Services(params (string Key, string? Value)[] settings) =>
        new ServiceCollection().AddLogging().AddPersistence(TemporaryStore.Configuration(settings)).BuildServiceProvider();

    private static async Task Prepare(string connection)
    {
        await using var services = Services(("ConnectionStrings:Grading", connection));
        await services.PrepareDatabase(Cancellation);
    }

    private static async Task<string> Refusal(string connection) => (await Assert.ThrowsAsync<StorageException>(() => Prepare(connection))).Message;

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
