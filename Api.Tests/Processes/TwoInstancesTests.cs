using GradingService.Tests.Http.Hosting;
using GradingService.Tests.Infrastructure.Persistence;

namespace GradingService.Tests.Processes;

/// <summary>Two processes of the service over one PostgreSQL.</summary>
public sealed class TwoInstancesTests : IDisposable
{
    private readonly Workspace _workspace = new();

    private static string Service => Path.Combine(AppContext.BaseDirectory, "GradingService.Api.dll");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Together_they_keep_to_the_attempts_and_to_idempotency_keys()
    {
        Load.WriteExam(_workspace.Exams, attempts: 5);
        var connection = await TestPostgres.NewDatabase();
        using (var one = await Start(connection))
        using (var two = await Start(connection))
        {
            var load = new Load();
            // Every request goes to both at once: 40 students, 15 requests each.
            await Parallel.ForEachAsync(Enumerable.Range(1, 600), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
                await Task.WhenAll(load.Send($"key-{number}", one.Client), load.Send($"key-{number}", two.Client)));

            Assert.Empty(load.Surprises);
            Assert.Equal(0, load.Refused);
            var stored = await Load.Stored(two.Client);
            Assert.Equal(200, stored.Count);
            Assert.All(stored.GroupBy(row => row.Student), student => Assert.Equal([1, 2, 3, 4, 5], student.Select(row => row.Attempt)));
            Assert.Equal(stored.Select(row => row.Id).Order(), load.Promised.Values.Order());
        }
        await TestPostgres.Drop(connection);
    }

    [Fact]
    public async Task Batches_of_the_same_students_at_both_keep_to_the_attempts_and_to_the_keys_of_their_lines()
    {
        Load.WriteExam(_workspace.Exams, attempts: 5);
        var connection = await TestPostgres.NewDatabase();
        using (var one = await Start(connection))
        using (var two = await Start(connection))
        {
            // Every line goes to both at once, among others of the same 40 students: 15 lines each.
            var batches = new BatchLoad();
            await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(batch =>
                new[] { one, two }.Select(service => Task.Run(() => batches.Send(batch * 60 + 1, 60, service.Client)))));
            Assert.Empty(batches.Surprises);
            Assert.Equal(0, batches.Refused);
            Assert.Equal((200, 2 * 400), (batches.PromisedLines, batches.NoAttemptLeft));

            var stored = await Load.Stored(two.Client);
            Assert.Equal(400, stored.Count);
            Assert.All(stored.GroupBy(row => (row.Student, row.Question)), sheet => Assert.Equal([1, 2, 3, 4, 5], sheet.Select(row => row.Attempt)));
            Assert.Equal(stored.Select(row => row.Id).Order(), batches.Promised.Order());
        }
        await TestPostgres.Drop(connection);
    }

    [Fact]
    public async Task While_PostgreSQL_is_away_they_answer_503_and_afterwards_go_on_with_nothing_lost()
    {
        Load.WriteExam(_workspace.Exams);
        await using var server = await PostgresServer.Create();
        var connection = await TestPostgres.NewDatabase(server.Connection);
        using var one = await Start(connection);
        using var two = await Start(connection);
        var load = new Load();
        using var enough = new CancellationTokenSource();
        var running = load.Run(16, enough.Token, one, two);

        foreach (var mode in new[] { "fast", "immediate" })
        {
            var (promised, refused) = (load.Promised.Count, load.Refused);
            await load.Until(() => load.Promised.Count > promised + 100);
            await server.Stop(mode);
            await load.Until(() => load.Refused > refused + 100);
            using (var ready = await one.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken)) Assert.Equal(503, (int)ready.StatusCode);
            using (var list = await two.Client.GetAsync("/api/v1/exams/load/submissions", TestContext.Current.CancellationToken))
            {
                Assert.Equal(503, (int)list.StatusCode);
                Assert.NotNull(list.Headers.RetryAfter);
            }
            await server.Start();
        }
        var last = load.Promised.Count;
        await load.Until(() => load.Promised.Count > last + 100);
        await enough.CancelAsync();
        await running;

        // Those that were refused, and those whose outcome wasn't known, are sent once more: each has one submission in the end.
        await load.Repeat(one.Client);
        Assert.Empty(load.Surprises);
        var stored = (await Load.Stored(two.Client)).ConvertAll(row => row.Id);
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Equal(load.Promised.Values.Order(), stored.Order());
    }

    private Task<ServiceProcess> Start(string connection) => ServiceProcess.Start(Service, "Postgres", connection, _workspace.Exams);
}
