using GradingService.Api.Http;
using GradingService.Domain.Submissions;
using GradingService.Tests.Domain.Families;
using GradingService.Tests.Http.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GradingService.Tests.Http;

public sealed class ProblemTests
{
    [Fact]
    public async Task A_busy_store_asks_to_try_again()
    {
        using var host = new GradingHost(services: services => services.AddSingleton<ISubmissionStore, BusyStore>());
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
    private sealed class BusyStore : ISubmissionStore
    {
        public Task<Receipt> Append(SubmissionDraft draft, CancellationToken cancellation) => throw new StoreBusyException("full");
        public Task Append(Guid submissionId, Grade grade, CancellationToken cancellation) => throw new StoreBusyException("full");
        public Task Keep(string examId, string version, string content, CancellationToken cancellation) => Task.CompletedTask;
        public Task<string?> Content(string version, CancellationToken cancellation) => Task.FromResult<string?>(null);
        public Task<Submission?> Find(Guid id, CancellationToken cancellation) => Task.FromResult<Submission?>(null);
        public Task<Receipt?> Find(IdempotencyKey key, CancellationToken cancellation) => Task.FromResult<Receipt?>(null);
        public IAsyncEnumerable<StoredSubmission> List(SubmissionQuery query, CancellationToken cancellation) => AsyncEnumerable.Empty<StoredSubmission>();
        public IAsyncEnumerable<PendingSubmission> Pending(CancellationToken cancellation) => AsyncEnumerable.Empty<PendingSubmission>();
        public IAsyncEnumerable<SubmissionResult> Results(string examId, string? studentId, CancellationToken cancellation) => AsyncEnumerable.Empty<SubmissionResult>();
    }
}
