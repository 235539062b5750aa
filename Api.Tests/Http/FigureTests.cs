using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

public sealed class FigureTests
{
    private static readonly DateTimeOffset Opening = new(2090, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Closing = Opening.AddHours(2);
    private static readonly string Hours = $$"""  "opensAt":"{{Opening:O}}","closesAt":"{{Closing:O}}"  """;

    [Fact]
    public async Task A_question_links_its_figures_and_each_is_an_svg_in_either_language()
    {
        using var host = new GradingHost();
        var link = (await host.Get(GradingHost.Tiny, "demo-student")).Json["figures"]!.AsArray().Single()!;
        Assert.Equal(("numbers", "The numbers"), ((string)link["id"]!, (string)link["title"]!["en"]!));
        Assert.Equal(link.ToJsonString(), (await host.Get($"{GradingHost.Tiny}/figures", "demo-student")).Json[0]!.ToJsonString());
        var croatian = await host.Get((string)link["href"]!, "demo-student");
        var english = await host.Get($"{link["href"]}?lang=en", "demo-student");
        Assert.Equal("image/svg+xml; charset=utf-8", croatian.Headers["Content-Type"]);
        Assert.Equal(("hr", "en"), (croatian.Headers["Content-Language"], english.Headers["Content-Language"]));
        Assert.Contains("Brojevi", croatian.Text, StringComparison.Ordinal);
        Assert.Contains("The numbers", english.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_may_be_kept_by_its_reader_alone_and_can_run_nothing()
    {
        using var host = new GradingHost();
        var drawn = await host.Get($"{GradingHost.Tiny}/figures/numbers", "demo-student");
        Assert.Equal(["no-cache", "private"], drawn.Headers["Cache-Control"].Split(", ").Order());
        Assert.Equal("nosniff", drawn.Headers["X-Content-Type-Options"]);
        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline';", drawn.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.EndsWith("sandbox", drawn.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        var again = await host.Get($"{GradingHost.Tiny}/figures/numbers", "demo-student", "If-None-Match", drawn.Headers["ETag"]);
        Assert.Equal((304, 0), (again.Status, again.Bytes.Length));
        Assert.Equal(200, (await host.Get($"{GradingHost.Tiny}/figures/numbers?lang=en", "demo-student", "If-None-Match", drawn.Headers["ETag"])).Status);
    }

    [Theory]
    [InlineData("/figures/nothing"), InlineData("/solution/figures/nothing"), InlineData("/figures/sum"), InlineData("/figures/answer")]
    public async Task What_there_is_no_figure_of_is_not_found(string path)
    {
        using var host = new GradingHost();
        Assert.Equal((404, "not-found"), Outcome(await host.Get(GradingHost.Tiny + path, "demo-instructor")));
    }

    [Fact]
    public async Task Before_the_exam_opens_its_figures_do_not_exist_for_students()
    {
        using var host = new GradingHost(policy: $$"""{ {{Hours}} }""");
        host.Clock.MoveTo(Opening.AddMinutes(-1));
        foreach (var path in new[] { "/figures", "/figures/numbers", "/solution/figures", "/solution/figures/sum" })
            Assert.Equal((404, "not-found"), Outcome(await host.Get(GradingHost.Tiny + path, "demo-student")));
        host.Clock.MoveTo(Opening);
        Assert.Equal(200, (await host.Get($"{GradingHost.Tiny}/figures/numbers", "demo-student")).Status);
    }

    [Theory]
    [InlineData("full", "immediate", true)]
    [InlineData("full", "afterClose", true)]
    [InlineData("verdicts", "immediate", false)]
    [InlineData("points", "afterClose", false)]
    [InlineData("none", "immediate", false)]
    public async Task Only_instructors_see_the_solutions_figures_before_the_exam_has_closed_and_others_then_with_full_feedback(
        string feedback, string release, bool afterwards)
    {
        using var host = new GradingHost(policy: $$"""{ {{Hours}}, "feedback":"{{feedback}}", "release":"{{release}}" }""");
        foreach (var (time, shown) in new[] { (Opening, false), (Closing.AddSeconds(-10), false), (Closing, afterwards) })
        {
            host.Clock.MoveTo(time);
            foreach (var path in new[] { $"{GradingHost.Tiny}/solution/figures", $"{GradingHost.Tiny}/solution/figures/sum" })
            {
                Assert.Equal(200, (await host.Get(path, "demo-instructor")).Status);
                foreach (var key in new[] { "demo-student", "demo-portal" })
                {
                    var reply = await host.Get(path, key);
                    if (shown) Assert.Equal(200, reply.Status);
                    else Assert.Equal((403, "forbidden"), Outcome(reply));
                }
            }
        }
    }

    [Theory]
    [InlineData("demo-student", false, true), InlineData("demo-portal", false, true), InlineData("demo-instructor", true, true)]
    public async Task The_reference_is_drawn_under_an_answer_for_instructors_and_for_others_once_the_exam_has_closed(string key, bool before, bool after)
    {
        using var host = new GradingHost(policy: $$"""{ {{Hours}} }""");
        host.Clock.MoveTo(Opening);
        var submission = (await host.Submit(GradingHost.Body(student: null), "demo-student")).Headers["Location"];
        foreach (var (time, shown) in new[] { (Opening.AddMinutes(1), before), (Closing, after) })
        {
            host.Clock.MoveTo(time);
            foreach (var path in new[] { $"{submission}/figures/answer", $"{submission}/report" })
                Assert.Equal(shown, (await host.Get(path, key)).Text.Contains(SumFigures.Reference, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task With_unlimited_time_nobody_but_an_instructor_ever_sees_the_reference()
    {
        using var host = new GradingHost();
        var submission = (await host.Submit(GradingHost.Body())).Headers["Location"];
        host.Clock.MoveTo(new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        foreach (var key in new[] { "demo-student", "demo-portal" })
        {
            Assert.Equal(403, (await host.Get($"{GradingHost.Tiny}/solution/figures/sum", key)).Status);
            foreach (var path in new[] { $"{submission}/figures/answer", $"{submission}/report" })
                Assert.DoesNotContain(SumFigures.Reference, (await host.Get(path, key)).Text, StringComparison.Ordinal);
        }
        Assert.Contains(SumFigures.Reference, (await host.Get($"{submission}/figures/answer", "demo-instructor")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(SumFigures.Reference, (await host.Get($"{submission}/figures/answer?as=student", "demo-instructor")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", 0), InlineData("points", 0), InlineData("verdicts", 0), InlineData("full", 2)]
    public async Task A_students_own_figures_come_with_full_feedback_alone(string feedback, int figures)
    {
        using var host = new GradingHost(policy: $$"""{"feedback":"{{feedback}}"}""");
        var submission = (await host.Submit(GradingHost.Body())).Headers["Location"];
        var shown = await host.Get(submission, "demo-student");
        Assert.Equal(figures > 0, shown.Json.AsObject().ContainsKey("figures"));
        Assert.Equal($"{submission}/report", (string)shown.Json["report"]!);
        Assert.Equal(figures, (await host.Get($"{submission}/figures", "demo-student")).Json.AsArray().Count);
        Assert.Equal(figures > 0 ? 200 : 404, (await host.Get($"{submission}/figures/answer", "demo-student")).Status);
        Assert.Equal(2, (await host.Get($"{submission}/figures", "demo-portal")).Json.AsArray().Count);
        Assert.Equal(figures, (await host.Get($"{submission}/figures?as=student", "demo-portal")).Json.AsArray().Count);
    }

    [Theory]
    [InlineData("figures"), InlineData("figures/answer"), InlineData("report")]
    public async Task Another_students_pictures_and_report_do_not_exist(string what)
    {
        using var host = new GradingHost();
        var submission = (await host.Submit(GradingHost.Body())).Headers["Location"];
        Assert.Equal((404, "not-found"), Outcome(await host.Get($"{submission}/{what}", "demo-student-2")));
        Assert.Equal((404, "not-found"), Outcome(await host.Get($"/api/v1/submissions/{Guid.Empty}/{what}", "demo-portal")));
    }

    [Fact]
    public async Task The_solution_links_its_figures()
    {
        using var host = new GradingHost();
        var link = (await host.Get($"{GradingHost.Tiny}/solution", "demo-instructor")).Json["figures"]!.AsArray().Single()!;
        Assert.Equal(200, (await host.Get((string)link["href"]!, "demo-instructor")).Status);
    }

    private static (int Status, string Problem) Outcome(Reply reply) => (reply.Status, reply.Problem);
}
