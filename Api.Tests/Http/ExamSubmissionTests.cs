using System.Text.Json.Nodes;
using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

public sealed class ExamSubmissionTests
{
    private const string Address = "/api/v1/exams/tiny/submissions";
    private const string Right2 = """{"a":{"sum":12}}""";
    private const string Both = $$"""{"1":{{GradingHost.RightAnswers}},"2":{{Right2}}}""";

    [Fact]
    public async Task The_five_model_answers_are_stored_as_five_submissions_and_earn_what_each_earns_alone()
    {
        using var built = new BuiltInSubmissions();
        string[] questions = ["1", "2", "3", "4", "5"];
        var answers = new JsonObject();
        var alone = 0m;
        foreach (var question in questions)
        {
            var own = BuiltInSubmissions.Answers("model", question);
            answers[question] = own.DeepClone();
            alone += (decimal)(await built.Host.Get(await built.Submit(question, own))).Json["points"]!;
        }
        var body = GradingHost.Body(answers.ToJsonString(), student: "0036500002", name: "Ana Anić");
        var reply = await built.Host.Send(HttpMethod.Post, $"/api/v1/exams/{BuiltInSubmissions.Exam}/submissions", "demo-portal", body);

        // Programs can't be run here, so that question 1 waits.
        Assert.Equal((202, "pending"), (reply.Status, (string)reply.Json["status"]!));
        Assert.True(reply.Headers.ContainsKey("Retry-After"));
        Assert.Equal($"/api/v1/exams/{BuiltInSubmissions.Exam}/students/0036500002", reply.Headers["Location"]);
        Assert.Equal(questions, Of(reply, "questionId"));
        Assert.Equal((alone, 50), ((decimal)reply.Json["points"]!, (decimal)reply.Json["maxPoints"]!));
        Assert.All(reply.Json["submissions"]!.AsArray().Skip(1), one => Assert.Equal((decimal)one!["maxPoints"]!, (decimal)one["points"]!));
        Assert.All(reply.Json["submissions"]!.AsArray(), one => Assert.Equal("Ana Anić", (string)one!["studentName"]!));
    }

    [Fact]
    public async Task A_question_that_is_left_out_or_null_gets_no_submission()
    {
        using var tiny = new Two();
        var reply = await tiny.Submit($$"""{"1":null,"2":{{Right2}}}""");
        Assert.Equal((201, "graded"), (reply.Status, (string)reply.Json["status"]!));
        Assert.Equal(["2"], Of(reply, "questionId"));
        Assert.Equal(10, (decimal)reply.Json["maxPoints"]!);
        Assert.Equal(1, await tiny.Host.Stored());
        Assert.Equal(["1", "2"], Of(await tiny.Submit($$"""{"2":{{Right2}},"1":{} }"""), "questionId"));
    }

    [Theory]
    [InlineData("""{"1":{"a":{"sum":8}},"2":{"a":{"sum":"x"},"b":{"sign":"what"}}}""", "/answers/2/a/sum", "/answers/2/b/sign")]
    [InlineData("""{"1":{"a":{"sum":8}},"9":{}}""", "/answers/9")]
    [InlineData("""{"1":{"a":{"sum":8}},"2":[]}""", "/answers/2")]
    [InlineData("""{"1":{"a":{"sum":8}},"a/b":{},"2":{"zz":1}}""", "/answers/a~1b", "/answers/2/zz")]
    [InlineData("{}", "/answers")]
    [InlineData("""{"1":null}""", "/answers")]
    public async Task What_can_not_be_read_refuses_all_of_it_and_stores_nothing(string answers, params string[] pointers)
    {
        using var tiny = new Two();
        var reply = await tiny.Submit(answers);
        Assert.Equal((422, "unreadable"), (reply.Status, reply.Problem));
        Assert.Equal(pointers, reply.Pointers);
        Assert.Equal(0, await tiny.Host.Stored());
    }

    [Theory]
    [InlineData("[]"), InlineData("null"), InlineData("""{"studentId":"s"}"""), InlineData("""{"studentId":"s","answers":[]}""")]
    [InlineData("""{"studentId":"s p","answers":{"1":{}}}"""), InlineData("""{"answers":{"1":{}}}""")]
    [InlineData("""{"studentId":"s","answers":{"1":{}},"idempotencyKey":"k"}""")]
    public async Task A_body_of_another_shape_is_refused(string body)
    {
        using var tiny = new Two();
        Assert.Equal("unreadable", (await tiny.Host.Send(HttpMethod.Post, Address, "demo-portal", body)).Problem);
        Assert.Equal(0, await tiny.Host.Stored());
    }

    [Fact]
    public async Task Unreadable_items_are_kept_where_that_is_asked_for()
    {
        using var tiny = new Two();
        var reply = await tiny.Submit($$"""{"1":{{GradingHost.RightAnswers}},"2":{"a":{"sum":"x","twice":24} } }""", query: "?unreadable=keep");
        Assert.Equal((201, "unreadable"), (reply.Status, (string)reply.Json["submissions"]![1]!["parts"]![0]!["items"]![0]!["verdict"]!));
        Assert.Equal("invalid-parameter", (await tiny.Submit(Both, query: "?unreadable=drop")).Problem);
    }

