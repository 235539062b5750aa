using GradingService.Api.BackgroundMarking;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Infrastructure.Persistence;
using GradingService.Tests.Http.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GradingService.Tests.Http;

/// <summary>Programs are judged in the background: what a request sees of it, and that nothing is lost.</summary>
public sealed class BackgroundMarkingTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly HeldJudge _judge = new();

    [Fact]
    public async Task Marks_that_come_within_the_wait_are_in_the_response()
    {
        using var host = Host(wait: Long);
        _judge.Release(2);
        var reply = await Submit(host, "right");
        Assert.Equal((201, "graded", 7.5m), (reply.Status, (string)reply.Json["status"]!, (decimal)reply.Json["points"]!));
        Assert.False(reply.Headers.ContainsKey("Retry-After"));
        Assert.Equal(reply.Text, (await host.Get(reply.Headers["Location"])).Text);
        var wrong = await Submit(host, "wrong");
        Assert.Equal((201, "wrong-program"), (wrong.Status, (string)wrong.Item("b.program")["mistake"]!));
    }

    [Fact]
    public async Task After_the_wait_the_program_is_pending_and_a_poll_sees_its_marks_once_they_are_there()
    {
        using var host = Host(wait: TimeSpan.FromMilliseconds(20));
        var reply = await Submit(host, "right");
        Assert.Equal((202, "pending", "1"), (reply.Status, (string)reply.Json["status"]!, reply.Headers["Retry-After"]));
        Assert.Equal($"/api/v1/submissions/{reply.Json["id"]}", reply.Headers["Location"]);
        Assert.Equal(("correct", "pending"), ((string)reply.Item("a.sum")["verdict"]!, (string)reply.Item("b.program")["verdict"]!));
        Assert.Null(reply.Item("b.program")["points"]);
        await _judge.IsAsked();
        Assert.Equal(reply.Text, (await host.Get(reply.Headers["Location"])).Text);
        _judge.Release();
        Assert.Equal(7.5m, (decimal)(await host.Settled(reply.Headers["Location"])).Json["points"]!);
    }

    [Fact]
    public async Task What_is_being_judged_is_stored_already()
    {
        using var host = Host(wait: Long);
        var posting = Submit(host, "right");
        await _judge.IsAsked();
        var stored = (await host.Get("/api/v1/exams/tiny/submissions?status=pending")).Json["items"]!.AsArray();
        Assert.Equal("pending", (string)Assert.Single(stored)!["status"]!);
        _judge.Release();
        Assert.Equal(201, (await posting).Status);
    }

    [Fact]
    public async Task Without_a_program_there_is_nothing_to_wait_for()
    {
        using var host = Host(wait: Long);
        var reply = await host.Submit(GradingHost.Body("""{"a":{"sum":8},"b":{"program":""}}"""));
        Assert.Equal((201, "unanswered"), (reply.Status, (string)reply.Item("b.program")["verdict"]!));
        Assert.Equal(202, (await host.Submit(GradingHost.Body("""{"b":{"essay":"No judge reads this."}}"""))).Status);
        Assert.Empty(_judge.Asked);
    }

    [Fact]
    public async Task What_is_judged_at_once_is_judged_once()
    {
        var essays = 0;
        using var host = Host(wait: Long, essay: (_, _, _) => new(new Judgement(Interlocked.Increment(ref essays) == 1 ? 1 : 0)));
        _judge.Release();
        var reply = await host.Submit(GradingHost.Body(ProgramFamily.Answers("right", "An essay.")));
        Assert.Equal((201, 10m, 1), (reply.Status, (decimal)reply.Json["points"]!, essays));
    }

    [Fact]
    public async Task A_client_that_leaves_loses_nothing()
    {
        using var host = Host(wait: Long);
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{GradingHost.Tiny}/submissions")
        {
            Content = GradingHost.Json(System.Text.Encoding.UTF8.GetBytes(GradingHost.Body(ProgramFamily.Answers("right")))),
        };
        request.Headers.Authorization = new("Bearer", "demo-portal");
        var posting = host.Client.SendAsync(request, leaving.Token);
        await _judge.IsAsked();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);
        _judge.Release();
        var id = (string)(await host.Get("/api/v1/exams/tiny/submissions")).Json["items"]![0]!["id"]!;
        Assert.Equal(7.5m, (decimal)(await host.Settled($"/api/v1/submissions/{id}")).Json["points"]!);
    }

    [Fact]
    public async Task A_repeated_request_waits_with_the_first_and_later_returns_the_newest_state()
    {
        using var host = Host(wait: TimeSpan.FromMilliseconds(20));
        var first = await Submit(host, "right", key: "k1");
        var again = await Submit(host, "right", key: "k1");
        Assert.Equal((202, first.Text, first.Headers["Location"]), (again.Status, again.Text, again.Headers["Location"]));
        _judge.Release();
        await host.Settled(first.Headers["Location"]);
        var last = await Submit(host, "right", key: "k1");
        Assert.Equal((201, "graded", first.Headers["Location"]), (last.Status, (string)last.Json["status"]!, last.Headers["Location"]));
        Assert.Equal((1, 1), (_judge.Asked.Length, await host.Stored()));
    }

    [Fact]
    public async Task Requests_repeated_while_it_is_judged_all_get_its_marks()
    {
        using var host = Host(wait: Long);
        var replies = Enumerable.Range(0, 8).Select(_ => Submit(host, "right", key: "k1")).ToArray();
        await _judge.IsAsked();
        _judge.Release();
        Assert.Contains(201, (await Task.WhenAll(replies)).Select(reply => reply.Status));
        Assert.Equal((1, 1), (_judge.Asked.Length, await host.Stored()));
    }

    [Fact]
    public async Task Students_take_turns()
    {
        using var host = Host(wait: TimeSpan.Zero, workers: 1);
        for (var i = 1; i <= 3; i++) await Submit(host, $"many {i}", "many");
        await _judge.IsAsked();
        await Submit(host, "ana 1", "ana");
        await Submit(host, "iva 1", "iva");
        _judge.Release(5);
        for (var i = 0; i < 4; i++) await _judge.IsAsked();
        Assert.Equal(["many 1", "many 2", "ana 1", "iva 1", "many 3"], _judge.Asked);
    }

    [Fact]
    public async Task What_finds_no_place_in_the_queue_waits_in_the_store()
    {
        using var host = Host(wait: TimeSpan.Zero, workers: 1, capacity: 2, sweep: TimeSpan.FromHours(1));
        var replies = new List<Reply>();
        for (var i = 0; i < 12; i++) replies.Add(await Submit(host, $"{i}", $"s{i % 2}"));
        Assert.All(replies, reply => Assert.Equal(202, reply.Status));
        Assert.Contains(replies, reply => reply.Headers["Retry-After"] == "3600");
        Assert.InRange(host.Services.GetRequiredService<MarkingQueue>().Load.Queued, 1, 2);
        _judge.Release(12);
        foreach (var reply in replies) await host.Settled(reply.Headers["Location"]);
        Assert.Equal(12, _judge.Asked.Distinct().Count());
        Assert.Equal(12, _judge.Asked.Length);
    }

    [Fact]
    public async Task A_restart_picks_up_what_was_being_judged()
    {
        using var workspace = new Workspace().WithTiny();
        var (held, waiting) = (new HeldJudge(), "");
        string judged;
        using (var before = Host(workspace, wait: TimeSpan.Zero, judge: held.Judge, workers: 1))
        {
            judged = (await Submit(before, "right")).Headers["Location"];
            waiting = (await Submit(before, "right too")).Headers["Location"];
            await held.IsAsked();
        }
        Assert.Single(held.Asked);
        _judge.Release(2);
        using var after = Host(workspace);
        Assert.Equal(7.5m, (decimal)(await after.Settled(judged)).Json["points"]!);
        Assert.Equal(7.5m, (decimal)(await after.Settled(waiting)).Json["points"]!);
    }

    [Fact]
    public async Task A_stop_ends_the_waiting_of_requests_and_of_judges()
    {
        using var host = Host(wait: Long);
        var posting = Submit(host, "right");
        await _judge.IsAsked();
        var stopping = host.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHost>().StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(202, (await posting).Status);
        await stopping;
    }

    [Fact]
    public async Task Two_services_on_one_database_may_both_mark_a_submission_and_agree()
    {
        using var workspace = new Workspace().WithTiny();
        using var one = Host(workspace, wait: TimeSpan.Zero);
        var location = (await Submit(one, "right")).Headers["Location"];
        await _judge.IsAsked();
        using var other = Host(workspace, judge: (_, _, _) => new(new Judgement(1)));
        var marked = await other.Settled(location);
        _judge.Release();
        await Until(async () => await EarlierGrades(other) == 2);
        Assert.Equal(marked.Text, (await one.Get(location)).Text);
    }

    [Fact]
    public async Task A_judge_that_fails_leaves_the_program_pending_until_it_recovers()
    {
        var (fails, asked) = (true, 0);
        using var host = Host(wait: Long, sweep: TimeSpan.FromMilliseconds(100), judge: (_, _, _) =>
        {
            Interlocked.Increment(ref asked);
            return fails ? throw new InvalidOperationException("The sandbox is on fire.") : new(new Judgement(1));
        });
        var reply = await Submit(host, "right");
        Assert.Equal((202, "pending"), (reply.Status, (string)reply.Item("b.program")["verdict"]!));
        Assert.Contains("The sandbox is on fire.", host.Log.Text, StringComparison.Ordinal);
        Assert.Equal(1, asked);
        fails = false;
        host.Clock.MoveTo(host.Clock.GetUtcNow().AddMinutes(1));
        Assert.Equal(7.5m, (decimal)(await host.Settled(reply.Headers["Location"])).Json["points"]!);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_judge_that_can_not_say_yet_is_asked_again()
    {
        var ready = false;
        using var host = Host(wait: Long, sweep: TimeSpan.FromMilliseconds(100), judge: (_, _, _) => new(ready ? new Judgement(1) : Judgement.Pending));
        var reply = await Submit(host, "right");
        Assert.Equal(202, reply.Status);
        Assert.Equal(0, await EarlierGrades(host));
        ready = true;
        host.Clock.MoveTo(host.Clock.GetUtcNow().AddMinutes(1));
        await host.Settled(reply.Headers["Location"]);
        Assert.Equal(1, await EarlierGrades(host));
    }

    [Fact]
    public async Task A_judge_that_fails_at_once_costs_the_student_nothing()
    {
        var fails = true;
        using var host = Host(
            sweep: TimeSpan.FromMilliseconds(100),
            essay: (_, _, _) => Volatile.Read(ref fails) ? throw new InvalidOperationException("No glasses.") : new(new Judgement(1)));
        var reply = await host.Submit(GradingHost.Body("""{"a":{"sum":8},"b":{"essay":"Words."}}"""));
        Assert.Equal((202, "pending"), (reply.Status, (string)reply.Item("b.essay")["verdict"]!));
        Assert.Contains("No glasses.", host.Log.Text, StringComparison.Ordinal);
        Volatile.Write(ref fails, false);
        await Until(async () =>
        {
            host.Clock.MoveTo(host.Clock.GetUtcNow().AddMinutes(30));
            return (string)(await host.Get(reply.Headers["Location"])).Json["status"]! == "graded";
        });
    }

    [Fact]
    public async Task A_submission_without_a_judge_is_left_alone_and_keeps_no_one_waiting()
    {
        using var host = Host(wait: Long, noJudge: true);
        var reply = await Submit(host, "right");
        Assert.Equal((202, "3600"), (reply.Status, reply.Headers["Retry-After"]));
        Assert.Equal("pending", (string)(await host.Get(reply.Headers["Location"])).Json["status"]!);
    }

    private GradingHost Host(
        Workspace? workspace = null, TimeSpan? wait = null, int? workers = null, int? capacity = null, TimeSpan? sweep = null,
        Judge<string>? judge = null, Judge<string>? essay = null, bool noJudge = false) =>
        new(
            workspace,
            families: new FamilyCatalog([new ProgramFamily(noJudge ? null : judge ?? _judge.Judge, essay)]),
            services: services => services.PostConfigure<MarkingOptions>(marking =>
            {
                marking.Wait = wait ?? marking.Wait;
                marking.Workers = workers ?? 2;
                marking.QueueCapacity = capacity ?? marking.QueueCapacity;
                marking.Sweep = sweep ?? TimeSpan.FromHours(1);
            }));

    private static Task<Reply> Submit(GradingHost host, string program, string student = "0036500001", string? key = null) =>
        host.Submit(GradingHost.Body(ProgramFamily.Answers(program), student), idempotencyKey: key);

    private static async Task<int> EarlierGrades(GradingHost host)
    {
        var contexts = host.Services.GetRequiredService<IDbContextFactory<GradingContext>>();
        await using var context = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await context.EarlierGrades.CountAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await condition()) return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException("It didn't come about.");
    }
}
