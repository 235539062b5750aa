using System.Text;
using GradingService.Tests.Http.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GradingService.Tests.Http;

public sealed class RoleTableTests(RoleTableTests.Shared shared) : IClassFixture<RoleTableTests.Shared>
{
    private const string Exam = "/api/v1/exams/tiny";

    /// <summary>Every call and the demo keys that may make it: (s)tudent, (p)ortal, (i)nstructor, (a)dmin.</summary>
    private static readonly (string Method, string Path, string Route, string May)[] Table =
    [
        ("GET", "/api/v1/exams", "/api/v1/exams/", "spia"),
        ("GET", Exam, "/api/v1/exams/{exam}", "spia"),
        ("GET", $"{Exam}/questions/1", "/api/v1/exams/{exam}/questions/{question}", "spia"),
        ("POST", $"{Exam}/questions/1/submissions", "/api/v1/exams/{exam}/questions/{question}/submissions", "spi"),
        ("POST", $"{Exam}/submissions", "/api/v1/exams/{exam}/submissions", "spi"),
        ("POST", $"{Exam}/submissions?ndjson", "/api/v1/exams/{exam}/submissions", "pi"),
        ("POST", $"{Exam}/questions/1/validate", "/api/v1/exams/{exam}/questions/{question}/validate", "spi"),
        ("GET", "/api/v1/submissions/{own}", "/api/v1/submissions/{id:guid}", "spi"),
        ("GET", "/api/v1/submissions/{own}/report", "/api/v1/submissions/{id:guid}/report", "spi"),
        ("GET", $"{Exam}/questions/1/figures", "/api/v1/exams/{exam}/questions/{question}/figures", "spia"),
        ("GET", $"{Exam}/questions/1/figures/numbers", "/api/v1/exams/{exam}/questions/{question}/figures/{id}", "spia"),
        ("GET", $"{Exam}/questions/1/solution/figures", "/api/v1/exams/{exam}/questions/{question}/solution/figures", "i"),
        ("GET", $"{Exam}/questions/1/solution/figures/sum", "/api/v1/exams/{exam}/questions/{question}/solution/figures/{id}", "i"),
        ("GET", "/api/v1/submissions/{own}/figures", "/api/v1/submissions/{id:guid}/figures", "spi"),
        ("GET", "/api/v1/submissions/{own}/figures/answer", "/api/v1/submissions/{id:guid}/figures/{figure}", "spi"),
        ("GET", $"{Exam}/students/0036500001", "/api/v1/exams/{exam}/students/{student}", "spi"),
        ("GET", $"{Exam}/submissions", "/api/v1/exams/{exam}/submissions", "pi"),
        ("GET", $"{Exam}/questions/1/solution", "/api/v1/exams/{exam}/questions/{question}/solution", "i"),
        ("GET", $"{Exam}/results.csv", "/api/v1/exams/{exam}/results.csv", "i"),
        ("GET", $"{Exam}/submissions.csv", "/api/v1/exams/{exam}/submissions.csv", "i"),
        ("GET", $"{Exam}/items.csv", "/api/v1/exams/{exam}/items.csv", "i"),
        ("POST", "/api/v1/keys", "/api/v1/keys/", "a"),
        ("GET", "/api/v1/keys", "/api/v1/keys/", "a"),
        ("DELETE", "/api/v1/keys/{key}", "/api/v1/keys/{id:guid}", "a"),
    ];

    private static readonly (string Method, string Route)[] Open = [("GET", "/"), ("GET", "/health/live"), ("GET", "/health/ready"), ("GET", "/metrics")];

    public static TheoryData<string, string, string, bool> Cells()
    {
        var cells = new TheoryData<string, string, string, bool>();
        foreach (var (method, path, _, may) in Table)
            foreach (var role in new[] { "student", "portal", "instructor", "admin" })
                cells.Add(role, method, path, may.Contains(role[0], StringComparison.Ordinal));
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_role_gets_what_the_table_says(string role, string method, string path, bool may)
    {
        var reply = await shared.Call(method, path, $"demo-{role}");
        if (may)
        {
            Assert.InRange(reply.Status, 200, 204);
        }
        else
        {
            Assert.Equal((403, "forbidden"), (reply.Status, reply.Problem));
        }
    }

    public static TheoryData<string, string> Calls() => [.. Table.Select(row => (row.Method, row.Path))];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Nobody_gets_anything_without_a_valid_key(string method, string path)
    {
        var none = await shared.Call(method, path, null);
        Assert.Equal((401, "unauthorized", "Bearer realm=\"grading\""), (none.Status, none.Problem, none.Headers["WWW-Authenticate"]));
        var wrong = await shared.Call(method, path, "gs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        Assert.Equal((401, "unauthorized"), (wrong.Status, wrong.Problem));
        Assert.Contains("invalid_token", wrong.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_holds_every_endpoint()
    {
        var mapped = shared.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        var known = Table.Select(row => $"{row.Method} {row.Route}").Concat(Open.Select(row => $"{row.Method} {row.Route}"));
        Assert.Equal(known.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/health/live"), InlineData("/health/ready"), InlineData("/openapi/v1.json"), InlineData("/openapi/questions.json"), InlineData("/swagger/index.html")]
    public async Task Health_and_documents_are_open(string path) => Assert.Equal(200, (await shared.Host.Get(path, null)).Status);

    [Theory]
    [InlineData("/students/0036500002", "other-student"), InlineData("/students/nobody", "other-student")]
    public async Task A_student_sees_no_other_students_standing(string path, string problem)
    {
        var reply = await shared.Host.Get(Exam + path, "demo-student");
        Assert.Equal((403, problem), (reply.Status, reply.Problem));
    }

    public sealed class Shared : IAsyncLifetime
    {
        private string _own = "";

        internal GradingHost Host { get; } = new();

        public async ValueTask InitializeAsync() => _own = (string)(await Host.Submit(GradingHost.Body())).Json["id"]!;

        internal async Task<Reply> Call(string method, string path, string? key)
        {
            if (path.EndsWith("{key}", StringComparison.Ordinal)) path = path.Replace("{key}", await NewKey(), StringComparison.Ordinal);
            var body = path.EndsWith("/keys", StringComparison.Ordinal) && method == "POST" ? """{"role":"portal","label":"A portal"}"""
                : method == "POST" ? GradingHost.Body()
                : null;
            if (path.StartsWith($"{Exam}/submissions", StringComparison.Ordinal) && method == "POST") body = GradingHost.Body($$"""{"1":{{GradingHost.RightAnswers}}}""");
            if (path.EndsWith("?ndjson", StringComparison.Ordinal))
                return await Host.Send(HttpMethod.Post, path.Split('?')[0], key, GradingHost.Json(Encoding.UTF8.GetBytes(body!), "application/x-ndjson"));
            return await Host.Send(new HttpMethod(method), path.Replace("{own}", _own, StringComparison.Ordinal), key, body);
        }

        private async Task<string> NewKey() =>
            (string)(await Host.Send(HttpMethod.Post, "/api/v1/keys", "demo-admin", """{"role":"portal","label":"To revoke"}""")).Json["id"]!;

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
