using GradingService.Domain.Submissions;

namespace GradingService.Tests.Infrastructure.Persistence;

public sealed class StoreTelemetryTestsOnSqlite() : StoreTelemetryTests(Database.Sqlite, "sqlite")
{
    [Fact]
    public async Task A_long_queue_takes_several_commits()
    {
        await using var at = await TemporaryStore.Open(Database.Sqlite);
        using var measured = new Measured(at.Meters, "sqlite");
        var hold = await at.HoldWriter();
        var waiting = Enumerable.Range(0, 150).Select(i => at.Append(Sample.Submission($"s{i}"))).ToList();
        await hold.Release();
        await Task.WhenAll(waiting);
        Assert.Equal([1, 64, 64, 22], measured.All("grading.store.commit.size"));
    }
}

public sealed class StoreTelemetryTestsOnPostgres() : StoreTelemetryTests(Database.Postgres, "postgresql");

/// <summary>One body for every database.</summary>
public abstract class StoreTelemetryTests(Database database, string system)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queue_is_as_long_as_what_waits_and_a_commit_as_large_as_its_batch()
    {
        await using var at = await TemporaryStore.Open(database, capacity: 2);
        using var measured = new Measured(at.Meters, system);
        var hold = await at.HoldWriter();
        var waiting = new[] { at.Append(Sample.Submission()), at.Append(Sample.Submission()) };
        Assert.Equal((2, 2), (measured.Now("grading.store.queue.length"), measured.Now("grading.store.queue.limit")));
        await Assert.ThrowsAsync<StoreBusyException>(() => at.Append(Sample.Submission()));
        await hold.Release();
        await Task.WhenAll(waiting);

        Assert.Equal(0, measured.Now("grading.store.queue.length"));
        Assert.Equal([1, 2], measured.All("grading.store.commit.size"));
        Assert.Equal(2, measured.All("grading.store.commit.duration").Count(seconds => seconds is > 0 and < 60));
        Assert.Equal([1], measured.All("grading.store.failures error.type=StoreBusyException"));
    }

    [Fact]
    public async Task The_text_of_a_queue_is_that_of_what_waits_and_none_once_it_is_on_its_way()
    {
        await using var at = await TemporaryStore.Open(database, capacity: 2, characters: 1000);
        using var measured = new Measured(at.Meters, system);
        var hold = await at.HoldWriter();
        Assert.Equal((0, 1000), (Text(), measured.Now("grading.store.queue.text.limit")));

        var long300 = Sample.Submission() with { Answers = new string('1', 300) };
        var waiting = at.Append(long300);
        var marks = MarksJson.WriteUtf8(long300.Grade.Marks).Length;
        Assert.Equal(300 + marks, Text());
        var set = at.Store.Append(new SubmissionSet([long300 with { Id = Guid.CreateVersion7() }, Sample.Submission(question: "2") with { Answers = "{}" }], null, null), Cancellation);
        Assert.Equal(302 + 300 + 3 * marks, Text());
        await hold.Release();
        await Task.WhenAll(waiting, set);
        Assert.Equal(0, Text());

        double Text() => measured.Now("grading.store.queue.text.length");
    }

    [Fact]
    public async Task No_text_stays_counted_after_refusals_failures_and_a_stop()
    {
        await using var at = await TemporaryStore.Open(database, capacity: 3);
        using var measured = new Measured(at.Meters, system);
        var existing = Sample.Submission();
        await at.Append(existing);
        var hold = await at.HoldWriter();
        var good = at.Append(Sample.Submission("s1"));
        var sameId = at.Append(existing with { StudentId = "s2" });
        var noSubmission = at.Store.Append(Guid.CreateVersion7(), Sample.Grade(), Cancellation);
        await Assert.ThrowsAsync<StoreBusyException>(() => at.Append(Sample.Submission("one too many")));
        await hold.Release();
        await good;
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => sameId);
        await Assert.ThrowsAsync<InvalidOperationException>(() => noSubmission);
        Assert.Equal(0, Text());

        hold = await at.HoldWriter();
        using var impatience = new CancellationTokenSource();
        var left = at.Store.Append(Sample.Draft(Sample.Submission("impatient")), impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        var last = at.Append(Sample.Submission("s3"));
        var stopping = at.Stop();
        await Assert.ThrowsAsync<StoreBusyException>(() => at.Append(Sample.Submission("too late")));
        Assert.NotEqual(0, Text());
        await hold.Release();
        await stopping;
        await last;
        Assert.Equal(0, Text());

        double Text() => measured.Now("grading.store.queue.text.length");
    }

    [Fact]
    public async Task A_write_that_cannot_be_stored_is_no_part_of_its_commit()
    {
        await using var at = await TemporaryStore.Open(database);
        var existing = Sample.Submission();
        await at.Append(existing);
        using var measured = new Measured(at.Meters, system);
        var hold = await at.HoldWriter();
        var good = at.Append(Sample.Submission("s1"));
        var sameId = at.Append(existing with { StudentId = "s2" });
        await hold.Release();
        await good;
        var failure = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => sameId);
        Assert.Equal([1, 1], measured.All("grading.store.commit.size"));
        Assert.Equal([1], measured.All($"grading.store.failures error.type={failure.GetType().Name}"));
    }
}
