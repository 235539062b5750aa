using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

public sealed class SubmissionTests : IDisposable
{
    private readonly GradingHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Right_answers_earn_their_points_and_a_location()
    {
        var reply = await _host.Submit(GradingHost.Body(name: "Ana"));
        Assert.Equal(201, reply.Status);
        Assert.Equal($"/api/v1/submissions/{reply.Json["id"]}", reply.Headers["Location"]);
        Assert.Equal(
            ("tiny", "1", "0036500001", "Ana", 1, "graded", 8.3333m, 10m),
            ((string)reply.Json["examId"]!, (string)reply.Json["questionId"]!, (string)reply.Json["studentId"]!, (string)reply.Json["studentName"]!,
                (int)reply.Json["attempt"]!, (string)reply.Json["status"]!, (decimal)reply.Json["points"]!, (decimal)reply.Json["maxPoints"]!));
        Assert.Equal("correct", (string)reply.Item("a.sum")["verdict"]!);
        Assert.Equal("unanswered", (string)reply.Item("b.essay")["verdict"]!);
        Assert.Equal("""{"first":1.5,"second":2.5}""", reply.Item("b.halves")["understood"]!.ToJsonString());
        Assert.Equal(reply.Text, (await _host.Get(reply.Headers["Location"])).Text);
    }

    [Fact]
    public async Task A_mistake_is_named_and_followed_and_nothing_is_said_where_there_is_nothing_to_say()
    {
        var reply = await _host.Submit(GradingHost.Body("""{"a":{"sum":"3-5","twice":-4,"pair":[3,6]}}"""));
        Assert.Equal("subtracted", (string)reply.Item("a.sum")["mistake"]!);
        Assert.Equal(SumFamily.Subtracted.Message.Hr, (string)reply.Item("a.sum")["message"]!["hr"]!);
        Assert.Equal(-2, (double)reply.Item("a.sum")["understood"]!);
        Assert.Equal("followThrough", (string)reply.Item("a.twice")["verdict"]!);
        Assert.Equal("""["[1]"]""", reply.Item("a.pair")["wrongEntries"]!.ToJsonString());
        Assert.Equal(["id", "verdict", "points", "maxPoints", "understood"], reply.Item("a.twice").AsObject().Select(member => member.Key));
        Assert.False(reply.Json.AsObject().ContainsKey("studentName"));
    }

    [Fact]
    public async Task An_item_without_a_judge_is_pending_with_null_points()
    {
        var reply = await _host.Submit(GradingHost.Body("""{"b":{"essay":"Words."}}"""));
        Assert.Equal(202, reply.Status);
        Assert.Equal("pending", (string)reply.Json["status"]!);
        var essay = reply.Item("b.essay").AsObject();
        Assert.Equal("pending", (string)essay["verdict"]!);
        Assert.True(essay.ContainsKey("points"));
        Assert.Null(essay["points"]);
        Assert.Equal(0, (decimal)reply.Json["points"]!);
        Assert.Equal(reply.Text, (await _host.Get(reply.Headers["Location"])).Text);
    }

    [Fact]
    public async Task Unreadable_items_refuse_the_whole_unless_they_are_to_be_kept()
    {
        var body = GradingHost.Body("""{"a":{"sum":8,"twice":"x y","pair":[1,[2]]}}""");
        var refused = await _host.Submit(body);
        Assert.Equal((422, "unreadable"), (refused.Status, refused.Problem));
        Assert.Equal(["/answers/a/twice", "/answers/a/pair/1"], refused.Pointers);
        Assert.Equal(0, await _host.Stored());

        var kept = await _host.Submit(body, query: "?unreadable=keep");
        Assert.Equal((201, 1), (kept.Status, (int)kept.Json["attempt"]!));
        Assert.Equal(("unreadable", 0m), ((string)kept.Item("a.twice")["verdict"]!, (decimal)kept.Item("a.twice")["points"]!));
        Assert.NotNull(kept.Item("a.twice")["message"]!["hr"]);
        Assert.Equal("correct", (string)kept.Item("a.sum")["verdict"]!);
    }

    [Fact]
    public async Task A_students_key_speaks_for_its_student_alone()
    {
        var own = await _host.Submit(GradingHost.Body(student: null), "demo-student");
        Assert.Equal("0036500001", (string)own.Json["studentId"]!);
        var other = await _host.Submit(GradingHost.Body(student: "0036500002"), "demo-student");
        Assert.Equal((403, "other-student"), (other.Status, other.Problem));
        Assert.Equal("unreadable", (await _host.Submit(GradingHost.Body(student: null))).Problem);
        Assert.Equal(1, await _host.Stored());
    }

