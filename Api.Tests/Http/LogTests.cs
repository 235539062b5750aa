using GradingService.Domain.Marking;
using GradingService.Tests.Http.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GradingService.Tests.Http;

public sealed class LogTests
{
    [Fact]
    public async Task The_log_tells_of_requests_and_holds_no_answers_names_or_secrets()
    {
        using var host = new GradingHost(judge: (essay, _, _) =>
            essay == "Bomb-c0ffee" ? throw new InvalidOperationException("The judge failed.") : new(new Judgement(1)));
        var key = (await host.Send(HttpMethod.Post, "/api/v1/keys", "demo-admin", """{"role":"portal","label":"A-label-123"}""")).Json;
        var secret = (string)key["secret"]!;
        var body = GradingHost.Body("""{"b":{"essay":"My-answer-123"}}""", student: "student-123", name: "Name-123");
        var posted = await host.Submit(body, secret, idempotencyKey: "promise-123");
        await host.Get(posted.Headers["Location"], secret);
        await host.Get("/api/v1/exams/tiny/students/student-123?token=query-123", secret);
        await host.Submit(GradingHost.Body("""{"a":{"sum":"unreadable-123"}}"""), secret);
        await host.Submit("{\"answers\": broken-123", secret);
        var logger = host.Services.GetRequiredService<ILogger<LogTests>>();
        using (logger.BeginScope(new Dictionary<string, object> { ["RequestPath"] = "/students/path-123" }))
            logger.LogWarning("Something during a request");
        await host.Get("/api/v1/exams", "wrong-key-123");
        var failed = await host.Submit(GradingHost.Body("""{"b":{"essay":"Bomb-c0ffee"}}"""), secret);
        Assert.Equal("pending", (string)failed.Item("b.essay")["verdict"]!);

        var log = host.Log.Text;
        string[] secrets =
        [
            secret, "demo-admin", "My-answer", "Name-123", "path-123", "student-123",
            "unreadable-123", "broken-123", "wrong-key", "query-123", "promise-123", "Bomb-c0ffee", "Bearer gs_",
        ];
        foreach (var hidden in secrets) Assert.DoesNotContain(hidden, log, StringComparison.Ordinal);
        Assert.Contains("/api/v1/exams/{exam}/questions/{question}/submissions", log, StringComparison.Ordinal);
        Assert.Contains("answered 201 in", log, StringComparison.Ordinal);
        Assert.Contains("answered 422 in", log, StringComparison.Ordinal);
        Assert.Contains($"KeyId={key["id"]}", log, StringComparison.Ordinal);
        Assert.Contains("Role=Portal", log, StringComparison.Ordinal);
        Assert.Contains($"SubmissionId={posted.Json["id"]}", log, StringComparison.Ordinal);
        Assert.Contains("Something during a request", log, StringComparison.Ordinal);
        Assert.Contains("The judge failed.", log, StringComparison.Ordinal);
        Assert.DoesNotContain("The judge failed.", failed.Text, StringComparison.Ordinal);
    }
}
