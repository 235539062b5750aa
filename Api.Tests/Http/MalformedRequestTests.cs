using System.Text;
using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

public sealed class MalformedRequestTests(MalformedRequestTests.Shared shared) : IClassFixture<MalformedRequestTests.Shared>
{
    private GradingHost Host => shared.Host;

    public static TheoryData<string, int, string, string?> Bodies() => new()
    {
        { "", 400, "malformed-json", null },
        { "{", 400, "malformed-json", null },
        { "{\"answers\":{\n  \"a\": tru}}", 400, "malformed-json", null },
        { "{\"answers\":{},\"answers\":{}}", 400, "malformed-json", null },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":{\"sum\":1,\"sum\":2}}}", 400, "malformed-json", null },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":{\"sum\":NaN}}}", 400, "malformed-json", null },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":{\"sum\":Infinity}}}", 400, "malformed-json", null },
        { "{\"studentId\":\"1\",\"answers\":" + new string('[', 100) + new string(']', 100) + "}", 400, "malformed-json", null },
        { new string('[', 100_000), 400, "malformed-json", null },
        { "[]", 422, "unreadable", "" },
        { "null", 422, "unreadable", "" },
        { "\"text\"", 422, "unreadable", "" },
        { "{}", 422, "unreadable", "/answers" },
        { "{\"studentId\":\"1\"}", 422, "unreadable", "/answers" },
        { "{\"studentId\":\"1\",\"answers\":null}", 422, "unreadable", "/answers" },
        { "{\"studentId\":\"1\",\"answers\":[]}", 422, "unreadable", "/answers" },
        { "{\"studentId\":\"1\",\"answers\":{},\"a/b~c\":1}", 422, "unreadable", "/a~1b~0c" },
        { "{\"studentId\":1,\"answers\":{}}", 422, "unreadable", "/studentId" },
        { "{\"studentId\":\"a b\",\"answers\":{}}", 422, "unreadable", "/studentId" },
        { "{\"studentId\":\"1\\n\",\"answers\":{}}", 422, "unreadable", "/studentId" },
        { "{\"studentId\":\"\",\"answers\":{}}", 422, "unreadable", "/studentId" },
        { "{\"studentId\":\"" + new string('1', 65) + "\",\"answers\":{}}", 422, "unreadable", "/studentId" },
        { "{\"answers\":{}}", 422, "unreadable", "/studentId" },
        { "{\"studentId\":\"1\",\"studentName\":\"" + new string('č', 201) + "\",\"answers\":{}}", 422, "unreadable", "/studentName" },
        { "{\"studentId\":\"1\",\"studentName\":{},\"answers\":{}}", 422, "unreadable", "/studentName" },
        { "{\"studentId\":\"1\",\"answers\":{\"z\":{}}}", 422, "unreadable", "/answers/z" },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":{\"product\":1}}}", 422, "unreadable", "/answers/a/product" },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":5}}", 422, "unreadable", "/answers/a" },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":{\"sum\":{\"x\":1}}}}", 422, "unreadable", "/answers/a/sum" },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":{\"sum\":true}}}", 422, "unreadable", "/answers/a/sum" },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":{\"sum\":1e999}}}", 422, "unreadable", "/answers/a/sum" },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":{\"sum\":\"NaN\"}}}", 422, "unreadable", "/answers/a/sum" },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":{\"sum\":\"0,5\"}}}", 422, "unreadable", "/answers/a/sum" },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":{\"pair\":[1,\"x\"]}}}", 422, "unreadable", "/answers/a/pair/1" },
        { "{\"studentId\":\"1\",\"answers\":{\"b\":{\"sign\":\"maybe\"}}}", 422, "unreadable", "/answers/b/sign" },
        { "{\"studentId\":\"1\",\"answers\":{\"b\":{\"halves\":{\"third\":1}}}}", 422, "unreadable", "/answers/b/halves/third" },
        { "{\"studentId\":\"1\",\"answers\":{\"b\":{\"essay\":\"a\\u0000b\"}}}", 422, "unreadable", "/answers/b/essay" },
        { "{\"studentId\":\"1\",\"answers\":{\"b\":{\"essay\":\"\\ud800\"}}}", 422, "unreadable", "/answers/b/essay" },
        { "{\"studentId\":\"1\",\"answers\":{\"b\":{\"essay\":\"\\udc00x\"}}}", 422, "unreadable", "/answers/b/essay" },
        { "{\"studentId\":\"1\",\"answers\":{\"b\":{\"\\ud800\":1}}}", 422, "unreadable", null },
        { "{\"studentId\":\"1\",\"answers\":{\"a\":{\"pair\":[1,\"\\u0000\"]}}}", 422, "unreadable", "/answers/a/pair/1" },
        { "{\"studentId\":\"1\",\"studentName\":\"\\udfff\",\"answers\":{}}", 422, "unreadable", "/studentName" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_faulty_body_is_refused_with_a_pointer_and_nothing_is_stored(string body, int status, string problem, string? pointer)
    {
        var reply = await Host.Submit(body);
        Assert.Equal((status, problem), (reply.Status, reply.Problem));
        if (pointer is not null) Assert.Contains(pointer, reply.Pointers);
        Assert.DoesNotContain("System.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Host.Stored());
        Assert.All(
            reply.Json["errors"]?.AsObject().SelectMany(error => error.Value!.AsArray()) ?? [],
            reason => Assert.True(reason!["hr"]!.ToString().Length > 0 && reason["en"]!.ToString().Length > 0));
    }

    [Fact]
    public async Task Malformed_json_names_line_and_byte()
    {
        var reply = await Host.Submit("{\"answers\":{\n  \"a\": tru}}");
        Assert.StartsWith("Line 2, byte 11:", (string)reply.Json["detail"]!, StringComparison.Ordinal);
        Assert.StartsWith("Redak 2, bajt 11:", (string)reply.Json["message"]!["hr"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        var content = GradingHost.Json([.. "{\"studentId\":\""u8, 0xFF, .. "\",\"answers\":{}}"u8]);
        var reply = await Host.Send(HttpMethod.Post, $"{GradingHost.Tiny}/submissions", "demo-portal", content);
        Assert.Equal((400, "malformed-json"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData(10_000_000, false), InlineData(10_000_000, true), InlineData((1 << 20) + 1, false), InlineData((1 << 20) + 1, true)]
    public async Task A_body_over_one_mebibyte_is_refused(int bytes, bool chunked)
    {
        var body = Encoding.UTF8.GetBytes("{\"studentId\":\"1\",\"answers\":{}" + new string(' ', bytes - 30) + "}");
        Assert.Equal(bytes, body.Length);
        using HttpContent content = chunked ? new StreamContent(new Unsized(body)) : new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        var reply = await Host.Send(HttpMethod.Post, $"{GradingHost.Tiny}/submissions", "demo-portal", content);
        Assert.Equal((413, "too-large"), (reply.Status, reply.Problem));
        Assert.Equal(0, await Host.Stored());
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_body_of_one_mebibyte_is_read(bool chunked)
    {
        using var host = new GradingHost();
        var body = Encoding.UTF8.GetBytes("{\"studentId\":\"1\",\"answers\":{}" + new string(' ', (1 << 20) - 30) + "}");
        using HttpContent content = chunked ? new StreamContent(new Unsized(body)) : new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        Assert.Equal(201, (await host.Send(HttpMethod.Post, $"{GradingHost.Tiny}/submissions", "demo-portal", content)).Status);
    }

    [Theory]
    [InlineData("text/plain"), InlineData("application/xml"), InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16"), InlineData("")]
    public async Task Another_media_type_is_refused(string mediaType)
    {
        var content = GradingHost.Json(Encoding.UTF8.GetBytes(GradingHost.Body()), mediaType);
        var reply = await Host.Send(HttpMethod.Post, $"{GradingHost.Tiny}/submissions", "demo-portal", content);
        Assert.Equal((415, "unsupported-media-type"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData("application/json; charset=UTF-8"), InlineData("application/vnd.portal+json"), InlineData("Application/JSON")]
    public async Task Any_kind_of_json_is_read(string mediaType)
    {
        var content = GradingHost.Json(Encoding.UTF8.GetBytes(GradingHost.Body()), mediaType);
        var reply = await Host.Send(HttpMethod.Post, $"{GradingHost.Tiny}/validate", "demo-portal", content);
        Assert.Equal(200, reply.Status);
    }

    [Theory]
    [InlineData("PUT", "/api/v1/exams/tiny/questions/1/submissions", "POST"), InlineData("DELETE", "/api/v1/exams", "GET")]
    [InlineData("GET", "/api/v1/exams/tiny/questions/1/validate", "POST"), InlineData("PATCH", "/api/v1/keys", "GET, POST")]
    public async Task A_wrong_method_is_refused(string method, string path, string allowed)
    {
        var reply = await Host.Send(new HttpMethod(method), path, "demo-portal", (HttpContent?)null);
        Assert.Equal((405, "method-not-allowed", allowed), (reply.Status, reply.Problem, reply.Headers["Allow"]));
    }

    [Theory]
    [InlineData("/api/v1/exams/huge"), InlineData("/api/v1/exams/tiny/questions/9"), InlineData("/api/v1/nothing"), InlineData("/api/v1/exams/tiny/questions/1/2")]
    [InlineData("/nothing"), InlineData("/api/v1/exams/%F0%28%8C%28")]
    public async Task What_does_not_exist_is_not_found(string path)
    {
        var reply = await Host.Get(path);
        Assert.Equal((404, "not-found"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData("?unreadable=drop"), InlineData("?unreadable=")]
    public async Task A_wrong_way_to_take_unreadable_items_is_refused(string query)
    {
        var reply = await Host.Submit(GradingHost.Body(), query: query);
        Assert.Equal((400, "invalid-parameter"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData("with space")]
    public async Task An_idempotency_key_is_visible_ascii(string key)
    {
        var reply = await Host.Submit(GradingHost.Body(), idempotencyKey: key);
        Assert.Equal(400, reply.Status);
    }

    [Fact]
    public async Task An_idempotency_key_has_at_most_255_characters()
    {
        Assert.Equal("invalid-parameter", (await Host.Submit(GradingHost.Body(), idempotencyKey: new string('k', 256))).Problem);
        using var host = new GradingHost();
        Assert.Equal(201, (await host.Submit(GradingHost.Body(), idempotencyKey: new string('k', 255))).Status);
    }

    [Fact]
    public async Task A_byte_order_mark_is_skipped()
    {
        using var host = new GradingHost();
        var content = GradingHost.Json([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(GradingHost.Body())]);
        Assert.Equal(201, (await host.Send(HttpMethod.Post, $"{GradingHost.Tiny}/submissions", "demo-portal", content)).Status);
    }

    public sealed class Shared : IDisposable
    {
        internal GradingHost Host { get; } = new();

        public void Dispose() => Host.Dispose();
    }

    /// <summary>A stream whose length nobody knows beforehand, so that it is sent in chunks.</summary>
    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
