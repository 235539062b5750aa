using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;
using GradingService.Tests.Http.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GradingService.Tests.Http;

public sealed class BatchTests : IDisposable
{
    private const string Address = "/api/v1/exams/tiny/submissions";

    private readonly Workspace _workspace = new Workspace().WithTiny(questions: 2);
    private readonly GradingHost _host;

    public BatchTests() => _host = new GradingHost(_workspace);

    public void Dispose()
    {
        _host.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Two_thousand_lines_mixed_with_broken_ones_are_answered_in_order_and_what_is_acknowledged_is_stored_once()
    {
        var broken = new[]
        {
            "{", "nonsense", "[1,2]", "null", """{"studentId":"s","answers":{"9":{}}}""", """{"studentId":"s","answers":{"1":{"a":{"sum":"x"}}}}""",
            """{"studentId":"s","studentId":"t","answers":{}}""", """{"studentId":"s\u0000","answers":{"1":{}}}""", """{"answers":{"1":{}}}""",
        };
        var sent = Enumerable.Range(0, 2000).Select(i => i % 7 == 3 ? broken[i / 7 % broken.Length] : Line($"s{i}")).ToArray();
        var (results, summary) = await Send(string.Join('\n', sent));

        Assert.Equal(Enumerable.Range(1, 2000), results.Select(result => (int)result["line"]!));
        Assert.All(results, result => Assert.Equal(((int)result["line"]! - 1) % 7 == 3, (string)result["status"]! == "refused"));
        var refused = Enumerable.Range(0, 2000).Count(i => i % 7 == 3);
        Assert.Equal($$"""{"lines":2000,"stored":{{2000 - refused}},"pending":0,"refused":{{refused}},"complete":true}""", summary.ToJsonString());

        var acknowledged = results.Where(result => (string)result["status"]! == "stored").SelectMany(result => Ids(result)).ToList();
        var store = _host.Services.GetRequiredService<ISubmissionStore>();
        var stored = await store.List(new("tiny"), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2 * (2000 - refused), acknowledged.Distinct().Count());
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), stored.Select(one => one.Submission.Id.ToString()).Order(StringComparer.Ordinal));
        Assert.All(results.Where(result => (string)result["status"]! == "stored"), result =>
            Assert.Equal($"s{(int)result["line"]! - 1}", (string)result["studentId"]!));
    }

    [Fact]
    public async Task Results_come_while_lines_are_still_being_sent()
    {
        using var wire = await Wire.Open(_host);
        await wire.Send(Line("first") + "\n");
        var first = JsonNode.Parse(await wire.ReadLine())!;
        Assert.Equal(("first", "stored"), ((string)first["studentId"]!, (string)first["status"]!));
        Assert.Equal(2, await _host.Stored());

        await wire.Send("\r\n  \n" + Line("second")[..20]);
        await wire.Send(Line("second")[20..] + "\r\n");
        Assert.Equal(4, (int)JsonNode.Parse(await wire.ReadLine())!["line"]!);
        await wire.Send(Line("third"));
        await wire.End();
        Assert.Equal("third", (string)JsonNode.Parse(await wire.ReadLine())!["studentId"]!);
        Assert.Equal(3, (int)JsonNode.Parse(await wire.ReadLine())!["summary"]!["lines"]!);
    }

    [Fact]
    public async Task What_was_acknowledged_stays_when_the_client_leaves()
    {
        using (var wire = await Wire.Open(_host))
        {
            await wire.Send(Line("first") + "\n");
            await wire.ReadLine();
            await wire.Send(Line("never-ended"));
        }
        var (results, _) = await Send(Line("after"));
        Assert.Equal("stored", (string)Assert.Single(results)["status"]!);
        Assert.Equal(4, await _host.Stored());
    }

    [Fact]
    public async Task A_service_that_stops_says_that_the_end_is_missing()
    {
        using var wire = await Wire.Open(_host);
        await wire.Send(Line("first") + "\n");
        await wire.ReadLine();
        _host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var summary = JsonNode.Parse(await wire.ReadLine())!["summary"]!;
        Assert.Equal("""{"lines":1,"stored":1,"pending":0,"refused":0,"complete":false}""", summary.ToJsonString());
    }

    [Fact]
    public async Task A_line_says_why_it_was_refused_and_where()
    {
        var (results, _) = await Send("\n" + """{"studentId":"s", }""" + "\n" + """{"studentId":"s","answers":{"1":{"a":{"sum":"x"}}}}""");
        Assert.Equal([2, 3], results.Select(result => (int)result["line"]!));
        Assert.Equal("urn:grading:malformed-json", (string)results[0]["problem"]!["type"]!);
        Assert.StartsWith("Line 2, byte 19:", (string)results[0]["problem"]!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(422, (int)results[1]["problem"]!["status"]!);
        Assert.Equal("/answers/1/a/sum", Assert.Single(results[1]["problem"]!["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task Hostile_lines_are_refused_and_the_others_stored()
    {
        var deep = $$"""{"studentId":"s","answers":{"1":{{string.Concat(Enumerable.Repeat("""{"a":""", 100_000))}}1{{new string('}', 100_002)}}""";
        var endless = new string('x', 3 << 20);
        var wide = $$"""{"studentId":"s","answers":{"1":{"a":{"pair":[{{string.Join(',', Enumerable.Repeat("1", 500_000))}}]} } } }""";
        var (results, summary) = await Send(string.Join('\n', deep, Line("a"), endless, Line("b"), wide, "\"" + new string('[', 900_000), Line("c")));
        Assert.Equal(
            ["refused", "stored", "refused", "stored", "refused", "refused", "stored"], results.Select(result => (string)result["status"]!));
        Assert.Equal("urn:grading:too-large", (string)results[2]["problem"]!["type"]!);
        Assert.Equal(7, (int)summary["lines"]!);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_line_by_line()
    {
        var random = new Random(5);
        var noise = new byte[200_000];
        random.NextBytes(noise);
        var (results, summary) = await Send([.. noise, (byte)'\n', .. Encoding.UTF8.GetBytes(Line("end"))]);
        Assert.All(results.SkipLast(1), result => Assert.Equal("refused", (string)result["status"]!));
        Assert.Equal("stored", (string)results[^1]["status"]!);
        Assert.Equal((results.Count, true), ((int)summary["lines"]!, (bool)summary["complete"]!));
    }

    [Fact]
    public async Task A_batch_sent_again_with_keys_stores_nothing_more()
    {
        var batch = string.Join('\n', Enumerable.Range(0, 40).Select(i => Line($"s{i}", key: $"k{i}")));
        var replies = await Task.WhenAll(Send(batch), Send(batch), Send(batch));
        Assert.All(replies, reply => Assert.Equal(replies[0].Results.SelectMany(Ids), reply.Results.SelectMany(Ids)));
        Assert.Equal(80, await _host.Stored());

        var (other, _) = await Send(Line("another", key: "k0") + "\n" + Line("s", key: "ž") + "\n" + Line("s", key: ""));
        Assert.Equal(
            ["idempotency-key-reused", "invalid-parameter", "invalid-parameter"],
            other.Select(result => ((string)result["problem"]!["type"]!).Replace("urn:grading:", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_same_key_twice_in_a_batch_is_one_set_of_submissions()
    {
        var (results, _) = await Send(Line("s", key: "k") + "\n" + Line("s", key: "k"));
        Assert.Equal(Ids(results[0]), Ids(results[1]));
        Assert.Equal(2, await _host.Stored());
    }

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(1000, 1)]
    public async Task A_line_waits_for_a_busy_store(int writes, int characters)
    {
        using var workspace = new Workspace().WithTiny(questions: 2);
        using var host = new GradingHost(
            workspace, services: services => services.Configure<StorageOptions>(storage => (storage.QueueCapacity, storage.QueueCharacters) = (writes, characters)));
        var (results, _) = await Send(string.Join('\n', Enumerable.Range(0, 60).Select(i => Line($"s{i}"))), host);
        Assert.All(results, result => Assert.Equal("stored", (string)result["status"]!));
        Assert.Equal(120, await host.Stored());
    }

    [Fact]
    public async Task Pending_lines_are_answered_at_once_and_marked_afterwards()
    {
        using var workspace = new Workspace().WithTiny();
        var judge = new HeldJudge();
        using var host = new GradingHost(workspace, families: new([new ProgramFamily(judge.Judge)]));
        var line = $$"""{"studentId":"s","answers":{"1":{{ProgramFamily.Answers("print(8)")}} } }""";
        var (results, summary) = await Send(line, host);
        Assert.Equal(("pending", 1), ((string)results[0]["status"]!, (int)summary["pending"]!));
        judge.Release();
        Assert.Equal("graded", (string)(await host.Settled($"/api/v1/submissions/{Ids(results[0]).Single()}")).Json["status"]!);
    }

    [Fact]
    public async Task A_student_sends_no_batch_and_a_key_belongs_to_a_line()
    {
        var content = GradingHost.Json(Encoding.UTF8.GetBytes(Line("0036500001")), "application/x-ndjson");
        Assert.Equal("forbidden", (await _host.Send(HttpMethod.Post, Address, "demo-student", content)).Problem);
        content = GradingHost.Json(Encoding.UTF8.GetBytes(Line("s")), "application/x-ndjson");
        Assert.Equal("invalid-parameter", (await _host.Send(HttpMethod.Post, Address, "demo-portal", content, "k")).Problem);
        content = GradingHost.Json(Encoding.UTF8.GetBytes(Line("s")), "text/plain");
        Assert.Equal("unsupported-media-type", (await _host.Send(HttpMethod.Post, Address, "demo-portal", content)).Problem);
        Assert.Equal(0, await _host.Stored());
    }

    [Fact]
    public async Task An_empty_batch_is_a_summary_alone()
    {
        var (results, summary) = await Send("\n\n \r\n");
        Assert.Empty(results);
        Assert.Equal((0, true), ((int)summary["lines"]!, (bool)summary["complete"]!));
    }

    [Fact]
    public async Task A_batch_far_longer_than_what_may_be_in_flight_takes_bounded_memory()
    {
        // 600 MB of lines that are all refused: what is kept of them would show.
        var line = Encoding.UTF8.GetBytes($$"""{"studentId":"s","answers":{"9":{"x":"{{new string('y', 1_000_000)}}"} } }""" + "\n");
        using var wire = await Wire.Open(_host);
        GC.Collect();
        var (before, most) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        for (var i = 0; i < 600; i++)
        {
            await wire.Send(line);
            Assert.Equal("refused", (string)JsonNode.Parse(await wire.ReadLine())!["status"]!);
            if (i % 100 == 99) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }
        Assert.InRange(most, long.MinValue, 200 << 20);
    }

    private static string Line(string student, string? key = null)
    {
        var line = JsonNode.Parse($$"""{"answers":{"1":{{GradingHost.RightAnswers}},"2":{"a":{"sum":12} } } }""")!.AsObject();
        line["studentId"] = student;
        if (key is not null) line["idempotencyKey"] = key;
        return line.ToJsonString();
    }

    private static IEnumerable<string> Ids(JsonNode result) => result["submissions"]!.AsArray().Select(one => (string)one!["id"]!);

    private Task<(List<JsonNode> Results, JsonNode Summary)> Send(string lines, GradingHost? host = null) => Send(Encoding.UTF8.GetBytes(lines), host);

    private async Task<(List<JsonNode> Results, JsonNode Summary)> Send(byte[] lines, GradingHost? host = null)
    {
        var reply = await (host ?? _host).Send(HttpMethod.Post, Address, "demo-portal", GradingHost.Json(lines, "application/x-ndjson"));
        Assert.Equal((200, "application/x-ndjson"), (reply.Status, reply.MediaType));
        var results = reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        return (results[..^1], results[^1]["summary"]!);
    }

    /// <summary>A connection over which lines are sent and read at the same time, which <see cref="HttpClient"/> doesn't do.</summary>
    private sealed class Wire : IDisposable
    {
        private readonly TcpClient _client = new();
        private StreamReader _reader = null!;

        public static async Task<Wire> Open(GradingHost host)
        {
            var wire = new Wire();
            await wire._client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
            wire._reader = new StreamReader(wire._client.GetStream());
            await wire.Raw(Encoding.ASCII.GetBytes(
                $"POST {Address} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer demo-portal\r\n"
                + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"));
            Assert.Equal("HTTP/1.1 200 OK", await wire.Read());
            while (await wire.Read() != "") { }
            return wire;
        }

        public Task Send(string text) => Send(Encoding.UTF8.GetBytes(text));

        public async Task Send(byte[] bytes)
        {
            await Raw(Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            await Raw(bytes);
            await Raw("\r\n"u8.ToArray());
        }

        public Task End() => Raw("0\r\n\r\n"u8.ToArray());

        /// <summary>The next line of the answer: the lines that are no sizes of chunks.</summary>
        public async Task<string> ReadLine()
        {
            while (true)
                if (await Read() is { } line && line.StartsWith('{')) return line;
        }

        public void Dispose() => _client.Dispose();

        private async Task Raw(byte[] bytes) => await _client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);

        private async Task<string> Read() =>
            await _reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)
            ?? throw new EndOfStreamException();
    }
}
