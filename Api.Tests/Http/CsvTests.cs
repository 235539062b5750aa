using System.Text;
using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

public sealed class CsvTests : IDisposable
{
    private const string Evil = "=cmd|' /C calc'!A0";
    private const string Croatian = "Đurđa \"Đu\", Žižić";

    private readonly Workspace _workspace = new Workspace().WithTiny(questions: 2);
    private readonly GradingHost _host;

    public CsvTests() => _host = new GradingHost(_workspace);

    public void Dispose()
    {
        _host.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Results_have_one_row_for_each_student()
    {
        await _host.Submit(GradingHost.Body(name: Evil));
        var last = await _host.Submit(GradingHost.Body("""{"a":{"sum":8}}"""));
        await _host.Submit(GradingHost.Body("""{"a":{"sum":8}}""", student: "-7", name: Croatian));
        var rows = await Rows("results.csv");
        Assert.Equal(
            "\"studentId\",\"studentName\",\"1\",\"2\",\"total\",\"maxTotal\",\"percent\",\"submissions\",\"lastSubmittedAt\"",
            rows[0]);
        var times = rows[1..3].Select(row => row[(row.LastIndexOf(',') + 1)..]).ToArray();
        Assert.Equal($"\"'-7\",\"Đurđa \"\"Đu\"\", Žižić\",1.6667,,1.6667,20,8.3333,1,{times[0]}", rows[1]);
        Assert.Equal($"\"0036500001\",\"'=cmd|' /C calc'!A0\",8.3333,,8.3333,20,41.6667,2,{times[1]}", rows[2]);
        Assert.Equal(((DateTimeOffset)last.Json["submittedAt"]!).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null), times[1].Trim('"'));
        Assert.Equal(("", 4), (rows[3], rows.Length));
    }

    [Fact]
    public async Task Submissions_have_one_row_each()
    {
        var one = (await _host.Submit(GradingHost.Body(name: "@x"))).Json;
        var two = (await _host.Submit(GradingHost.Body("""{"b":{"essay":"Words."}}"""))).Json;
        var rows = await Rows("submissions.csv");
        Assert.Equal(
            "\"id\",\"studentId\",\"studentName\",\"questionId\",\"attempt\",\"submittedAt\",\"status\",\"points\",\"maxPoints\",\"examVersion\"",
            rows[0]);
        Assert.StartsWith($"\"{one["id"]}\",\"0036500001\",\"'@x\",\"1\",1,\"2", rows[1], StringComparison.Ordinal);
        Assert.EndsWith($"Z\",\"graded\",8.3333,10,\"{one["examVersion"]}\"", rows[1], StringComparison.Ordinal);
        Assert.StartsWith($"\"{two["id"]}\",\"0036500001\",,\"1\",2,\"2", rows[2], StringComparison.Ordinal);
        Assert.EndsWith($"Z\",\"pending\",0,10,\"{two["examVersion"]}\"", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_have_one_row_each_with_the_answer_as_it_was_sent()
    {
        var body = GradingHost.Body("""{"a":{"sum":-2.50,"twice":"-2-3","pair":[ -3, "1/2" ]},"b":{"sign":"plus","halves":{"first":1.5},"essay":"\tTab, \"quote\"\r\nline"}}""");
        var id = (await _host.Submit(body)).Json["id"];
        var text = await Text("items.csv");
        string[] rows =
        [
            "\"submissionId\",\"studentId\",\"questionId\",\"part\",\"item\",\"verdict\",\"points\",\"maxPoints\",\"mistake\",\"answer\"",
            $"\"{id}\",\"0036500001\",\"1\",\"a\",\"sum\",\"incorrect\",0,1.6667,,-2.50",
            $"\"{id}\",\"0036500001\",\"1\",\"a\",\"twice\",\"followThrough\",1.6667,1.6667,,\"'-2-3\"",
            $"\"{id}\",\"0036500001\",\"1\",\"a\",\"pair\",\"incorrect\",0,1.6667,,\"[-3,\"\"1/2\"\"]\"",
            $"\"{id}\",\"0036500001\",\"1\",\"b\",\"sign\",\"correct\",1.6667,1.6667,,\"plus\"",
            $"\"{id}\",\"0036500001\",\"1\",\"b\",\"halves\",\"partial\",0.8333,1.6667,,\"{{\"\"first\"\":1.5}}\"",
            $"\"{id}\",\"0036500001\",\"1\",\"b\",\"essay\",\"pending\",,1.6667,,\"'\tTab, \"\"quote\"\"\r\nline\"",
            "",
        ];
        Assert.Equal(string.Join("\r\n", rows), text);
    }

    [Fact]
    public async Task Every_row_of_many_pages_is_exported_once()
    {
        const int count = 1_200;
        await Parallel.ForAsync(
            0, count, TestContext.Current.CancellationToken, async (i, _) => await _host.Submit(GradingHost.Body(student: $"s{i:D5}")));
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"\"s{i:D5}\""), (await Rows("results.csv"))[1..^1].Select(row => row.Split(',')[0]));
        Assert.Equal(count, (await Rows("submissions.csv"))[1..^1].Select(row => row.Split(',')[0]).Distinct().Count());
        Assert.Equal(6 * count, (await Rows("items.csv"))[1..^1].Distinct().Count());
    }

    [Fact]
    public async Task A_file_without_submissions_has_its_headings()
    {
        foreach (var file in new[] { "results.csv", "submissions.csv", "items.csv" }) Assert.Equal(2, (await Rows(file)).Length);
        Assert.Equal("not-found", (await _host.Get("/api/v1/exams/none/items.csv", "demo-instructor")).Problem);
    }

    private async Task<string[]> Rows(string file) => (await Text(file)).Split("\r\n");

    private async Task<string> Text(string file)
    {
        var reply = await _host.Get("/api/v1/exams/tiny/" + file, "demo-instructor");
        Assert.Equal((200, "text/csv"), (reply.Status, reply.MediaType));
        Assert.Equal($"attachment; filename=\"tiny-{file}\"", reply.Headers["Content-Disposition"]);
        Assert.Equal([0xEF, 0xBB, 0xBF], reply.Bytes[..3]);
        return Encoding.UTF8.GetString(reply.Bytes.AsSpan(3));
    }
}
