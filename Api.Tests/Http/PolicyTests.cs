using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

public sealed class PolicyTests
{
    private static readonly DateTimeOffset Opening = new(2090, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Closing = Opening.AddHours(2);

    private const string WrongAnswers = """{"a":{"sum":-2,"pair":[3,6]}}""";

    [Theory]
    [InlineData("none", new string[0], new string[0])]
    [InlineData("points", new[] { "id", "points", "maxPoints" }, new[] { "points", "parts" })]
    [InlineData("verdicts", new[] { "id", "verdict", "points", "maxPoints", "understood", "wrongEntries" }, new[] { "points", "parts" })]
    [InlineData("full", new[] { "id", "verdict", "points", "maxPoints", "mistake", "message", "understood", "wrongEntries" }, new[] { "points", "parts" })]
    public async Task A_student_sees_what_the_feedback_policy_shows_however_marks_are_asked_for(string feedback, string[] ofItems, string[] ofSubmission)
    {
        using var host = new GradingHost(policy: $$"""{"feedback":"{{feedback}}"}""");
        var body = GradingHost.Body(WrongAnswers, student: null);
        var posted = await host.Submit(body, "demo-student", idempotencyKey: "k");
        var replayed = await host.Submit(body, "demo-student", idempotencyKey: "k");
        var shown = await host.Get(posted.Headers["Location"], "demo-student");
        foreach (var reply in new[] { posted, replayed, shown })
        {
            Assert.Equal(ofSubmission, reply.Json.AsObject().Select(member => member.Key).Where(key => key is "points" or "parts"));
            var members = reply.Json["parts"]?.AsArray()
                .SelectMany(part => part!["items"]!.AsArray())
                .SelectMany(item => item!.AsObject().Select(member => member.Key)) ?? [];
            Assert.Equal(ofItems.Order(), members.Distinct().Order());
        }
        Assert.Equal("subtracted", (string)(await host.Get(posted.Headers["Location"], "demo-portal")).Item("a.sum")["mistake"]!);
    }

    [Theory]
    [InlineData("none", false), InlineData("points", true)]
    public async Task A_standing_keeps_to_the_feedback_policy(string feedback, bool points)
    {
        using var host = new GradingHost(policy: $$"""{"feedback":"{{feedback}}"}""");
        await host.Submit(GradingHost.Body());
        var standing = await host.Get("/api/v1/exams/tiny/students/0036500001", "demo-student");
        Assert.Equal(points, standing.Json.AsObject().ContainsKey("total"));
        Assert.Equal(points, standing.Json["questions"]![0]!.AsObject().ContainsKey("points"));
        Assert.Equal(points, standing.Json["submissions"]![0]!.AsObject().ContainsKey("points"));
        Assert.Equal(1, (int)standing.Json["questions"]![0]!["attempts"]!);
        Assert.True((await host.Get("/api/v1/exams/tiny/students/0036500001")).Json.AsObject().ContainsKey("total"));
    }

    [Fact]
    public async Task Marks_released_after_closing_are_hidden_until_then()
    {
        using var host = new GradingHost(policy: $$"""{"opensAt":"{{Opening:O}}","closesAt":"{{Closing:O}}","release":"afterClose"}""");
        host.Clock.MoveTo(Opening);
        var posted = await host.Submit(GradingHost.Body(student: null), "demo-student");
        Assert.False(posted.Json.AsObject().ContainsKey("points"));
        host.Clock.MoveTo(Closing);
        Assert.Equal(8.3333m, (decimal)(await host.Get(posted.Headers["Location"], "demo-student")).Json["points"]!);
    }

    [Fact]
    public async Task An_exam_does_not_exist_for_students_before_it_opens()
    {
        using var host = new GradingHost(policy: $$"""{"opensAt":"{{Opening:O}}","closesAt":"{{Closing:O}}"}""");
        host.Clock.MoveTo(Opening.AddMinutes(-1));
        Assert.Empty((await host.Get("/api/v1/exams", "demo-student")).Json.AsArray());
        foreach (var path in new[] { "/api/v1/exams/tiny", GradingHost.Tiny, "/api/v1/exams/tiny/students/0036500001" })
        {
            var early = await host.Get(path, "demo-student");
            Assert.Equal((404, "not-found"), (early.Status, early.Problem));
            Assert.Equal(200, (await host.Get(path, "demo-portal")).Status);
        }
        Assert.Equal(404, (await host.Submit(GradingHost.Body(), "demo-student")).Status);
        Assert.Equal(404, (await host.Send(HttpMethod.Post, $"{GradingHost.Tiny}/validate", "demo-student", GradingHost.Body())).Status);
        Assert.Equal("exam-not-open", (await host.Submit(GradingHost.Body(), "demo-portal")).Problem);
        Assert.Equal(201, (await host.Submit(GradingHost.Body(), "demo-instructor")).Status);
        host.Clock.MoveTo(Opening);
        Assert.Single((await host.Get("/api/v1/exams", "demo-student")).Json.AsArray());
        Assert.Equal(201, (await host.Submit(GradingHost.Body(), "demo-student")).Status);
    }

    [Fact]
    public async Task After_closing_only_an_instructor_may_submit()
    {
        using var host = new GradingHost(policy: $$"""{"opensAt":"{{Opening:O}}","closesAt":"{{Closing:O}}"}""");
        host.Clock.MoveTo(Closing);
        foreach (var key in new[] { "demo-student", "demo-portal" })
        {
            var late = await host.Submit(GradingHost.Body(), key);
            Assert.Equal((403, "exam-closed"), (late.Status, late.Problem));
        }
        Assert.Equal(200, (await host.Get(GradingHost.Tiny, "demo-student")).Status);
        Assert.Equal(201, (await host.Submit(GradingHost.Body(), "demo-instructor")).Status);
    }

    [Fact]
    public async Task Attempts_are_counted_by_student_and_question_and_only_taken_ones_count()
    {
        using var workspace = new Workspace().WithTiny("""{"attempts":2}""", questions: 2);
        using var host = new GradingHost(workspace);
        Assert.Equal(422, (await host.Submit(GradingHost.Body("""{"a":{"sum":"x"}}"""))).Status);
        Assert.Equal(1, (int)(await host.Submit(GradingHost.Body())).Json["attempt"]!);
        Assert.Equal(2, (int)(await host.Submit(GradingHost.Body())).Json["attempt"]!);
        var third = await host.Submit(GradingHost.Body());
        Assert.Equal((409, "no-attempt-left"), (third.Status, third.Problem));
        Assert.Equal(201, (await host.Submit(GradingHost.Body(student: "other"))).Status);
        Assert.Equal(201, (await host.Send(HttpMethod.Post, "/api/v1/exams/tiny/questions/2/submissions", "demo-portal", GradingHost.Body())).Status);
    }

    [Theory]
    [InlineData("best", 8.3333, 41.6667, 0), InlineData("last", 1.6667, 8.3333, 1)]
    public async Task The_best_or_the_last_submission_counts(string counts, decimal points, decimal percent, int counted)
    {
        using var workspace = new Workspace().WithTiny($$"""{"counts":"{{counts}}"}""", questions: 2);
        using var host = new GradingHost(workspace);
        var ids = new List<string>
        {
            (string)(await host.Submit(GradingHost.Body(name: "Ana"))).Json["id"]!,
            (string)(await host.Submit(GradingHost.Body("""{"a":{"sum":8}}"""))).Json["id"]!,
        };
        var standing = (await host.Get("/api/v1/exams/tiny/students/0036500001", "demo-student")).Json;
        Assert.Equal((points, points, 20m), ((decimal)standing["questions"]![0]!["points"]!, (decimal)standing["total"]!, (decimal)standing["maxTotal"]!));
        Assert.Equal(percent, (decimal)standing["percent"]!);
        Assert.Equal(ids[counted], (string)standing["questions"]![0]!["submissionId"]!);
        Assert.Equal(0, (int)standing["questions"]![1]!["attempts"]!);
        Assert.Equal("Ana", (string)standing["studentName"]!);
        Assert.Equal(ids, standing["submissions"]!.AsArray().Select(item => (string)item!["id"]!));
    }

    [Fact]
    public async Task The_open_document_shows_no_exam_before_it_opens()
    {
        using var host = new GradingHost(policy: $$"""{"opensAt":"{{Opening:O}}","closesAt":"{{Closing:O}}"}""");
        host.Clock.MoveTo(Opening.AddMinutes(-1));
        Assert.DoesNotContain("tiny", (await host.Get("/openapi/questions.json", key: null)).Text, StringComparison.Ordinal);
        host.Clock.MoveTo(Opening);
        Assert.Contains("tiny", (await host.Get("/openapi/questions.json", key: null)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", new[] { "right", "followThrough", "mistake", "empty" })]
    [InlineData("Production", new[] { "template" })]
    public async Task The_open_document_shows_answers_in_development_alone(string environment, string[] shown)
    {
        using var host = new GradingHost(environment: environment);
        var submit = (await host.Get("/openapi/questions.json", key: null)).Json["paths"]![$"{GradingHost.Tiny}/submissions"]!["post"]!;
        Assert.Equal(shown, submit["requestBody"]!["content"]!["application/json"]!["examples"]!.AsObject().Select(example => example.Key));
    }
}
