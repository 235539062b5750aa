using GradingService.Api.BackgroundMarking;
using GradingService.Domain.Submissions;
using Microsoft.Extensions.Options;

namespace GradingService.Tests.BackgroundMarking;

public sealed class MarkingQueueTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_student_with_a_hundred_submissions_does_not_delay_anothers_first()
    {
        using var queue = Queue(capacity: 200);
        for (var i = 0; i < 100; i++) queue.Add(Of("many"));
        queue.Add(Of("ana"));
        queue.Add(Of("iva"));
        queue.Add(Of("ana"));
        Assert.Equal(["many", "ana", "iva", "many", "ana", "many", "many"], await Taken(queue, 7));
        queue.Add(Of("ana"));
        Assert.Equal(["many", "ana", "many"], await Taken(queue, 3));
    }

    [Fact]
    public async Task A_students_own_submissions_come_in_order()
    {
        using var queue = Queue();
        var sent = Enumerable.Range(0, 5).Select(_ => Of("ana")).ToList();
        sent.ForEach(submission => queue.Add(submission));
        foreach (var submission in sent) Assert.Equal(submission, (await queue.Take(Cancellation)).Submission);
    }

    [Fact]
    public async Task A_submission_is_in_the_queue_once_until_its_marking_is_done()
    {
        using var queue = Queue();
        var submission = Of("ana");
        var job = queue.Add(submission);
        Assert.Same(job, queue.Add(submission));
        Assert.Equal(new MarkingLoad(1, 0), queue.Load);
        Assert.Same(job, await queue.Take(Cancellation));
        Assert.Same(job, queue.Add(submission));
        Assert.Same(job, queue.Find(submission.Id));
        Assert.Equal(new MarkingLoad(0, 1), queue.Load);
        queue.Done(job!, null);
        Assert.Null(queue.Find(submission.Id));
        Assert.True(job!.Ended.IsCompletedSuccessfully);
        Assert.NotSame(job, queue.Add(submission));
    }

    [Fact]
    public async Task A_full_queue_takes_no_more_of_a_student_who_has_most_and_makes_room_for_another()
    {
        using var queue = Queue(capacity: 4);
        var jobs = Enumerable.Range(0, 4).Select(_ => queue.Add(Of("many"))).ToList();
        Assert.Null(queue.Add(Of("many")));
        Assert.NotNull(queue.Add(Of("ana")));
        Assert.True(jobs[3]!.Ended.IsCompletedSuccessfully);
        Assert.Null(await jobs[3]!.Ended);
        Assert.NotNull(queue.Add(Of("ana")));
        Assert.Null(queue.Add(Of("ana")));
        Assert.NotNull(queue.Add(Of("iva")));
        Assert.Equal(4, queue.Load.Queued);
        Assert.Equal(["many", "ana", "iva"], (await Taken(queue, 4)).Distinct());
        Assert.Equal(0, queue.Load.Queued);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queue.Take(soon.Token));
    }

    [Fact]
    public async Task Once_half_is_taken_of_a_queue_that_was_full_there_is_room()
    {
        using var queue = Queue(capacity: 4);
        for (var i = 0; i < 4; i++) queue.Add(Of("ana"));
        await Taken(queue, 1);
        queue.Add(Of("ana"));
        Assert.Null(queue.Add(Of("ana")));
        var room = queue.HasRoom(Cancellation);
        await Taken(queue, 1);
        Assert.False(room.IsCompleted);
        await Taken(queue, 1);
        await room.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await Taken(queue, 2);
        Assert.False(queue.HasRoom(Cancellation).IsCompleted);
    }

    [Fact]
    public async Task Whatever_comes_and_goes_nothing_is_taken_twice_and_the_bound_holds()
    {
        using var queue = Queue(capacity: 8);
        var random = new Random(1);
        var (added, taken, lost) = (new HashSet<Guid>(), new HashSet<Guid>(), new List<MarkingJob>());
        var jobs = new List<MarkingJob>();
        for (var i = 0; i < 5_000; i++)
        {
            if (random.Next(3) > 0 && queue.Add(Of($"s{random.Next(5)}")) is { } job)
            {
                jobs.Add(job);
                Assert.True(added.Add(job.Submission.Id));
            }
            else if (queue.Load.Queued > 0)
            {
                var next = await queue.Take(Cancellation);
                Assert.True(taken.Add(next.Submission.Id));
                queue.Done(next, null);
            }
            Assert.InRange(queue.Load.Queued, 0, 8);
        }
        while (queue.Load.Queued > 0) Assert.True(taken.Add((await queue.Take(Cancellation)).Submission.Id));
        lost.AddRange(jobs.Where(job => !taken.Contains(job.Submission.Id)));
        Assert.NotEmpty(lost);
        Assert.All(lost, job => Assert.True(job.Ended.IsCompleted));
    }

    private static MarkingQueue Queue(int capacity = 1024) => new(Options.Create(new MarkingOptions { QueueCapacity = capacity }));

    private static PendingSubmission Of(string student) => new(Guid.CreateVersion7(), student);

    private static async Task<List<string>> Taken(MarkingQueue queue, int count)
    {
        var students = new List<string>();
        for (var i = 0; i < count; i++) students.Add((await queue.Take(Cancellation)).Submission.StudentId);
        return students;
    }
}