    [Fact]
    public async Task Another_students_submission_looks_like_none()
    {
        var location = (await _host.Submit(GradingHost.Body())).Headers["Location"];
        Assert.Equal(200, (await _host.Get(location, "demo-student")).Status);
        var other = await _host.Get(location, "demo-student-2");
        var none = await _host.Get($"/api/v1/submissions/{Guid.CreateVersion7()}", "demo-student-2");
        Assert.Equal((404, 404), (other.Status, none.Status));
        Assert.Equal(none.Json["message"]!.ToJsonString(), other.Json["message"]!.ToJsonString());
        Assert.Equal(200, (await _host.Get(location, "demo-instructor")).Status);
        Assert.Equal(404, (await _host.Get("/api/v1/submissions/not-an-id")).Status);
    }

    [Fact]
    public async Task The_list_is_paged_and_filtered()
    {
        var stored = new List<string>();
        for (var i = 1; i <= 5; i++) stored.Add((string)(await _host.Submit(GradingHost.Body(student: $"s{i % 2}"))).Json["id"]!);
        stored.Add((string)(await _host.Submit(GradingHost.Body("""{"b":{"essay":"Words."}}""", "s1"))).Json["id"]!);
        var ids = new List<string>();
        var pages = 0;
        for (var after = ""; after is not null; pages++)
        {
            var page = (await _host.Get($"/api/v1/exams/tiny/submissions?limit=2{(after.Length > 0 ? $"&after={after}" : "")}")).Json;
            ids.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            Assert.True(page.AsObject().ContainsKey("next"));
            after = (string?)page["next"];
        }
        Assert.Equal((6, 3), (ids.Count, pages));
        Assert.Equal(stored, ids);
        Assert.Equal(4, await Count("?student=s1"));
        Assert.Equal(1, await Count("?status=pending"));
        Assert.Equal(5, await Count("?status=graded&question=1"));
        Assert.Equal(0, await Count("?question=2"));
        Assert.Equal(6, await Count($"?since={DateTime.UnixEpoch:O}"));
        Assert.Equal(0, await Count("?since=2100-01-01T00:00:00Z"));

        async Task<int> Count(string query) => (await _host.Get("/api/v1/exams/tiny/submissions" + query)).Json["items"]!.AsArray().Count;
    }

    [Theory]
    [InlineData("limit=0"), InlineData("limit=501"), InlineData("limit=many"), InlineData("after=-1"), InlineData("after=x"), InlineData("status=7")]
    [InlineData("status=done"), InlineData("since=yesterday")]
    public async Task A_wrong_filter_is_refused(string query)
    {
        var reply = await _host.Get("/api/v1/exams/tiny/submissions?" + query);
        Assert.Equal((400, "invalid-parameter"), (reply.Status, reply.Problem));
    }

    [Fact]
    public async Task Validate_tells_what_was_understood_and_costs_nothing()
    {
        var body = GradingHost.Body("""{"a":{"sum":"2+6","twice":"eight","nothing":1},"b":{"halves":{"second":"1/2"}}}""", student: null);
        var reply = await _host.Send(HttpMethod.Post, $"{GradingHost.Tiny}/validate", "demo-student", body);
        Assert.Equal(200, reply.Status);
        Assert.False((bool)reply.Json["readable"]!);
        Assert.Equal(["/answers/a/twice", "/answers/a/nothing"], reply.Pointers);
        Assert.Equal(("read", "8"), ((string)reply.Item("a.sum")["state"]!, reply.Item("a.sum")["understood"]!.ToJsonString()));
        Assert.Equal("unreadable", (string)reply.Item("a.twice")["state"]!);
        Assert.NotNull(reply.Item("a.twice")["problem"]!["en"]);
        Assert.Equal("blank", (string)reply.Item("b.sign")["state"]!);
        Assert.Equal("""{"second":0.5}""", reply.Item("b.halves")["understood"]!.ToJsonString());
        Assert.Equal(0, await _host.Stored());
    }

    [Fact]
    public async Task Validate_says_yes_to_what_submit_takes_and_lists_what_is_wrong_around_the_answers()
    {
        var good = await _host.Send(HttpMethod.Post, $"{GradingHost.Tiny}/validate", "demo-portal", GradingHost.Body());
        Assert.True((bool)good.Json["readable"]!);
        Assert.False(good.Json.AsObject().ContainsKey("errors"));
        var bad = await _host.Send(HttpMethod.Post, $"{GradingHost.Tiny}/validate", "demo-portal", """{"studentId":"a b","name":"x"}""");
        Assert.Equal(200, bad.Status);
        Assert.Equal(["/name", "/answers", "/studentId"], bad.Pointers);
    }
}
