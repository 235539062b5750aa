using System.Globalization;
using System.Net;
using System.Text;
using GradingService.Tests.Domain.Families;
using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Processes;

/// <summary><c>/metrics</c> of a service in a process of its own: what is measured there is all that happened to it.</summary>
public sealed class MetricsTests : IDisposable
{
    private const string Submissions = "/api/v1/exams/dubucezi-2023/questions/4/submissions";
    private const string Of4 = "grading_exam_id=\"dubucezi-2023\",grading_question_id=\"4\"";

    /// <summary>Four right items, two wrong ones, and four that follow from a wrong one.</summary>
    private const string Mixed = """
        {"a": {"model": "correlate(x, w) + b", "positive": "norm(fq - fp)^2", "negative": "max(0, m - norm(fq - fn))"},
         "b": {"f1": [1.1, 1.1, 1.1, 1.1], "f2": [3, 3, 3, 3], "loss": 14.44},
         "c": {"dL_df1": [-3.8, -3.8, -3.8, -3.8], "dL_df2": [3.8, 3.8, 3.8, 3.8], "dL_dw": [31.54, 31.54, 28.12], "dL_db": 0}}
        """;

    private readonly Workspace _workspace = new();

    private static string Service => Path.Combine(AppContext.BaseDirectory, "GradingService.Api.dll");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Submissions_and_marks_are_counted_once_and_commits_are_measured()
    {
        using var service = await Start(("CodeExecution__Enabled", "false"));
        var before = await Read(service);
        await Submit(service, "0036500001", Mixed, key: "k1");
        await Submit(service, "0036500001", Mixed, key: "k1");
        await Submit(service, "0036500077", "{}");
        var after = await Read(service);

        Assert.Equal(2, after.Value("grading_submissions_total", Of4, "grading_submission_status=\"graded\""));
        Assert.Equal((4, 2, 4, 10), (Marks("correct"), Marks("incorrect"), Marks("followThrough"), Marks("unanswered")));
        Assert.Equal(3, after.Value("grading_store_commit_size_sum", "db_system_name=\"sqlite\"") - before.Value("grading_store_commit_size_sum"));
        Assert.InRange(
            after.Value("grading_store_commit_duration_seconds_count", "db_system_name=\"sqlite\"") - before.Value("grading_store_commit_duration_seconds_count"), 1, 3);
        Assert.InRange(after.Value("grading_store_commit_duration_seconds_sum"), 1e-6, 60);
        Assert.Equal((0, 1024), (after.Value("grading_store_queue_length"), after.Value("grading_store_queue_limit")));
        Assert.Equal(
            3, after.Value("http_server_request_duration_seconds_count", "http_route=\"/api/v1/exams/{exam}/questions/{question}/submissions\"", "code=\"201\""));
        Assert.Equal((0, 0), (after.Value("grading_marking_queue_length"), after.Value("grading_marking_underway")));
        Assert.Equal((0, 0), (after.Value("grading_sandbox_available"), after.Value("grading_sandbox_workers", "state=\"busy\"")));

        double Marks(string verdict) => after.Value("grading_marks_total", Of4, $"grading_verdict=\"{verdict}\"");
    }

    [Fact]
    public async Task Every_measure_has_its_name_unit_and_kind()
    {
        using var service = await Start(("CodeExecution__Enabled", "false"));
        await Submit(service, "ana", Mixed);
        var types = (await Read(service)).Text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line[7..].TrimEnd());
        Assert.Superset(
            new HashSet<string>
            {
                "grading_submissions_total counter", "grading_marks_total counter",
                "grading_store_commit_duration_seconds histogram", "grading_store_commit_size histogram",
                "grading_store_queue_length gauge", "grading_store_queue_limit gauge", "grading_store_queue_text_length gauge",
                "grading_store_queue_text_limit gauge", "grading_marking_queue_length gauge", "grading_marking_underway gauge",
                "grading_sandbox_available gauge", "grading_sandbox_workers gauge", "grading_sandbox_queue_length gauge",
                "http_server_request_duration_seconds histogram", "dotnet_process_memory_working_set_bytes gauge",
            },
            types.ToHashSet());
    }

    [Fact]
    public async Task A_program_is_counted_when_it_waits_when_it_ran_and_when_it_is_marked()
    {
        using var service = await Start(("Marking__Wait", "00:01:00"));
        await Submit(service, "0036500001", BuiltInSubmissions.Answers("model", "1").ToJsonString(), question: "1");
        var page = await Read(service);
        Assert.Equal(1, page.Value("grading_sandbox_available"));
        Assert.InRange(page.Value("grading_sandbox_run_duration_seconds_count", "grading_sandbox_ending=\"completed\""), 1, 100);
        Assert.Equal(1, page.Value("grading_submissions_total", "grading_submission_status=\"pending\""));
        Assert.Equal(1, page.Value("grading_marks_total", "grading_verdict=\"pending\""));
        Assert.Equal(1, page.Value("grading_marking_duration_seconds_count", "grading_question_id=\"1\"", "grading_submission_status=\"graded\""));
        Assert.Equal(
            BuiltInExam.Scheme("1").Parts.Sum(part => part.Items.Count), page.Value("grading_marks_total", "grading_verdict=\"correct\""));
    }

    [Fact]
    public async Task It_needs_no_key_and_names_no_student()
    {
        using var service = await Start(("CodeExecution__Enabled", "false"));
        await Submit(service, "0036500077", Mixed, name: "Ana Anić");
        foreach (var path in new[]
        {
            "/api/v1/exams/dubucezi-2023/students/0036500077", "/api/v1/exams/dubucezi-2023/submissions?student=0036500077", "/0036500077",
            "/api/v1/exams/0036500077", "/api/v1/exams/dubucezi-2023/questions/0036500077",
        })
            using (await service.Client.GetAsync(path, TestContext.Current.CancellationToken))
            {
            }
        service.Client.DefaultRequestHeaders.Authorization = null;
        var text = (await Read(service)).Text;
        Assert.Contains("/api/v1/exams/{exam}/students/{student}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0036500077", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ani", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/metrics", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kept_to_a_port_of_its_own_it_is_nowhere_else()
    {
        const string Other = "9";
        using var service = await Start(("CodeExecution__Enabled", "false"), ("Metrics__Port", Other));
        using var refused = await service.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Contains("urn:grading:not-found", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<ServiceProcess> Start(params (string, string)[] settings)
    {
        _workspace.With("dubucezi-2023", BuiltInExam.Text);
        return await ServiceProcess.Start(Service, "Sqlite", _workspace.ConnectionString, _workspace.Exams, settings);
    }

    private static async Task Submit(ServiceProcess service, string student, string answers, string? key = null, string? name = null, string question = "4")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Submissions.Replace("/4/", $"/{question}/", StringComparison.Ordinal))
        {
            Content = GradingHost.Json(Encoding.UTF8.GetBytes(GradingHost.Body(answers, student, name))),
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == 201, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<Page> Read(ServiceProcess service)
    {
        using var response = await service.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Equal("text/plain", response.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType);
        return new Page(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A page in Prometheus' text format.</summary>
    private sealed record Page(string Text)
    {
        /// <summary>The sum of the samples of that name which have all of these labels.</summary>
        public double Value(string name, params string[] labels) => Text.Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && labels.All(label => line.Contains(label, StringComparison.Ordinal)))
            .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
    }
}
