using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;

namespace GradingService.Tests.Infrastructure.Persistence;

public sealed class SubmissionWriterTestsOnSqlite() : SubmissionWriterTests(Database.Sqlite);

public sealed class SubmissionWriterTestsOnPostgres() : SubmissionWriterTests(Database.Postgres);

/// <summary>One body for every database.</summary>
public abstract class SubmissionWriterTests(Database database)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_acknowledged_before_its_batch_is_committed()
    {
        await using var at = await TemporaryStore.Open(database);
        var first = await at.HoldWriter();
        var append = at.Append(Sample.Submission());
        var second = at.HoldWriter();
        await first.Release();
        var hold = await second;

        Assert.False(append.IsCompleted);
        Assert.Empty(await at.Store.List(new(Sample.Exam), Cancellation).All());

        await hold.Release();
        await append;
        Assert.Single(await at.Store.List(new(Sample.Exam), Cancellation).All());
    }

    [Fact]
    public async Task A_full_queue_refuses_and_stores_nothing_of_it()
    {
        await using var at = await TemporaryStore.Open(database, capacity: 2);
        var hold = await at.HoldWriter();
        var accepted = new[] { at.Append(Sample.Submission()), at.Append(Sample.Submission()) };

        await Assert.ThrowsAsync<StoreBusyException>(() => at.Append(Sample.Submission()));

        await hold.Release();
        await Task.WhenAll(accepted);
        Assert.Equal(2, (await at.Store.List(new(Sample.Exam), Cancellation).All()).Count);
        Assert.IsType<Receipt.Stored>(await at.Append(Sample.Submission()));
    }

    [Fact]
    public async Task A_queue_with_its_characters_refuses_and_stores_nothing_of_it()
    {
        await using var at = await TemporaryStore.Open(database, characters: 100_000);
        var hold = await at.HoldWriter();
        var accepted = Enumerable.Range(0, 3).Select(_ => at.Append(Long(40_000))).ToArray();

        await Assert.ThrowsAsync<StoreBusyException>(() => at.Append(Long(1)));
        await Assert.ThrowsAsync<StoreBusyException>(() => at.Store.Append(new SubmissionSet([Long(1), Long(1) with { QuestionId = "2" }], null, null), Cancellation));

        await hold.Release();
        await Task.WhenAll(accepted);
        Assert.Equal(3, (await at.Store.List(new(Sample.Exam), Cancellation).All()).Count);
        Assert.IsType<Receipt.Stored>(await at.Append(Long(1)));
    }

    [Fact]
    public async Task An_empty_queue_takes_a_write_that_is_longer_than_it()
    {
        await using var at = await TemporaryStore.Open(database, characters: 1);
        Assert.IsType<Receipt.Stored>(await at.Append(Long(40_000)));
        var hold = await at.HoldWriter();
        var set = at.Store.Append(new SubmissionSet([Long(40_000), Long(40_000) with { QuestionId = "2" }], null, null), Cancellation);
        await Assert.ThrowsAsync<StoreBusyException>(() => at.Append(Long(1)));
        await hold.Release();
        Assert.IsType<SetReceipt.Stored>(await set);
        Assert.IsType<Receipt.Stored>(await at.Append(Long(1)));
    }

    [Fact]
    public async Task Refusals_and_failures_leave_nothing_counted_in_a_queue_of_one_character()
    {
        // One character that stayed counted would shut it for good.
        await using var at = await TemporaryStore.Open(database, characters: 1);
        var existing = Sample.Submission();
        await at.Append(existing);
        for (var round = 0; round < 3; round++)
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => at.Append(existing with { StudentId = "another" }));
            await Assert.ThrowsAsync<InvalidOperationException>(() => at.Store.Append(Guid.CreateVersion7(), Sample.Grade(), Cancellation));
            Assert.IsType<Receipt.NoAttemptLeft>(await at.Append(Sample.Submission(), most: 1));
            var hold = await at.HoldWriter();
            var waiting = at.Append(Sample.Submission("waiting"));
            await Assert.ThrowsAsync<StoreBusyException>(() => at.Append(Sample.Submission()));
            await hold.Release();
            await waiting;
        }
        Assert.IsType<Receipt.Stored>(await at.Append(Sample.Submission("after")));
    }

    [Fact]
    public async Task A_row_that_cannot_be_stored_fails_alone()
    {
        await using var at = await TemporaryStore.Open(database);
        var existing = Sample.Submission();
        await at.Append(existing);
        var hold = await at.HoldWriter();
        var good = Enumerable.Range(0, 10).Select(i => at.Append(Sample.Submission($"s{i}"), key: $"k{i}")).ToList();
        var sameId = at.Append(existing with { StudentId = "s11" });
        var noSubmission = at.Store.Append(Guid.CreateVersion7(), Sample.Grade(), Cancellation);
        var half = at.Writer.Write(new HalfWrite(), Cancellation);
        good.AddRange(Enumerable.Range(0, 10).Select(i => at.Append(Sample.Submission($"s{i}"), key: $"more{i}")));
        await hold.Release();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => sameId);
        await Assert.ThrowsAsync<InvalidOperationException>(() => noSubmission);
        await Assert.ThrowsAsync<InvalidOperationException>(() => half);
        var receipts = await Task.WhenAll(good);
        Assert.Equal(Enumerable.Repeat(1, 10).Concat(Enumerable.Repeat(2, 10)), receipts.Cast<Receipt.Stored>().Select(stored => stored.Submission.Attempt));
        Assert.Equal(21, (await at.Store.List(new(Sample.Exam), Cancellation).All()).Count);
        Assert.IsType<Receipt.Stored>(await at.Append(Sample.Submission("after")));
    }

    [Fact]
    public async Task A_caller_that_leaves_loses_nothing()
    {
        await using var at = await TemporaryStore.Open(database);
        var hold = await at.HoldWriter();
        using var impatience = new CancellationTokenSource();
        var sent = Sample.Submission();
        var append = at.Store.Append(Sample.Draft(sent), impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);

        await hold.Release();
        await at.Append(Sample.Submission("later"));
        Assert.NotNull(await at.Store.Find(sent.Id, Cancellation));
    }

    [Fact]
    public async Task Stopping_commits_what_is_queued_and_refuses_what_comes_after()
    {
        await using var at = await TemporaryStore.Open(database);
        var hold = await at.HoldWriter();
        var queued = Enumerable.Range(0, 50).Select(i => at.Append(Sample.Submission($"s{i}"))).ToList();
        var stopping = at.Stop();
        await Assert.ThrowsAsync<StoreBusyException>(() => at.Append(Sample.Submission()));
        await hold.Release();
        await stopping;

        Assert.Equal(50, (await Task.WhenAll(queued)).OfType<Receipt.Stored>().Count());
        Assert.Equal(50, (await at.Store.List(new(Sample.Exam), Cancellation).All()).Count);
    }

    private static Submission Long(int characters) => Sample.Submission() with { Answers = $"\"{new string('x', characters)}\"" };

    /// <summary>Fails once its submission is stored.</summary>
    private sealed class HalfWrite() : SubmissionWrite(Sample.Draft(Sample.Submission("half")), "{}"u8.ToArray())
    {
        public override Task Settle() => throw new InvalidOperationException("half done");
    }
}