    [Fact]
    public async Task Where_one_question_has_no_attempt_left_it_is_named_and_nothing_is_stored()
    {
        using var tiny = new Two("""{"attempts":2}""");
        await tiny.Submit($$"""{"2":{{Right2}}}""");
        Assert.Equal(["1", "2"], Of(await tiny.Submit(Both), "attempt"));
        var reply = await tiny.Submit(Both);
        Assert.Equal((409, "no-attempt-left"), (reply.Status, reply.Problem));
        Assert.Equal(["/answers/2"], reply.Pointers);
        Assert.Equal(3, await tiny.Host.Stored());
        Assert.Equal(201, (await tiny.Submit("""{"1":{}}""")).Status);
        Assert.Equal(["/answers/1", "/answers/2"], (await tiny.Submit(Both)).Pointers);
    }

    [Fact]
    public async Task Requests_at_the_same_time_never_exceed_the_attempts()
    {
        using var tiny = new Two("""{"attempts":3}""");
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => tiny.Submit(Both)));
        Assert.Equal(3, replies.Count(reply => reply.Status == 201));
        Assert.All(replies.Where(reply => reply.Status != 201), reply => Assert.Equal("no-attempt-left", reply.Problem));
        Assert.Equal(6, await tiny.Host.Stored());
    }

    [Fact]
    public async Task A_repeated_request_returns_the_same_submissions_also_at_the_same_time_and_after_closing()
    {
        using var tiny = new Two("""{"attempts":1,"closesAt":"2100-01-01T00:00:00Z"}""");
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => tiny.Submit(Both, key: "k1")));
        Assert.All(replies, reply => Assert.Equal((201, replies[0].Text), (reply.Status, reply.Text)));
        Assert.Equal(2, await tiny.Host.Stored());

        tiny.Host.Clock.MoveTo(new(2100, 1, 2, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(replies[0].Text, (await tiny.Submit(Both, key: "k1")).Text);
        Assert.Equal("exam-closed", (await tiny.Submit(Both, key: "k2")).Problem);
    }

    [Theory]
    [InlineData($$"""{"2":{{Right2}}}"""), InlineData($$"""{"2":{{Right2}},"1":{} }"""), InlineData("""{"1":{"a":{"sum":"x"}}}""")]
    public async Task Another_body_under_the_same_key_is_refused(string other)
    {
        using var tiny = new Two();
        await tiny.Submit($$"""{"1":{{GradingHost.RightAnswers}}}""", key: "k1");
        Assert.Equal("idempotency-key-reused", (await tiny.Submit(other, key: "k1")).Problem);
        Assert.Equal(1, await tiny.Host.Stored());
    }

    [Fact]
    public async Task A_refused_request_does_not_use_its_key_up_and_a_question_of_its_own_has_other_keys()
    {
        using var tiny = new Two();
        Assert.Equal(422, (await tiny.Submit("""{"1":{"a":{"sum":"x"}}}""", key: "k1")).Status);
        Assert.Equal(201, (await tiny.Submit(Both, key: "k1")).Status);
        Assert.Equal(201, (await tiny.Host.Submit(GradingHost.Body(), idempotencyKey: "k1")).Status);
        Assert.Equal(3, await tiny.Host.Stored());
    }

    [Fact]
    public async Task A_student_submits_for_nobody_else_and_sees_what_the_policy_says()
    {
        using var tiny = new Two("""{"feedback":"none"}""");
        var own = await tiny.Submit(Both, role: "demo-student", student: null);
        Assert.Equal((201, "0036500001"), (own.Status, (string)own.Json["studentId"]!));
        Assert.False(own.Json.AsObject().ContainsKey("points"));
        Assert.All(own.Json["submissions"]!.AsArray(), one => Assert.False(one!.AsObject().ContainsKey("points") || one.AsObject().ContainsKey("parts")));
        Assert.Equal(20, (decimal)own.Json["maxPoints"]!);
        Assert.Equal("other-student", (await tiny.Submit(Both, role: "demo-student", student: "0036500002")).Problem);
        Assert.True((await tiny.Submit(Both)).Json.AsObject().ContainsKey("points"));
    }

    [Fact]
    public async Task A_portal_keeps_the_hours_and_an_instructor_needs_none()
    {
        using var tiny = new Two("""{"closesAt":"2020-01-01T00:00:00Z"}""");
        Assert.Equal("exam-closed", (await tiny.Submit(Both)).Problem);
        Assert.Equal(201, (await tiny.Submit(Both, role: "demo-instructor")).Status);
        Assert.Equal("not-found", (await tiny.Host.Send(HttpMethod.Post, "/api/v1/exams/none/submissions", "demo-portal", GradingHost.Body("{}"))).Problem);
    }

    private static string[] Of(Reply reply, string member) => [.. reply.Json["submissions"]!.AsArray().Select(one => one![member]!.ToString())];

    /// <summary>The service with an exam of two questions.</summary>
    private sealed class Two : IDisposable
    {
        private readonly Workspace _workspace;

        public Two(string policy = "{}")
        {
            _workspace = new Workspace().WithTiny(policy, questions: 2);
            Host = new GradingHost(_workspace);
        }

        public GradingHost Host { get; }

        public Task<Reply> Submit(string answers, string role = "demo-portal", string? student = "0036500001", string query = "", string? key = null) =>
            Host.Send(HttpMethod.Post, Address + query, role, GradingHost.Body(answers, student), key);

        public void Dispose()
        {
            Host.Dispose();
            _workspace.Dispose();
        }
    }
}
