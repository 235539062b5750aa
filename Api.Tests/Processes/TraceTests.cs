using System.Collections.Concurrent;
using System.Text;
using GradingService.Tests.Domain.Families;
using GradingService.Tests.Http.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GradingService.Tests.Processes;

/// <summary>Spans, as a collector gets them: OTLP's protobuf has its texts as they are.</summary>
public sealed class TraceTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_collector_gets_the_marking_the_commit_and_the_program_and_no_student()
    {
        var got = new ConcurrentQueue<byte[]>();
        await using var collector = await Collector(got);
        _workspace.With("dubucezi-2023", BuiltInExam.Text);
        using var service = await ServiceProcess.Start(
            Path.Combine(AppContext.BaseDirectory, "GradingService.Api.dll"), "Sqlite", _workspace.ConnectionString, _workspace.Exams,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("Marking__Wait", "00:01:00"));
        var body = GradingHost.Body(BuiltInSubmissions.Answers("model", "1").ToJsonString(), "0036500077", "Ana Anić");
        using (var posted = await service.Client.PostAsync(
            "/api/v1/exams/dubucezi-2023/questions/1/submissions", GradingHost.Json(Encoding.UTF8.GetBytes(body)), TestContext.Current.CancellationToken))
            Assert.Equal(201, (int)posted.StatusCode);
        using (await service.Client.GetAsync("/api/v1/exams/dubucezi-2023/students/0036500077?student=0036500077", TestContext.Current.CancellationToken))
        {
        }
        await service.Stop();

        var text = string.Concat(got.Select(Encoding.Latin1.GetString));
        foreach (var expected in new[]
        {
            "mark submission", "commit", "run program", "db.operation.batch.size", "grading.sandbox.ending",
            "/api/v1/exams/{exam}/questions/{question}/submissions", "/api/v1/exams/{exam}/students/{student}",
        })
            Assert.Contains(expected, text, StringComparison.Ordinal);
        foreach (var personal in new[] { "0036500077", "url.path", "url.query", "client.address", "network.peer.address", "user_agent" }) Assert.DoesNotContain(personal, text, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> Collector(ConcurrentQueue<byte[]> got)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            got.Enqueue(body.ToArray());
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
