using GradingService.Api.Http;
using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;
using GradingService.Tests.Domain.Families;
using GradingService.Tests.Http.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace GradingService.Tests.Http;

public sealed class ProblemTests
{
    [Theory]
    [InlineData(false, "Nothing was stored.")]
    [InlineData(true, "It isn't known whether the submission was stored; repeat the request with the same Idempotency-Key, or look at the list of submissions.")]
    public async Task A_store_that_is_away_asks_to_try_again_and_says_what_became_of_the_submission(bool mayBeStored, string detail)
    {
        var store = new RefusingStore(new StoreUnavailableException("away", mayBeStored));
        using var host = new GradingHost(services: services => services.AddSingleton<ISubmissionStore>(store));
        var reply = await host.Submit(GradingHost.Body());
        Assert.Equal((503, "store-unavailable", "5"), (reply.Status, reply.Problem, reply.Headers["Retry-After"]));
        Assert.Equal(detail, (string?)reply.Json["detail"]);
    }

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(1000, 1)]
    public async Task A_full_queue_answers_that_the_service_is_busy_and_then_goes_on(int writes, int characters)
    {
        using var workspace = new Workspace().WithTiny();
        using var host = new GradingHost(
            workspace, services: services => services.Configure<StorageOptions>(storage => (storage.QueueCapacity, storage.QueueCharacters) = (writes, characters)));
        await using var other = new SqliteConnection(workspace.ConnectionString);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        var locked = other.BeginTransaction();
        var submitting = Enumerable.Range(0, 8).Select(i => host.Submit(GradingHost.Body(student: $"s{i}"))).ToList();
        // The writer waits for the lock with one submission, another one is queued.
        for (var refused = 0; refused < 6; refused++)
        {
            var answered = await Task.WhenAny(submitting);
            submitting.Remove(answered);
            var reply = await answered;
            Assert.Equal((503, "busy", "1"), (reply.Status, reply.Problem, reply.Headers["Retry-After"]));
        }
        await locked.RollbackAsync(TestContext.Current.CancellationToken);
        var stored = (await Task.WhenAll(submitting)).Count(reply => reply.Status == 201);
        Assert.InRange(stored, 1, 2);
        Assert.Equal(201, (await host.Submit(GradingHost.Body())).Status);
        Assert.Equal(stored + 1, await host.Stored());
    }

    [Fact]
    public async Task A_busy_store_asks_to_try_again()
    {
        var store = new RefusingStore(new StoreBusyException("full"));
        using var host = new GradingHost(services: services => services.AddSingleton<ISubmissionStore>(store));
        var reply = await host.Submit(GradingHost.Body());
        Assert.Equal((503, "busy", "1"), (reply.Status, reply.Problem, reply.Headers["Retry-After"]));
    }

    [Fact]
    public void Names_are_unique_and_every_type_is_documented_with_its_status()
    {
        var documented = File.ReadAllText(Path.Combine(BuiltInExam.Root, "docs", "http.md"));
        Assert.Equal(ProblemType.All.Count, ProblemType.All.Select(type => type.Name).Distinct().Count());
        Assert.All(ProblemType.All, type => Assert.Contains($"| `{type.Name}` | {type.Status} |", documented, StringComparison.Ordinal));
    }

    /// <summary>Keeps exams and takes no submissions.</summary>
    private sealed class RefusingStore(Exception reason) : ISubmissionStore
    {
        public Task<Receipt> Append(SubmissionDraft draft, CancellationToken cancellation) => throw reason;
        public Task<SetReceipt> Append(SubmissionSet set, CancellationToken cancellation) => throw reason;
        public Task<SetReceipt?> FindSet(IdempotencyKey key, CancellationToken cancellation) => Task.FromResult<SetReceipt?>(null);
        public Task Append(Guid submissionId, Grade grade, CancellationToken cancellation) => throw reason;
        public Task Keep(string examId, string version, string content, CancellationToken cancellation) => Task.CompletedTask;
        public Task<string?> Content(string version, CancellationToken cancellation) => Task.FromResult<string?>(null);
        public Task<Submission?> Find(Guid id, CancellationToken cancellation) => Task.FromResult<Submission?>(null);
        public Task<Receipt?> Find(IdempotencyKey key, CancellationToken cancellation) => Task.FromResult<Receipt?>(null);
        public IAsyncEnumerable<StoredSubmission> List(SubmissionQuery query, CancellationToken cancellation) => AsyncEnumerable.Empty<StoredSubmission>();
        public IAsyncEnumerable<PendingSubmission> Pending(CancellationToken cancellation) => AsyncEnumerable.Empty<PendingSubmission>();
        public IAsyncEnumerable<SubmissionResult> Results(string examId, string? studentId, CancellationToken cancellation) => AsyncEnumerable.Empty<SubmissionResult>();
    }
}
