using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;

namespace GradingService.Tests.Infrastructure.Persistence;

public sealed class IdempotencyTestsOnSqlite() : IdempotencyTests(Database.Sqlite);

public sealed class IdempotencyTestsOnPostgres() : IdempotencyTests(Database.Postgres);

/// <summary>One body for every database.</summary>
public abstract class IdempotencyTests(Database database)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repeated_request_gets_the_same_submission_as_it_stands_now()
    {
        await using var at = await TemporaryStore.Open(database);
        var first = Assert.IsType<Receipt.Stored>(await at.Append(Sample.Submission(grade: Sample.Pending()), key: "k")).Submission;
        await at.Store.Append(first.Id, Sample.Grade(new Rational(5, 7)), Cancellation);

        var again = Assert.IsType<Receipt.Repeated>(await at.Append(Sample.Submission(), key: "k")).Submission;
        var found = Assert.IsType<Receipt.Repeated>(await at.Store.Find(Sample.Draft(first, key: "k").Idempotency!, Cancellation)).Submission;

        SubmissionStoreTests.AssertSame(first with { Grade = Sample.Grade(new Rational(5, 7)) }, again);
        SubmissionStoreTests.AssertSame(again, found);
        Assert.Single(await at.Store.List(new(Sample.Exam), Cancellation).All());
    }

    [Fact]
    public async Task A_repeated_request_uses_no_attempt_and_needs_none()
    {
        await using var at = await TemporaryStore.Open(database);
        await at.Append(Sample.Submission(), most: 1, key: "k");
        Assert.IsType<Receipt.Repeated>(await at.Append(Sample.Submission(), most: 1, key: "k"));
        Assert.IsType<Receipt.NoAttemptLeft>(await at.Append(Sample.Submission(), most: 1, key: "another"));
    }

    [Fact]
    public async Task A_key_with_another_body_is_refused()
    {
        await using var at = await TemporaryStore.Open(database);
        var first = Sample.Submission();
        await at.Append(first, key: "k");

        Assert.IsType<Receipt.KeyReused>(await at.Append(Sample.Submission(), key: "k", body: "b2"));
        Assert.IsType<Receipt.KeyReused>(await at.Store.Find(Sample.Draft(first, key: "k", body: "b2").Idempotency!, Cancellation));
        Assert.Single(await at.Store.List(new(Sample.Exam), Cancellation).All());
    }

    [Fact]
    public async Task The_same_key_in_another_scope_is_another_key()
    {
        await using var at = await TemporaryStore.Open(database);
        await at.Append(Sample.Submission(), key: "k");
        var draft = new SubmissionDraft(Sample.Submission(), null, new IdempotencyKey("another", "k", "b1"));
        Assert.IsType<Receipt.Stored>(await at.Store.Append(draft, Cancellation));
    }

    [Fact]
    public async Task Fifty_requests_at_once_with_one_key_store_one_submission()
    {
        await using var at = await TemporaryStore.Open(database);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => at.Append(Sample.Submission(), key: "k"))));

        var stored = Assert.Single(receipts.OfType<Receipt.Stored>()).Submission;
        Assert.All(receipts.OfType<Receipt.Repeated>(), repeated => Assert.Equal(stored.Id, repeated.Submission.Id));
        Assert.Equal(49, receipts.OfType<Receipt.Repeated>().Count());
        Assert.Single(await at.Store.List(new(Sample.Exam), Cancellation).All());
    }

    [Fact]
    public async Task Within_one_batch_the_second_request_is_the_repeated_one()
    {
        await using var at = await TemporaryStore.Open(database);
        var hold = await at.HoldWriter();
        var (first, second, other) = (at.Append(Sample.Submission(), key: "k"), at.Append(Sample.Submission(), key: "k"), at.Append(Sample.Submission(), key: "k", body: "b2"));
        await hold.Release();

        var stored = Assert.IsType<Receipt.Stored>(await first).Submission;
        Assert.Equal(stored.Id, Assert.IsType<Receipt.Repeated>(await second).Submission.Id);
        Assert.IsType<Receipt.KeyReused>(await other);
    }
}
