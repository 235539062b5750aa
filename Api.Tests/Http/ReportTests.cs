using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

public sealed class ReportTests
{
    private const string WrongAnswers = """{"a":{"sum":-2,"pair":[3,6]}}""";
    private const string Subtracted = "Oduzeto umjesto zbrojeno.";

    [Theory]
    [InlineData("1"), InlineData("2"), InlineData("3"), InlineData("4"), InlineData("5")]
    public async Task A_report_says_what_the_json_says(string question)
    {
        using var service = new BuiltInSubmissions();
        foreach (var kind in new[] { "paper", "model", "mixed" })
        {
            var submission = await service.Submit(question, BuiltInSubmissions.Answers(kind, question));
            var json = (await service.Host.Get(submission)).Json;
            foreach (var language in new[] { "hr", "en" })
            {
                var reply = await service.Host.Get($"{submission}/report?lang={language}");
                var page = reply.Page;
                Assert.Equal("text/html; charset=utf-8", reply.Headers["Content-Type"]);
                Assert.Equal((language, language), ((string)page.Attribute("lang")!, reply.Headers["Content-Language"]));
                AssertHarmless(page);
                Assert.Contains("0036500001", page.Value, StringComparison.Ordinal);
                Assert.Contains("Ana Anić", page.Value, StringComparison.Ordinal);
                AssertMarks(json, page, language);
            }
        }
    }

