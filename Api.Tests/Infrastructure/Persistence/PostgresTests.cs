using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;
using GradingService.Infrastructure.Persistence.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GradingService.Tests.Infrastructure.Persistence;

/// <summary>What only a database on a server has: other instances, and a connection that can be lost.</summary>
public sealed class PostgresTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instances_that_start_at_once_migrate_once()
    {
        var connection = await TestPostgres.NewDatabase();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Prepare(connection))));
        Assert.Equal(2L, await TestPostgres.Ask<long>(connection, "SELECT count(*) FROM \"__EFMigrationsHistory\""));
        await TestPostgres.Drop(connection);
    }

    [Fact]
    public async Task An_instance_waits_for_another_ones_migration_longer_than_for_a_command()
    {
        var connection = await TestPostgres.NewDatabase();
        await using (var other = new NpgsqlConnection(connection + ";Pooling=false"))
        {
            await other.OpenAsync(Cancellation);
            await using var takeLock = new NpgsqlCommand($"SELECT pg_advisory_lock({PostgresDatabase.MigrationLock})", other);
            await takeLock.ExecuteNonQueryAsync(Cancellation);
            var waiting = Prepare(connection + ";Command Timeout=1");
            await Task.Delay(TimeSpan.FromSeconds(2.5), Cancellation);
            Assert.False(waiting.IsCompleted);
            await other.CloseAsync();
            await waiting;
        }
        await TestPostgres.Drop(connection);
    }

    [Fact]
    public async Task Two_instances_never_exceed_the_attempts()
    {
        await using var one = await TemporaryStore.Open(Database.Postgres);
        await using var two = await TemporaryStore.Open(Database.Postgres, beside: one);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() =>
            (i % 2 == 0 ? one : two).Append(Sample.Submission($"s{i / 2 % 10}"), most: 7))));

        Assert.Equal(70, receipts.OfType<Receipt.Stored>().Count());
        Assert.All(receipts.OfType<Receipt.Stored>().GroupBy(stored => stored.Submission.StudentId), student =>
            Assert.Equal(Enumerable.Range(1, 7), student.Select(stored => stored.Submission.Attempt).Order()));
        Assert.Equal(330, receipts.OfType<Receipt.NoAttemptLeft>().Count());
        Assert.Equal(70, (await two.Store.List(new(Sample.Exam), Cancellation).All()).Count);
    }

    [Fact]
    public async Task One_key_at_two_instances_stores_one_submission()
    {
        await using var one = await TemporaryStore.Open(Database.Postgres);
        await using var two = await TemporaryStore.Open(Database.Postgres, beside: one);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
            (i % 2 == 0 ? one : two).Append(Sample.Submission($"s{i / 2 % 20}"), key: $"k{i / 2 % 20}"))));

        var stored = receipts.OfType<Receipt.Stored>().ToDictionary(receipt => receipt.Submission.StudentId, receipt => receipt.Submission.Id);
        Assert.Equal(20, stored.Count);
        Assert.All(receipts.OfType<Receipt.Repeated>(), again => Assert.Equal(stored[again.Submission.StudentId], again.Submission.Id));
        Assert.Equal(180, receipts.OfType<Receipt.Repeated>().Count());
        Assert.IsType<Receipt.KeyReused>(await two.Append(Sample.Submission("s0"), key: "k0", body: "b2"));
        Assert.Equal(20, (await one.Store.List(new(Sample.Exam), Cancellation).All()).Count);
    }

    [Fact]
    public async Task Who_follows_the_list_while_two_instances_write_misses_nothing()
    {
        await using var one = await TemporaryStore.Open(Database.Postgres);
        await using var two = await TemporaryStore.Open(Database.Postgres, beside: one);
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            for (var n = 0; n < 50; n++) await (i % 2 == 0 ? one : two).Append(Sample.Submission($"s{i}"));
        })).ToList();

        var (followed, after) = (new List<Guid>(), 0L);
        for (var ended = false; ;)
        {
            var page = await one.Store.List(new(Sample.Exam, After: after, Limit: 20), Cancellation).All();
            followed.AddRange(page.ConvertAll(stored => stored.Submission.Id));
            if (page.Count > 0) after = page[^1].Place;
            else if (ended) break;
            ended = writers.TrueForAll(writer => writer.IsCompleted);
        }
        await Task.WhenAll(writers);

        Assert.Equal(600, followed.Count);
        Assert.Equal((await one.Store.List(new(Sample.Exam), Cancellation).All()).ConvertAll(stored => stored.Submission.Id), followed);
    }

    [Fact]
    public async Task A_text_that_PostgreSQL_cannot_keep_fails_alone()
    {
        await using var at = await TemporaryStore.Open(Database.Postgres);
        var hold = await at.HoldWriter();
        var good = Enumerable.Range(0, 20).Select(i => at.Append(Sample.Submission($"s{i}"))).ToList();
        var bad = at.Append(Sample.Submission("bad") with { StudentName = "a\0b" }, key: "k");
        await hold.Release();

        await Assert.ThrowsAsync<PostgresException>(() => bad);
        Assert.All(await Task.WhenAll(good), receipt => Assert.IsType<Receipt.Stored>(receipt));
        Assert.IsType<Receipt.Stored>(await at.Append(Sample.Submission("bad"), key: "k"));
    }

    [Fact]
    public async Task A_queue_of_long_answers_is_stored_in_portions()
    {
        await using var at = await TemporaryStore.Open(Database.Postgres, characters: 64 << 20);
        var hold = await at.HoldWriter();
        var sent = Enumerable.Range(0, 40).Select(i => Sample.Submission($"s{i % 3}") with { Answers = $"\"{new string('x', 1 << 20)}{i}\"" }).ToList();
        var appends = sent.ConvertAll(submission => at.Append(submission, most: 10));
        await hold.Release();

        var receipts = await Task.WhenAll(appends);
        Assert.Equal(30, receipts.OfType<Receipt.Stored>().Count());
        var listed = await at.Store.List(new(Sample.Exam), Cancellation).All();
        Assert.Equal(sent.Take(30).Select(submission => submission.Answers[^3..]), listed.Select(stored => stored.Submission.Answers[^3..]));
    }

    [Theory]
    [InlineData((int)CommitCutter.Cut.BeforeTheServerGotIt)]
    [InlineData((int)CommitCutter.Cut.BeforeTheAnswer)]
    public async Task A_connection_lost_in_a_commit_stores_everything_once(int cut)
    {
        var connection = await TestPostgres.NewDatabase();
        using var cutter = new CommitCutter(connection);
        await using (var at = await TemporaryStore.OpenPostgres(cutter.Connection))
        {
            var hold = await at.HoldWriter();
            var appends = Enumerable.Range(0, 30).Select(i => at.Append(Sample.Submission($"s{i % 5}"), most: 4, key: $"k{i}")).ToList();
            cutter.CutOne((CommitCutter.Cut)cut, passing: 1);
            await hold.Release();

            var receipts = await Task.WhenAll(appends);
            Assert.Equal(20, receipts.OfType<Receipt.Stored>().Count());
            Assert.Equal(10, receipts.OfType<Receipt.NoAttemptLeft>().Count());
            var listed = await at.Store.List(new(Sample.Exam), Cancellation).All();
            Assert.Equal(
                receipts.OfType<Receipt.Stored>().Select(stored => stored.Submission.Id).Order(), listed.Select(stored => stored.Submission.Id).Order());
        }
        Assert.Equal(1, cutter.Cuts);
        await TestPostgres.Drop(connection);
    }

    [Fact]
    public async Task Where_it_cannot_be_found_out_whether_a_commit_took_place_the_caller_is_told_so()
    {
        var connection = await TestPostgres.NewDatabase();
        using var cutter = new CommitCutter(connection);
        await using (var at = await TemporaryStore.OpenPostgres(cutter.Connection))
        {
            cutter.CutOne(CommitCutter.Cut.BeforeTheServerGotItAndForGood);
            var unknown = await Assert.ThrowsAsync<StoreUnavailableException>(() => at.Append(Sample.Submission()));
            Assert.True(unknown.MayBeStored);
            var away = await Assert.ThrowsAsync<StoreUnavailableException>(() => at.Append(Sample.Submission()));
            Assert.False(away.MayBeStored);
        }
        await TestPostgres.Drop(connection);
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task A_server_that_stops_and_starts_again_loses_nothing_acknowledged(string mode)
    {
        await using var server = await PostgresServer.Create();
        await using var at = await TemporaryStore.OpenPostgres(await TestPostgres.NewDatabase(server.Connection));
        using var enough = new CancellationTokenSource();
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        var refusals = 0;
        var callers = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    if (await at.Append(Sample.Submission($"s{i}")) is Receipt.Stored(var submission)) acknowledged.Add(submission.Id);
                }
                catch (StoreUnavailableException)
                {
                    Interlocked.Increment(ref refusals);
                    await Task.Delay(20, Cancellation);
                }
            }
        })).ToList();

        await Until(() => acknowledged.Count > 50);
        await server.Stop(mode);
        await Until(() => Volatile.Read(ref refusals) > 20);
        Assert.False(await at.Database.IsReachable(Cancellation));
        await server.Start();
        var before = acknowledged.Count;
        await Until(() => acknowledged.Count > before + 50);
        await enough.CancelAsync();
        await Task.WhenAll(callers);

        Assert.True(await at.Database.IsReachable(Cancellation));
        var stored = (await at.Store.List(new(Sample.Exam), Cancellation).All()).ConvertAll(row => row.Submission.Id);
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Empty(acknowledged.Except(stored));
    }

    [Fact]
    public async Task A_commit_reaches_the_disk_whatever_the_servers_default()
    {
        var connection = await TestPostgres.NewDatabase();
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        await TestPostgres.Run(connection, $"ALTER DATABASE {name} SET synchronous_commit = off");
        await using (var at = await TemporaryStore.OpenPostgres(connection))
        {
            await using var session = await at.Database.OpenSession();
            await using var transaction = await session.Begin();
            await using var command = transaction.Connection!.CreateCommand();
            command.CommandText = "SHOW synchronous_commit";
            Assert.Equal("on", await command.ExecuteScalarAsync(Cancellation));
        }
        await TestPostgres.Drop(connection);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_refused_at_the_start()
    {
        var reason = await Assert.ThrowsAsync<StorageException>(() => Prepare("Host=127.0.0.1;Port=1;Database=grading;Username=grading"));
        Assert.Contains("The database grading on 127.0.0.1:1 can't be reached", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_refused_at_the_start()
    {
        var reason = await Assert.ThrowsAsync<StorageException>(
            () => Prepare(new NpgsqlConnectionStringBuilder(TestPostgres.Server) { Database = "nowhere" }.ToString()));
        Assert.Contains("There is no database nowhere on", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_may_only_be_read_is_refused_at_the_start()
    {
        var connection = await TestPostgres.NewDatabase();
        await Prepare(connection);
        await TestPostgres.Run(connection, $"ALTER DATABASE {new NpgsqlConnectionStringBuilder(connection).Database} SET default_transaction_read_only = on");
        // Another name, so that no connection from before is used again.
        Assert.Contains("read-only", (await Assert.ThrowsAsync<StorageException>(() => Prepare(connection + ";Application Name=again"))).Message, StringComparison.Ordinal);
        await TestPostgres.Drop(connection);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        var connection = await TestPostgres.NewDatabase();
        await Prepare(connection);
        await TestPostgres.Run(connection, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99.0.0')");
        Assert.Contains("newer version", (await Assert.ThrowsAsync<StorageException>(() => Prepare(connection))).Message, StringComparison.Ordinal);
        await TestPostgres.Drop(connection);
    }

    [Theory]
    [InlineData("Data Source=data/grading.db", "can't be read")]
    [InlineData("Host=db;Username=grading", "must name a server and a database")]
    [InlineData("Host=db;Port=many;Database=grading", "can't be read")]
    public async Task A_faulty_connection_string_is_refused_at_the_start(string connection, string reason)
    {
        var refusal = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => Prepare(connection));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task Prepare(string connection)
    {
        var settings = TemporaryStore.Configuration(("Storage:Provider", "Postgres"), ("ConnectionStrings:Grading", connection));
        await using var services = new ServiceCollection().AddLogging().AddPersistence(settings).BuildServiceProvider();
        await services.PrepareDatabase(Cancellation);
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(20, Cancellation);
    }
}
