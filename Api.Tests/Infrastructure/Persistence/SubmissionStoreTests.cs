using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;
using Microsoft.EntityFrameworkCore;

namespace GradingService.Tests.Infrastructure.Persistence;

public sealed class SubmissionStoreTestsOnSqlite() : SubmissionStoreTests(Database.Sqlite);

public sealed class SubmissionStoreTestsOnPostgres() : SubmissionStoreTests(Database.Postgres);

/// <summary>One body for every database.</summary>
public abstract class SubmissionStoreTests(Database database)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submission_is_found_as_it_was_stored()
    {
        await using var at = await TemporaryStore.Open(database);
        var sent = Sample.Submission() with { StudentName = "Željka Ćosić 数 🙂", Answers = """{"a":{"f1":"š"}}""" };

        var stored = Assert.IsType<Receipt.Stored>(await at.Append(sent)).Submission;
        var found = await at.Store.Find(sent.Id, Cancellation);

        AssertSame(sent with { Attempt = 1 }, stored);
        AssertSame(stored, found);
    }

    [Fact]
    public async Task Times_in_the_receipt_are_those_a_later_reading_gives()
    {
        await using var at = await TemporaryStore.Open(database);
        var odd = new DateTimeOffset(2026, 2, 3, 14, 0, 0, TimeSpan.FromHours(1)).AddTicks(12_345_678);
        var sent = Sample.Submission(at: odd, grade: Sample.Grade(at: odd));

        var stored = Assert.IsType<Receipt.Stored>(await at.Append(sent)).Submission;
        var found = await at.Store.Find(sent.Id, Cancellation);

        AssertSame(stored, found);
        Assert.Equal(TimeSpan.Zero, stored.SubmittedAt.Offset);
        Assert.InRange(odd - stored.SubmittedAt, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task An_unknown_submission_is_not_found()
    {
        await using var at = await TemporaryStore.Open(database);
        Assert.Null(await at.Store.Find(Guid.CreateVersion7(), Cancellation));
    }

    [Fact]
    public async Task Exact_fractions_survive()
    {
        await using var at = await TemporaryStore.Open(database);
        var points = new Rational(System.Numerics.BigInteger.Pow(3, 200), System.Numerics.BigInteger.Pow(2, 333));
        var sent = Sample.Submission(grade: Sample.Grade(points));
        await at.Append(sent);

        var found = await at.Store.Find(sent.Id, Cancellation);
        var result = Assert.Single(await at.Store.Results(Sample.Exam, null, Cancellation).All());

        Assert.Equal(points, found!.Grade.Points);
        Assert.Equal(points, found.Grade.Marks.Parts[0].Items[0].Points);
        Assert.Equal(points, result.Points);
        Assert.Equal(10, result.MaxPoints);
    }

    [Fact]
    public async Task Attempts_are_counted_for_each_student_and_question()
    {
        await using var at = await TemporaryStore.Open(database);
        async Task<int> Attempt(string student, string question, string exam = Sample.Exam) =>
            Assert.IsType<Receipt.Stored>(await at.Append(Sample.Submission(student, question, exam))).Submission.Attempt;

        Assert.Equal(1, await Attempt("s1", "1"));
        Assert.Equal(2, await Attempt("s1", "1"));
        Assert.Equal(1, await Attempt("s1", "2"));
        Assert.Equal(1, await Attempt("s2", "1"));
        Assert.Equal(1, await Attempt("s1", "1", "another"));
        Assert.Equal(3, await Attempt("s1", "1"));
    }

    [Fact]
    public async Task A_student_without_an_attempt_left_stores_nothing()
    {
        await using var at = await TemporaryStore.Open(database);
        await at.Append(Sample.Submission(), most: 2);
        await at.Append(Sample.Submission(), most: 2);

        var refused = Assert.IsType<Receipt.NoAttemptLeft>(await at.Append(Sample.Submission(), most: 2, key: "k"));

        Assert.Equal(2, refused.Attempts);
        Assert.Equal(2, (await at.Store.List(new(Sample.Exam), Cancellation).All()).Count);
        Assert.Null(await at.Store.Find(Sample.Draft(Sample.Submission(), key: "k").Idempotency!, Cancellation));
    }

    [Fact]
    public async Task A_hundred_submissions_at_once_never_exceed_the_attempts()
    {
        await using var at = await TemporaryStore.Open(database);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => at.Append(Sample.Submission(), most: 7))));

        Assert.Equal(Enumerable.Range(1, 7), receipts.OfType<Receipt.Stored>().Select(stored => stored.Submission.Attempt).Order());
        Assert.Equal(93, receipts.OfType<Receipt.NoAttemptLeft>().Count(refused => refused.Attempts == 7));
        Assert.Equal(7, (await at.Store.List(new(Sample.Exam), Cancellation).All()).Count);
    }

    [Fact]
    public async Task The_grade_appended_last_counts_whatever_its_time()
    {
        await using var at = await TemporaryStore.Open(database);
        var sent = Sample.Submission(grade: Sample.Pending());
        await at.Append(sent);
        await at.Store.Append(sent.Id, Sample.Grade(new Rational(7, 3), Sample.Noon.AddHours(1)), Cancellation);
        var last = Sample.Grade(new Rational(8, 3), Sample.Noon.AddHours(-1));
        await at.Store.Append(sent.Id, last, Cancellation);

        AssertSame(sent with { Attempt = 1, Grade = last }, await at.Store.Find(sent.Id, Cancellation));
        AssertSame(sent with { Attempt = 1, Grade = last }, Assert.Single(await at.Store.List(new(Sample.Exam), Cancellation).All()).Submission);
        var result = Assert.Single(await at.Store.Results(Sample.Exam, null, Cancellation).All());
        Assert.Equal((GradeStatus.Graded, new Rational(8, 3)), (result.Status, result.Points));
        await using var context = await at.Contexts.CreateDbContextAsync(Cancellation);
        Assert.Equal(
            [(GradeStatus.Pending, 0), (GradeStatus.Graded, new Rational(7, 3))],
            context.EarlierGrades.OrderBy(grade => grade.Id).AsEnumerable().Select(grade => (grade.Status, grade.Points)));
    }

    [Fact]
    public async Task Grades_of_one_batch_are_kept_in_their_order()
    {
        await using var at = await TemporaryStore.Open(database);
        var (one, other) = (Sample.Submission("s1", grade: Sample.Pending()), Sample.Submission("s2", grade: Sample.Pending()));
        await Task.WhenAll(at.Append(one), at.Append(other));
        var hold = await at.HoldWriter();
        var grades = Enumerable.Range(1, 3).SelectMany(points => new[] { one, other }.Select(sent => at.Store.Append(sent.Id, Sample.Grade(points), Cancellation))).ToList();
        await hold.Release();
        await Task.WhenAll(grades);

        foreach (var sent in new[] { one, other })
        {
            Assert.Equal(3, (await at.Store.Find(sent.Id, Cancellation))!.Grade.Points);
            await using var context = await at.Contexts.CreateDbContextAsync(Cancellation);
            var place = (await context.Submissions.SingleAsync(row => row.Id == sent.Id, Cancellation)).Place;
            Assert.Equal(
                [0, 1, 2],
                context.EarlierGrades.Where(grade => grade.SubmissionPlace == place).OrderBy(grade => grade.Id).AsEnumerable().Select(grade => grade.Points));
        }
    }

    [Fact]
    public async Task A_grade_for_an_unknown_submission_is_refused()
    {
        await using var at = await TemporaryStore.Open(database);
        await Assert.ThrowsAsync<InvalidOperationException>(() => at.Store.Append(Guid.CreateVersion7(), Sample.Grade(), Cancellation));
    }

    [Fact]
    public async Task An_exam_version_is_kept_once()
    {
        await using var at = await TemporaryStore.Open(database);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => at.Store.Keep(Sample.Exam, "v1", "{\"ž\":1}", Cancellation)));
        await at.Store.Keep(Sample.Exam, "v1", "something else", Cancellation);

        Assert.Equal("{\"ž\":1}", await at.Store.Content("v1", Cancellation));
        Assert.Null(await at.Store.Content("v2", Cancellation));
    }

    internal static void AssertSame(Submission expected, Submission? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected with { Grade = null! }, actual with { Grade = null! });
        Assert.Equal(expected.Grade.GradedAt, actual.Grade.GradedAt);
        Assert.Equal(expected.Grade.Status, actual.Grade.Status);
        Assert.Equivalent(expected.Grade.Marks, actual.Grade.Marks, strict: true);
    }
}
