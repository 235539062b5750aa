using GradingService.Domain.Submissions;

namespace GradingService.Tests.Infrastructure.Persistence;

/// <summary>What only a database in a file has: a write-ahead log, and the file itself.</summary>
public sealed class SqliteFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stopping_leaves_no_log()
    {
        await using var at = await TemporaryStore.Open(Database.Sqlite);
        await at.Append(Sample.Submission());
        await at.Stop();
        var log = new FileInfo(at.File + "-wal");
        Assert.True(!log.Exists || log.Length == 0);
    }

    [Fact]
    public async Task The_log_is_moved_into_the_database_beside_the_writer()
    {
        await using var at = await TemporaryStore.Open(Database.Sqlite);
        var answers = $$"""{"a": "{{new string('1', 100_000)}}"}""";
        for (var i = 0; i < 150; i++) await at.Append(Sample.Submission() with { Answers = answers });

        // Some are still on their way; a commit notices when the first are there, and moves the rest.
        for (var tries = 0; tries < 100 && new FileInfo(at.File).Length < 8_000_000; tries++)
        {
            await Task.Delay(50, Cancellation);
            await at.Append(Sample.Submission());
        }
        Assert.True(new FileInfo(at.File).Length >= 8_000_000);
    }

    [Fact]
    public async Task A_reader_that_pauses_does_not_stop_the_writer()
    {
        await using var at = await TemporaryStore.Open(Database.Sqlite);
        for (var i = 0; i < 3; i++) await at.Append(Sample.Submission());
        await using var reading = at.Store.List(new(Sample.Exam), Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await reading.MoveNextAsync());

        Assert.IsType<Receipt.Stored>(await at.Append(Sample.Submission()));
        await at.Database.Checkpoint(Cancellation);
        Assert.Equal(0, new FileInfo(at.File + "-wal").Length);
        Assert.True(await reading.MoveNextAsync());
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_an_abrupt_end()
    {
        await using var at = await TemporaryStore.Open(Database.Sqlite);
        var acknowledged = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => at.Append(Sample.Submission($"s{i}"), key: $"k{i}")));
        var before = await at.HoldWriter();
        var unfinished = at.Append(Sample.Submission("unfinished"));
        var within = at.HoldWriter();
        await before.Release();
        var hold = await within;

        // What a killed process leaves: the files as they are, in the middle of a transaction.
        var folder = TemporaryStore.NewFolder();
        foreach (var file in new[] { at.File, at.File + "-wal" }) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        await using (var again = await TemporaryStore.OpenFile(folder))
        {
            var ids = (await again.Store.List(new(Sample.Exam), Cancellation).All()).Select(stored => stored.Submission.Id);
            Assert.Equal(acknowledged.Cast<Receipt.Stored>().Select(stored => stored.Submission.Id).Order(), ids.Order());
            Assert.IsType<Receipt.Repeated>(await again.Append(Sample.Submission("s7"), key: "k7"));
            Assert.Equal(2, Assert.IsType<Receipt.Stored>(await again.Append(Sample.Submission("s7"))).Submission.Attempt);
        }
        Directory.Delete(folder, recursive: true);
        await hold.Release();
        await unfinished;
    }
}
