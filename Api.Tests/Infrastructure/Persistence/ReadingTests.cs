using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;

namespace GradingService.Tests.Infrastructure.Persistence;

public sealed class ReadingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_in_the_order_of_storing_and_longer_than_a_page()
    {
        await using var at = await TemporaryStore.Open(capacity: 5000);
        var sent = Enumerable.Range(0, 1203).Select(i => Sample.Submission($"s{i * 7 % 100}", $"{i % 5}")).ToList();
        await Task.WhenAll(sent.ConvertAll(submission => at.Append(submission)));

        var all = await at.Store.List(new(Sample.Exam), Cancellation).All();

        Assert.Equal(sent.ConvertAll(submission => submission.Id), all.ConvertAll(stored => stored.Submission.Id));
        Assert.Equal(all.ConvertAll(stored => stored.Place).Order(), all.ConvertAll(stored => stored.Place));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(21)]
    public async Task Pages_make_up_the_whole_list(int limit)
    {
        await using var at = await TemporaryStore.Open();
        for (var i = 0; i < 20; i++) await at.Append(Sample.Submission($"s{i % 3}", $"{i % 2}", i % 4 == 3 ? "another" : Sample.Exam));
        var whole = await at.Store.List(new(Sample.Exam), Cancellation).All();

        var (paged, after) = (new List<StoredSubmission>(), 0L);
        while (await at.Store.List(new(Sample.Exam, After: after, Limit: limit), Cancellation).All() is { Count: > 0 } page)
        {
            Assert.InRange(page.Count, 1, limit);
            paged.AddRange(page);
            after = page[^1].Place;
        }

        Assert.Equal(15, whole.Count);
        Assert.Equal(whole.ConvertAll(stored => stored.Place), paged.ConvertAll(stored => stored.Place));
    }

    [Fact]
    public async Task Every_filter_gives_what_filtering_by_hand_gives()
    {
        await using var at = await TemporaryStore.Open();
        var random = new Random(1);
        var sent = new List<Submission>();
        for (var i = 0; i < 120; i++)
        {
            var submission = Sample.Submission(
                $"s{random.Next(4)}", $"{random.Next(3)}", random.Next(5) == 0 ? "another" : Sample.Exam,
                random.Next(3) == 0 ? Sample.Pending() : Sample.Grade(), Sample.Noon.AddSeconds(random.Next(60)));
            await at.Append(submission);
            var regraded = random.Next(6) switch { 0 => Sample.Grade(), 1 => Sample.Pending(), _ => null };
            if (regraded is not null) await at.Store.Append(submission.Id, regraded, Cancellation);
            sent.Add(submission with { Grade = regraded ?? submission.Grade });
        }

        foreach (var exam in new[] { Sample.Exam, "another", "none", null })
            foreach (var question in new[] { null, "1" })
                foreach (var student in new[] { null, "s2" })
                    foreach (var status in new GradeStatus?[] { null, GradeStatus.Pending, GradeStatus.Graded })
                        foreach (var since in new DateTimeOffset?[] { null, Sample.Noon.AddSeconds(30) })
                        {
                            var query = new SubmissionQuery(exam, question, student, status, since);
                            var byHand = sent.Where(submission => (exam is null || submission.ExamId == exam) && (question is null || submission.QuestionId == question)
                                && (student is null || submission.StudentId == student) && (status is null || submission.Grade.Status == status)
                                && (since is null || submission.SubmittedAt >= since));
                            Assert.Equal(byHand.Select(submission => submission.Id), (await at.Store.List(query, Cancellation).All()).ConvertAll(stored => stored.Submission.Id));
                        }
    }

    [Fact]
    public async Task What_is_pending_comes_in_the_order_of_storing_whatever_its_exam()
    {
        await using var at = await TemporaryStore.Open();
        var sent = Enumerable.Range(0, 12).Select(i =>
            Sample.Submission($"s{i}", exam: i % 2 == 0 ? "z" : "a", grade: i % 3 == 0 ? Sample.Grade() : Sample.Pending())).ToList();
        foreach (var submission in sent) await at.Append(submission);
        await at.Store.Append(sent[4].Id, Sample.Grade(), Cancellation);
        await at.Store.Append(sent[6].Id, Sample.Pending(), Cancellation);

        int[] pending = [1, 2, 5, 6, 7, 8, 10, 11];
        Assert.Equal(
            pending.Select(i => new PendingSubmission(sent[i].Id, $"s{i}")), await at.Store.Pending(Cancellation).All());
    }

    [Fact]
    public async Task Long_answers_are_streamed_whole_and_in_order()
    {
        await using var at = await TemporaryStore.Open();
        for (var i = 0; i < 9; i++) await at.Append(Sample.Submission() with { Answers = $"\"{new string((char)('a' + i), 1 << 20)}\"" });

        var all = await at.Store.List(new(Sample.Exam, Limit: 8), Cancellation).All();

        Assert.Equal("abcdefgh", string.Concat(all.Select(stored => stored.Submission.Answers[1])));
        Assert.All(all, stored => Assert.Equal((1 << 20) + 2, stored.Submission.Answers.Length));
    }

    [Fact]
    public async Task Results_come_by_student_then_question_then_attempt()
    {
        await using var at = await TemporaryStore.Open(capacity: 5000);
        var random = new Random(2);
        string[] students = ["0036500001", "0036500002", "Z", "a", "a.b", "a_b"];
        var sent = Enumerable.Range(0, 1300).Select(_ => Sample.Submission(students[random.Next(6)], $"{random.Next(1, 12)}")).ToList();
        await Task.WhenAll(sent.ConvertAll(submission => at.Append(submission)));
        await at.Append(Sample.Submission(exam: "another"));

        var results = await at.Store.Results(Sample.Exam, null, Cancellation).All();
        var ofOne = await at.Store.Results(Sample.Exam, "a", Cancellation).All();

        var expected = sent.OrderBy(submission => submission.StudentId, StringComparer.Ordinal).ThenBy(submission => submission.QuestionId, StringComparer.Ordinal).ToList();
        Assert.Equal(expected.ConvertAll(submission => submission.Id), results.ConvertAll(result => result.Id));
        Assert.All(results.GroupBy(result => (result.StudentId, result.QuestionId)), group =>
            Assert.Equal(Enumerable.Range(1, group.Count()), group.Select(result => result.Attempt)));
        Assert.Equal(expected.Where(submission => submission.StudentId == "a").Select(submission => submission.Id), ofOne.ConvertAll(result => result.Id));
    }

    [Fact]
    public async Task A_result_says_what_its_submission_says()
    {
        await using var at = await TemporaryStore.Open();
        var sent = Sample.Submission(grade: Sample.Grade(new Rational(2, 7)));
        await at.Append(sent);

        Assert.Equal(
            new SubmissionResult(sent.Id, sent.StudentId, sent.StudentName, "1", 1, Sample.Noon, "v1", GradeStatus.Graded, new Rational(2, 7), 10),
            Assert.Single(await at.Store.Results(Sample.Exam, null, Cancellation).All()));
    }

    [Fact]
    public async Task A_reader_that_pauses_does_not_stop_the_writer()
    {
        await using var at = await TemporaryStore.Open();
        for (var i = 0; i < 3; i++) await at.Append(Sample.Submission());
        await using var reading = at.Store.List(new(Sample.Exam), Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await reading.MoveNextAsync());

        Assert.IsType<Receipt.Stored>(await at.Append(Sample.Submission()));
        await at.Database.Checkpoint(Cancellation);
        Assert.Equal(0, new FileInfo(at.File + "-wal").Length);
        Assert.True(await reading.MoveNextAsync());
    }
}