    private static void AssertMarks(JsonNode json, XElement page, string language)
    {
        var items = json["parts"]!.AsArray().SelectMany(part => part!["items"]!.AsArray()).Select(item => item!).ToArray();
        var rows = Named(page, "tr").Where(row => row.Attribute("class") is { Value: not "off" } && row.Attribute("role") is not null).ToArray();
        Assert.Equal(items.Select(item => (string)item["verdict"]!), rows.Select(row => row.Attribute("class")!.Value));
        foreach (var (item, row) in items.Zip(rows))
        {
            var mark = row.Elements().Last();
            var points = Named(mark, "data").Select(data => decimal.Parse(data.Attribute("value")!.Value, CultureInfo.InvariantCulture));
            Assert.Equal(((decimal?[])[(decimal?)item["points"], (decimal)item["maxPoints"]!]).OfType<decimal>(), points);
            if (item["message"] is { } message) Assert.Contains((string)message[language]!, row.Value, StringComparison.Ordinal);
            var wrong = item["wrongEntries"]?.AsArray().Count ?? 0;
            if (wrong > 0) Assert.InRange(Named(row, "mark").Count(), 1, Math.Max(wrong, 9));
            else Assert.Empty(Named(row, "mark"));
        }
        var total = Named(page, "data").First().Attribute("value")!.Value;
        Assert.Equal((decimal)json["points"]!, decimal.Parse(total, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("none", false, false, false), InlineData("points", true, false, false), InlineData("verdicts", true, true, false), InlineData("full", true, true, true)]
    public async Task A_student_reads_what_the_feedback_policy_shows(string feedback, bool points, bool verdicts, bool full)
    {
        using var host = new GradingHost(policy: $$"""{"feedback":"{{feedback}}"}""");
        var report = (await host.Submit(GradingHost.Body(WrongAnswers, student: null), "demo-student")).Headers["Location"] + "/report";
        var page = (await host.Get(report, "demo-student")).Page;
        Assert.Equal(points, Named(page, "p").Any(p => (string?)p.Attribute("class") == "score"));
        Assert.Equal(verdicts, Named(page, "span").Any(span => (string?)span.Attribute("class") == "verdict"));
        Assert.Equal(verdicts, Named(page, "mark").Any());
        Assert.Equal(full, page.Value.Contains(Subtracted, StringComparison.Ordinal));
        Assert.Equal(full, Named(page, "svg").Any());
        // Their own answer is shown as they sent it, whatever the policy.
        Assert.Contains("−2", page.Value, StringComparison.Ordinal);
        Assert.Contains(Subtracted, (await host.Get(report, "demo-portal")).Page.Value, StringComparison.Ordinal);
        Assert.Equal((await host.Get(report, "demo-student")).Text, (await host.Get($"{report}?as=student", "demo-portal")).Text);
        Assert.Equal((await host.Get(report, "demo-student")).Text, (await host.Get($"{report}?as=student", "demo-instructor")).Text);
    }

    [Fact]
    public async Task Marks_that_are_released_after_closing_are_not_in_the_report_until_then()
    {
        var opening = new DateTimeOffset(2090, 6, 1, 9, 0, 0, TimeSpan.Zero);
        using var host = new GradingHost(policy: $$"""{"opensAt":"{{opening:O}}","closesAt":"{{opening.AddHours(2):O}}","release":"afterClose"}""");
        host.Clock.MoveTo(opening);
        var report = (await host.Submit(GradingHost.Body(WrongAnswers, student: null), "demo-student")).Headers["Location"] + "/report";
        var before = (await host.Get(report, "demo-student")).Page;
        Assert.Contains("Predaja je zaprimljena", before.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(Subtracted, before.Value, StringComparison.Ordinal);
        host.Clock.MoveTo(opening.AddHours(2));
        Assert.Contains(Subtracted, (await host.Get(report, "demo-student")).Page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_to_an_older_version_is_shown_by_that_version()
    {
        using var workspace = new Workspace().WithTiny();
        string report;
        using (var before = new GradingHost(workspace))
            report = (await before.Submit(GradingHost.Body())).Headers["Location"] + "/report";
        workspace.Change("tiny", "Zbroj", "Nešto drugo");
        workspace.Change("tiny", "\"points\":10", "\"points\":40");
        using var after = new GradingHost(workspace);
        var page = (await after.Get(report, "demo-student")).Page;
        Assert.Equal("1. Zbroj", Named(page, "h1").Single().Value);
        Assert.Contains("od 10 bodova", page.Value, StringComparison.Ordinal);
        Assert.Equal(2, Named(page, "svg").Count());
    }

    [Fact]
    public async Task A_submission_whose_version_no_family_can_read_any_more_is_shown_from_its_marks()
    {
        using var workspace = new Workspace().WithTiny();
        string report;
        using (var before = new GradingHost(workspace))
            report = (await before.Submit(GradingHost.Body(WrongAnswers))).Headers["Location"] + "/report?lang=en";
        File.Delete(Path.Combine(workspace.Exams, "tiny.json"));
        using var after = new GradingHost(workspace, families: FamilyCatalog.BuiltIn());
        var page = (await after.Get(report, "demo-instructor")).Page;
        Assert.Contains("can't be loaded any more", page.Value, StringComparison.Ordinal);
        Assert.Contains("Subtracted instead of added.", page.Value, StringComparison.Ordinal);
        Assert.Contains("−2", page.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("Subtracted", (await after.Get(report, "demo-student")).Page.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>"), InlineData("\"><img src=x onerror=alert(1)>"), InlineData("</title></td><svg/onload=alert(1)>"), InlineData("&lt;b&gt; &amp;"), InlineData("]]>--><!--")]
    public async Task Whatever_a_student_writes_stays_text(string hostile)
    {
        using var host = new GradingHost();
        var answers = new JsonObject { ["a"] = new JsonObject { ["sum"] = hostile, ["pair"] = new JsonArray(hostile, 5) }, ["b"] = new JsonObject { ["sign"] = hostile, ["essay"] = hostile + "\n" + hostile } };
        var posted = await host.Submit(GradingHost.Body(answers.ToJsonString(), name: hostile), query: "?unreadable=keep");
        Assert.Equal(202, posted.Status);
        var reply = await host.Get($"{posted.Headers["Location"]}/report");
        AssertHarmless(reply.Page);
        Assert.DoesNotContain("<script", reply.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", reply.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(hostile, Named(reply.Page, "bdi").Single().Value, StringComparison.Ordinal);
        Assert.Equal(hostile + "\n" + hostile, Named(reply.Page, "pre").Single().Value);
    }

    [Fact]
    public async Task Hostile_formulas_and_programs_stay_text()
    {
        using var service = new BuiltInSubmissions();
        const string Program = "x = '</code></pre><script>alert(1)</script>'\n# \u0001\u0008\u001F\u007F ]]>";
        var answers = new JsonObject { ["a"] = new JsonObject { ["dq_dp"] = "<script>W</script>", ["dq_dW"] = "<b>p</b>" }, ["b"] = new JsonObject { ["layer"] = Program } };
        var submission = await service.Submit("1", answers, "\u202Eevil\u0002", "?unreadable=keep");
        var reply = await service.Host.Get($"{submission}/report");
        AssertHarmless(reply.Page);
        Assert.Contains("<script>W</script>", reply.Page.Value, StringComparison.Ordinal);
        Assert.Contains("'</code></pre><script>alert(1)</script>'", Named(reply.Page, "pre").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_of_any_shape_and_size_give_a_page_of_bounded_size()
    {
        using var service = new BuiltInSubmissions();
        var deep = new string('[', 50) + "1" + new string(']', 50);
        var wide = $"[{string.Join(',', Enumerable.Repeat("\"1e308\"", 60_000))}]";
        var answers = JsonNode.Parse($$$"""
            {"a":{"model":{{{deep}}},"positive":{"<b>":1},"negative":true},"b":{"f1":{{{wide}}},"f2":[[1],[2,3]],"loss":"{{{new string('9', 50_000)}}}"},
             "c":{"dL_df1":{"x":{"y":{"z":{"u":{"v":[[1,[{"t":2}]]] } } } } },"dL_dw":[null,1],"dL_db":123456789012345678901234567890},"nothing":{"at":"all"},"x":7}
            """)!.AsObject();
        var submission = await service.Submit("4", answers, query: "?unreadable=keep");
        foreach (var key in new[] { "demo-student", "demo-instructor" })
        {
            var reply = await service.Host.Get($"{submission}/report", key);
            AssertHarmless(reply.Page);
            Assert.InRange(reply.Bytes.Length, 1, 200_000);
        }
    }

    [Theory]
    [InlineData("en", "en"), InlineData("hr", "hr"), InlineData("en-GB,en;q=0.9,hr;q=0.8", "en"), InlineData("de-AT, hr-HR;q=0.4, en;q=0.3", "hr"), InlineData("de, *;q=0.5", "hr"),
     InlineData("en;q=0, hr;q=0.1", "hr"), InlineData("nonsense;;q", "hr"), InlineData("EN", "en")]
    public async Task Without_lang_the_reader_gets_the_language_that_the_browser_prefers(string accepted, string language)
    {
        using var host = new GradingHost();
        var report = (await host.Submit(GradingHost.Body())).Headers["Location"] + "/report";
        Assert.Equal(language, (string)(await host.Get(report, "demo-student", "Accept-Language", accepted)).Page.Attribute("lang")!);
        Assert.Equal("hr", (string)(await host.Get($"{report}?lang=hr", "demo-student", "Accept-Language", accepted)).Page.Attribute("lang")!);
    }

    [Theory]
    [InlineData("?lang=de"), InlineData("?lang="), InlineData("?as=instructor"), InlineData("?as=")]
    public async Task Another_language_or_reader_is_refused(string query)
    {
        using var host = new GradingHost();
        var submission = (await host.Submit(GradingHost.Body())).Headers["Location"];
        foreach (var path in new[] { $"{submission}/report{query}", $"{submission}/figures/answer{query}" })
        {
            var reply = await host.Get(path, "demo-student");
            Assert.Equal((400, "invalid-parameter"), (reply.Status, reply.Problem));
        }
    }

    [Fact]
    public async Task Figures_in_one_page_keep_their_ids_apart()
    {
        using var host = new GradingHost();
        var page = (await host.Get((await host.Submit(GradingHost.Body())).Headers["Location"] + "/report", "demo-student")).Page;
        var ids = page.DescendantsAndSelf().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var picture in Named(page, "svg"))
        {
            var own = picture.DescendantsAndSelf().Attributes("id").Select(id => id.Value).ToArray();
            Assert.Contains((string)picture.Attribute("aria-labelledby")!, own);
            Assert.Contains(Named(picture, "rect").Single().Attribute("fill")!.Value, own.Select(id => $"url(#{id})"));
        }
    }

    [Fact]
    public async Task An_item_that_waits_is_told_without_blame_and_one_that_was_judged_with_its_evidence()
    {
        using var waiting = new GradingHost();
        var pending = (await waiting.Get((await waiting.Submit(GradingHost.Body("""{"b":{"essay":"Words."}}"""))).Headers["Location"] + "/report?lang=en")).Page;
        Assert.Contains("The answer is stored and waits for its mark.", pending.Value, StringComparison.Ordinal);
        Assert.Contains("not answered", pending.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("incorrect", Named(pending, "body").Single().Value, StringComparison.Ordinal);
        using var judged = new GradingHost(judge: (_, _, _) => new(new Judgement(0)
        {
            Message = new("Poziv ne uspijeva.", "A call fails."),
            Evidence = new Evidence("failing-call") { Details = JsonNode.Parse("""{"behaviours":{"forward":true,"dx":false},"call":"backward_inputs","p":{"shape":[500,30]},"expected":{"shape":[2,2],"values":[[1.5,-2],[0,1e-9]]},"error":{"type":"ValueError","text":"line 1\nline 2","line":3}}""")!.AsObject() },
        }));
        var page = (await judged.Get((await judged.Submit(GradingHost.Body("""{"b":{"essay":"Words."}}"""))).Headers["Location"] + "/report?lang=en")).Page;
        Assert.Contains("500×30", page.Value, StringComparison.Ordinal);
        Assert.Contains("ValueError", page.Value, StringComparison.Ordinal);
        Assert.Contains("−2", page.Value, StringComparison.Ordinal);
        Assert.Contains("10⁻⁹", page.Value, StringComparison.Ordinal);
        Assert.Equal("line 1\nline 2", Named(page, "pre").Single().Value);
    }

    [Fact]
    public async Task An_exception_that_the_message_tells_is_not_told_again_and_the_failing_gradient_is_named()
    {
        using var host = new GradingHost(judge: (_, _, _) => new(new Judgement(0)
        {
            Message = new("Program javlja pogrešku: ValueError: too bad (redak 3).", "The program fails: ValueError: too bad (line 3)."),
            Evidence = new Evidence("failing-call") { Details = JsonNode.Parse("""{"behaviours":{"forward":true,"bias":false},"failing":"bias","call":"backward_params","error":{"type":"ValueError","text":"too bad","line":3}}""")!.AsObject() },
        }));
        var page = (await host.Get((await host.Submit(GradingHost.Body("""{"b":{"essay":"Words."}}"""))).Headers["Location"] + "/report?lang=en")).Page;
        Assert.Single(page.Value.Split("too bad")[1..]);
        Assert.Contains("The call that fails: backward_params: db", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_is_the_courses_own()
    {
        using var host = new GradingHost();
        host.Clock.MoveTo(new(2090, 7, 1, 22, 30, 0, TimeSpan.Zero));
        var report = (await host.Submit(GradingHost.Body())).Headers["Location"] + "/report";
        Assert.Contains("2. 7. 2090. u 00:30 (UTC+2)", (await host.Get(report)).Page.Value, StringComparison.Ordinal);
        Assert.Contains("2 July 2090, 00:30 (UTC+2)", (await host.Get($"{report}?lang=en")).Page.Value, StringComparison.Ordinal);
    }

    private static IEnumerable<XElement> Named(XElement page, string name) => page.DescendantsAndSelf().Where(element => element.Name.LocalName == name);

    private static readonly string[] Active = ["script", "iframe", "object", "embed", "img", "link", "form", "input", "a", "base"];

    private static void AssertHarmless(XElement page)
    {
        Assert.DoesNotContain(page.DescendantsAndSelf(), element => Active.Contains(element.Name.LocalName.ToLowerInvariant()));
        Assert.DoesNotContain(page.DescendantsAndSelf().Attributes(), attribute =>
            attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name.LocalName is "src" or "href" or "srcdoc");
    }
}
