using GradingService.Domain.Marking;
using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

public sealed class PendingTests
{
    [Fact]
    public async Task What_waited_for_a_judge_is_marked_from_the_stored_answers_once_there_is_one()
    {
        using var workspace = new Workspace().WithTiny();
        string good, bad, graded;
        using (var before = new GradingHost(workspace))
        {
            good = (await before.Submit(GradingHost.Body("""{"a":{"sum":8},"b":{"essay":"A good essay."}}"""))).Headers["Location"];
            bad = (await before.Submit(GradingHost.Body("""{"b":{"essay":"Nothing."}}"""))).Headers["Location"];
            graded = (await before.Submit(GradingHost.Body())).Headers["Location"];
            Assert.Equal("pending", (string)(await before.Get(good)).Json["status"]!);
        }
        var asked = 0;
        using var after = new GradingHost(workspace, judge: Judge);
        var marked = await after.Settled(good);
        var essay = marked.Item("b.essay");
        Assert.Equal(("correct", 1.6667m), ((string)essay["verdict"]!, (decimal)essay["points"]!));
        Assert.Equal(3.3333m, (decimal)marked.Json["points"]!);
        var wrong = await after.Settled(bad);
        Assert.Equal(("incorrect", "too-short"), ((string)wrong.Item("b.essay")["verdict"]!, (string)wrong.Item("b.essay")["mistake"]!));
        Assert.Equal("""{"kind":"word-count","words":1}""", wrong.Item("b.essay")["evidence"]!.ToJsonString());
        Assert.Equal("graded", (string)(await after.Get(graded)).Json["status"]!);
        Assert.Equal(2, asked);
        Assert.Equal(3, await after.Stored());

        ValueTask<Judgement> Judge(string text, Values own, CancellationToken cancellation)
        {
            Interlocked.Increment(ref asked);
            var words = text.Split(' ').Length;
            return new(words > 1 ? new Judgement(1) : new Judgement(0)
            {
                Mistake = "too-short",
                Evidence = new Evidence("word-count") { Details = new() { ["words"] = words } },
            });
        }
    }

    [Fact]
    public async Task Without_a_judge_they_go_on_waiting()
    {
        using var workspace = new Workspace().WithTiny();
        string location;
        using (var before = new GradingHost(workspace)) location = (await before.Submit(GradingHost.Body("""{"b":{"essay":"Words."}}"""))).Headers["Location"];
        using var after = new GradingHost(workspace);
        Assert.Equal("pending", (string)(await after.Get(location)).Json["status"]!);
    }

    [Fact]
    public async Task A_judge_that_fails_on_one_leaves_the_others_judged()
    {
        using var workspace = new Workspace().WithTiny();
        string first, second;
        using (var before = new GradingHost(workspace))
        {
            first = (await before.Submit(GradingHost.Body("""{"b":{"essay":"Bomb"}}"""))).Headers["Location"];
            second = (await before.Submit(GradingHost.Body("""{"b":{"essay":"Words"}}"""))).Headers["Location"];
        }
        using var after = new GradingHost(workspace, judge: (essay, _, _) =>
            essay == "Bomb" ? throw new InvalidOperationException("The judge failed.") : new(new Judgement(1)));
        Assert.Equal("correct", (string)(await after.Settled(second)).Item("b.essay")["verdict"]!);
        Assert.Equal("pending", (string)(await after.Get(first)).Json["status"]!);
    }

    [Fact]
    public async Task A_submission_of_an_exam_that_changed_is_marked_by_its_own_version()
    {
        using var workspace = new Workspace().WithTiny("""{"feedback":"verdicts"}""");
        Reply posted;
        using (var before = new GradingHost(workspace)) posted = await before.Submit(GradingHost.Body("""{"a":{"sum":8},"b":{"essay":"Words."}}"""));
        workspace.Change("tiny", "\"a\":3", "\"a\":4");
        using var after = new GradingHost(workspace, judge: (_, _, _) => new(new Judgement(1)));
        var marked = await after.Settled(posted.Headers["Location"]);
        Assert.Equal((string)posted.Json["examVersion"]!, (string)marked.Json["examVersion"]!);
        Assert.Equal(("correct", 3.3333m), ((string)marked.Item("a.sum")["verdict"]!, (decimal)marked.Json["points"]!));
        Assert.NotEqual((string)posted.Json["examVersion"]!, (string)(await after.Submit(GradingHost.Body())).Json["examVersion"]!);
    }

    [Fact]
    public async Task A_submission_outlives_its_exams_file()
    {
        using var workspace = new Workspace().WithTiny("""{"feedback":"points"}""");
        string location;
        using (var before = new GradingHost(workspace)) location = (await before.Submit(GradingHost.Body())).Headers["Location"];
        File.Delete(Path.Combine(workspace.Exams, "tiny.json"));
        using var after = new GradingHost(workspace);
        Assert.Equal("not-found", (await after.Get("/api/v1/exams/tiny")).Problem);
        Assert.Equal("correct", (string)(await after.Get(location)).Item("a.sum")["verdict"]!);
        Assert.False((await after.Get(location, "demo-student")).Item("a.sum").AsObject().ContainsKey("verdict"));
    }
}
