using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;

namespace GradingService.Tests.Infrastructure.Persistence;

public sealed class SubmissionSetTestsOnSqlite() : SubmissionSetTests(Database.Sqlite);

public sealed class SubmissionSetTestsOnPostgres() : SubmissionSetTests(Database.Postgres);

/// <summary>One body for every database.</summary>
public abstract class SubmissionSetTests(Database database)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_set_is_stored_in_its_order_with_the_attempts_of_each_question()
    {
        await using var at = await TemporaryStore.Open(database);
        await at.Append(Sample.Submission(question: "4"));
        var stored = Assert.IsType<SetReceipt.Stored>(await at.Store.Append(Set(["1", "4", "5"]), Cancellation)).Submissions;

        Assert.Equal([("1", 1), ("4", 2), ("5", 1)], stored.Select(one => (one.QuestionId, one.Attempt)));
        var listed = await at.Store.List(new(Sample.Exam), Cancellation).All();
        Assert.Equal(4, listed.Count);
        foreach (var (one, kept) in stored.Zip(listed.Skip(1))) SubmissionStoreTests.AssertSame(one, kept.Submission);
    }

    [Fact]
    public async Task Where_an_attempt_is_missing_none_is_stored_and_all_such_questions_are_named()
    {
        await using var at = await TemporaryStore.Open(database);
        await at.Store.Append(Set(["2", "4"], most: 1), Cancellation);
        var refused = Assert.IsType<SetReceipt.NoAttemptLeft>(await at.Store.Append(Set(["1", "2", "3", "4"], most: 1, key: "k"), Cancellation));

        Assert.Equal(["2", "4"], refused.QuestionIds);
        Assert.Equal(2, (await at.Store.List(new(Sample.Exam), Cancellation).All()).Count);
        Assert.Null(await at.Store.FindSet(Key("k"), Cancellation));
        Assert.IsType<SetReceipt.Stored>(await at.Store.Append(Set(["1", "3"], most: 1, key: "k"), Cancellation));
    }

    [Fact]
    public async Task A_repeated_set_is_returned_whole_as_it_stands_now()
    {
        await using var at = await TemporaryStore.Open(database);
        var first = Assert.IsType<SetReceipt.Stored>(await at.Store.Append(Set(["1", "2", "3"], most: 1, key: "k"), Cancellation)).Submissions;
        await at.Store.Append(first[1].Id, Sample.Grade(new Rational(5, 7)), Cancellation);

        var again = Assert.IsType<SetReceipt.Repeated>(await at.Store.Append(Set(["1", "2", "3"], most: 1, key: "k"), Cancellation)).Submissions;
        var found = Assert.IsType<SetReceipt.Repeated>(await at.Store.FindSet(Key("k"), Cancellation)).Submissions;

        Assert.Equal(first.Select(one => one.Id), again.Select(one => one.Id));
        Assert.Equal(first.Select(one => one.Id), found.Select(one => one.Id));
        Assert.Equal(new Rational(5, 7), again[1].Grade.Points);
        Assert.IsType<SetReceipt.KeyReused>(await at.Store.Append(Set(["4"], key: "k", body: "b2"), Cancellation));
        Assert.IsType<SetReceipt.KeyReused>(await at.Store.FindSet(Key("k", "b2"), Cancellation));
        Assert.Equal(3, (await at.Store.List(new(Sample.Exam), Cancellation).All()).Count);
    }

    [Fact]
    public async Task Within_one_batch_later_sets_and_submissions_see_earlier_ones()
    {
        await using var at = await TemporaryStore.Open(database);
        var hold = await at.HoldWriter();
        var one = at.Store.Append(Set(["1", "2"], most: 2, key: "k"), Cancellation);
        var single = at.Append(Sample.Submission(question: "2"), most: 2);
        var late = at.Store.Append(Set(["1", "2"], most: 2), Cancellation);
        var again = at.Store.Append(Set(["1", "2"], most: 2, key: "k"), Cancellation);
        var last = at.Store.Append(Set(["1"], most: 2), Cancellation);
        await hold.Release();

        var first = Assert.IsType<SetReceipt.Stored>(await one).Submissions;
        Assert.Equal(2, Assert.IsType<Receipt.Stored>(await single).Submission.Attempt);
        Assert.Equal(["2"], Assert.IsType<SetReceipt.NoAttemptLeft>(await late).QuestionIds);
        Assert.Equal(first.Select(each => each.Id), Assert.IsType<SetReceipt.Repeated>(await again).Submissions.Select(each => each.Id));
        Assert.Equal(2, Assert.Single(Assert.IsType<SetReceipt.Stored>(await last).Submissions).Attempt);
    }

    [Fact]
    public async Task A_set_that_can_not_be_stored_leaves_nothing_and_fails_alone()
    {
        await using var at = await TemporaryStore.Open(database);
        var known = Assert.IsType<Receipt.Stored>(await at.Append(Sample.Submission(question: "9"))).Submission;
        var hold = await at.HoldWriter();
        var good = at.Store.Append(Set(["1", "2"]), Cancellation);
        // Its second submission has the id of one that is stored.
        var bad = Set(["3", "4"], key: "k");
        var failing = at.Store.Append(bad with { Submissions = [bad.Submissions[0], bad.Submissions[1] with { Id = known.Id }] }, Cancellation);
        var other = at.Store.Append(Set(["5"]), Cancellation);
        await hold.Release();

        Assert.IsType<SetReceipt.Stored>(await good);
        Assert.IsType<SetReceipt.Stored>(await other);
        await Assert.ThrowsAnyAsync<Exception>(() => failing);
        var listed = await at.Store.List(new(Sample.Exam), Cancellation).All();
        Assert.Equal(["9", "1", "2", "5"], listed.Select(one => one.Submission.QuestionId));
        Assert.Null(await at.Store.FindSet(Key("k"), Cancellation));
    }

    [Fact]
    public async Task Fifty_sets_at_once_with_one_key_are_one()
    {
        await using var at = await TemporaryStore.Open(database);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => at.Store.Append(Set(["1", "2"], key: "k"), Cancellation))));

        var stored = Assert.Single(receipts.OfType<SetReceipt.Stored>()).Submissions.Select(one => one.Id).ToArray();
        Assert.All(receipts.OfType<SetReceipt.Repeated>(), repeated => Assert.Equal(stored, repeated.Submissions.Select(one => one.Id)));
        Assert.Equal(2, (await at.Store.List(new(Sample.Exam), Cancellation).All()).Count);
    }

    private static IdempotencyKey Key(string key, string body = "b1") => new("portal POST /exam", key, body);

    private static SubmissionSet Set(string[] questions, int? most = null, string? key = null, string body = "b1") => new(
        [.. questions.Select(question => Sample.Submission(question: question))], most, key is null ? null : Key(key, body));
}
