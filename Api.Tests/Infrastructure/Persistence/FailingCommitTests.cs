using System.Data;
using System.Data.Common;
using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;
using GradingService.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GradingService.Tests.Infrastructure.Persistence;

/// <summary>A disk that fails while SQLite commits: what the caller is told. The codes are SQLite's, https://www.sqlite.org/rescode.html</summary>
public sealed class FailingCommitTests
{
    private const int WriteFailed = 778;
    private const int SyncFailed = 1034;
    private const int Full = 13;

    [Theory]
    [InlineData(WriteFailed, WriteFailed, false)]
    [InlineData(Full, Full, false)]
    [InlineData(SyncFailed, WriteFailed, true)]
    [InlineData(WriteFailed, SyncFailed, true)]
    public async Task A_commit_that_was_written_and_not_synced_may_be_stored(int first, int second, bool mayBeStored)
    {
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => Append(first, second));
        Assert.Equal(mayBeStored, failure.MayBeStored);
    }

    [Fact]
    public async Task A_commit_that_succeeds_the_second_time_is_stored() => Assert.IsType<Outcome.Stored>(await Append(SyncFailed));

    /// <summary>Appends a submission while commits end with these codes in turn, and well afterwards.</summary>
    private static async Task<Outcome> Append(params int[] codes)
    {
        var options = Options.Create(new StorageOptions());
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var telemetry = ActivatorUtilities.CreateInstance<StoreTelemetry>(services, options);
        var writer = new SubmissionWriter(new Failing(new Queue<int>(codes)), options, telemetry, NullLogger<SubmissionWriter>.Instance);
        await writer.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            return await writer.Write(new SubmissionWrite(Sample.Draft(Sample.Submission()), "{}"u8.ToArray()), TestContext.Current.CancellationToken);
        }
        finally
        {
            await writer.StopAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Takes everything and keeps nothing: only its commits matter.</summary>
    private sealed class Failing(Queue<int> codes) : GradingDatabase(null!)
    {
        public override Task Prepare(CancellationToken cancellation) => Task.CompletedTask;
        public override Task Checkpoint(CancellationToken cancellation) => Task.CompletedTask;
        public override Task BackUp(string file, CancellationToken cancellation) => Task.CompletedTask;
        internal override Task<WriteSession> OpenSession() => Task.FromResult<WriteSession>(new Session(codes));
    }

    private sealed class Session(Queue<int> codes) : WriteSession(new SqliteGradingContext(new DbContextOptionsBuilder<SqliteGradingContext>().UseSqlite().Options))
    {
        public override Task<bool> Holds(Guid submissionId) => Task.FromResult(false);
        protected override Task<DbTransaction> BeginTransaction() => Task.FromResult<DbTransaction>(new Transaction(codes));

        protected override Task Send(IReadOnlyList<QueuedWrite> asked)
        {
            foreach (var one in asked.Cast<SubmissionWrite>())
            {
                Witness = one.Draft.Submission.Id;
                one.Decide(new Outcome.Stored(1));
            }
            return Task.CompletedTask;
        }
    }

    private sealed class Transaction(Queue<int> codes) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;
        protected override DbConnection? DbConnection => null;

        public override void Commit()
        {
            if (codes.TryDequeue(out var code)) throw new SqliteException("The disk failed.", code & 0xFF, code);
        }

        public override void Rollback()
        {
        }
    }
}
