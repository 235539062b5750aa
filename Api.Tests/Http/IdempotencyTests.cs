using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

public sealed class IdempotencyTests : IDisposable
{
    private readonly GradingHost _host = new(policy: """{"attempts":2,"closesAt":"2100-01-01T00:00:00Z"}""");

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_repeated_request_returns_the_same_submission_and_adds_none()
    {
        var first = await _host.Submit(GradingHost.Body(), idempotencyKey: "k1");
        var again = await _host.Submit(GradingHost.Body(), idempotencyKey: "k1");
        Assert.Equal((201, first.Text, first.Headers["Location"]), (again.Status, again.Text, again.Headers["Location"]));
        Assert.Equal(1, await _host.Stored());
    }

    [Fact]
    public async Task Requests_repeated_at_the_same_time_add_one_submission()
    {
        for (var round = 0; round < 2; round++)
        {
            var body = GradingHost.Body(student: $"s{round}");
            var replies = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => _host.Submit(body, idempotencyKey: $"round-{round}")));
            Assert.All(replies, reply => Assert.Equal((201, replies[0].Text), (reply.Status, reply.Text)));
            Assert.Equal(round + 1, await _host.Stored());
        }
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused()
    {
        await _host.Submit(GradingHost.Body(), idempotencyKey: "k1");
        var other = await _host.Submit(GradingHost.Body(name: "Ana"), idempotencyKey: "k1");
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Problem));
        Assert.Equal(1, await _host.Stored());
    }

    [Fact]
    public async Task A_key_belongs_to_whoever_sent_it_and_to_the_path()
    {
        var body = GradingHost.Body();
        string[] ids =
        [
            (string)(await _host.Submit(body, idempotencyKey: "k1")).Json["id"]!,
            (string)(await _host.Submit(body, "demo-student", idempotencyKey: "k1")).Json["id"]!,
        ];
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal("no-attempt-left", (await _host.Submit(body, query: "?unreadable=keep", idempotencyKey: "k1")).Problem);
    }

    [Fact]
    public async Task A_retry_still_gets_its_submission_after_the_last_attempt_and_after_closing()
    {
        var first = await _host.Submit(GradingHost.Body(), idempotencyKey: "k1");
        await _host.Submit(GradingHost.Body(), idempotencyKey: "k2");
        Assert.Equal((409, "no-attempt-left"), await Refusal(null));
        Assert.Equal(first.Text, (await _host.Submit(GradingHost.Body(), idempotencyKey: "k1")).Text);

        _host.Clock.MoveTo(new(2100, 1, 2, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal((403, "exam-closed"), await Refusal("k3"));
        Assert.Equal(first.Text, (await _host.Submit(GradingHost.Body(), idempotencyKey: "k1")).Text);

        async Task<(int, string)> Refusal(string? key)
        {
            var reply = await _host.Submit(GradingHost.Body(), idempotencyKey: key);
            return (reply.Status, reply.Problem);
        }
    }

    [Fact]
    public async Task A_refused_request_does_not_use_its_key_up()
    {
        Assert.Equal(422, (await _host.Submit(GradingHost.Body("""{"a":{"sum":"x"}}"""), idempotencyKey: "k1")).Status);
        Assert.Equal(201, (await _host.Submit(GradingHost.Body(), idempotencyKey: "k1")).Status);
    }
}
