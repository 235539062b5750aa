using System.Text;
using CsCheck;
using GradingService.Domain.Exams;
using GradingService.Tests.Domain.Families;
using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

/// <summary>Valid bodies, damaged in thousands of ways: the service answers with marks or with a problem, never with a failure of its own.</summary>
public sealed class MutatedBodyTests : IDisposable
{
    private const int Mutations = 2_000;

    /// <summary>What is put into bodies: tokens that break structure, numbers, texts and encodings.</summary>
    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "false", "[]", "{}", "\"\"", "0", "-0", "1e308", "1e309", "-1e-400", "NaN", "Infinity", "0x1F", "1.", ".5",
        "99999999999999999999999999", "\"1/0\"", "\"9^9^9^9\"", "\"0,5\"", "\"1 000\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\uD83D\\uDE00\"", "\"đ😀\"", "\u00A0", "\uFEFF",
        "\"a\":1,\"a\":2", "\"answers\":{}", "\"studentId\":\"x\"", "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":", "\"((((((((((((((((\"", "\"x[999999999]\"", "\"w^-1\"", "\\", "/**/", "\t", "\n", "'",
        "\"$ref\":\"#\"", "\"__proto__\":{}", "1E+2", "\"\u202Etext\"", "\"norm(norm(norm(\"", "\"\\\\frac{1}{0}\"",
    ];

    private static readonly Gen<string> Token = Gen.Int[0, Tokens.Length - 1].Select(i => Tokens[i]);

    private static readonly Gen<(double Where, int Length, string Token, int Kind)> Edit = Gen.Select(Gen.Double.Unit, Gen.Int[0, 12], Token, Gen.Int[0, 3]);

    private readonly Workspace _workspace = new Workspace().WithTiny("""{"attempts":1}""").With("dubucezi-2023", BuiltInExam.Exam.Content);
    private readonly GradingHost _host;

    public MutatedBodyTests() => _host = new GradingHost(_workspace, families: new FamilyCatalog([new SumFamily(), .. FamilyCatalog.BuiltIn().Families]));

    public void Dispose()
    {
        _host.Dispose();
        _workspace.Dispose();
    }

    /// <summary>Cuts some of a body out and puts something else in, up to four times.</summary>
    private static Gen<byte[]> Mutated(Gen<string> bodies) => Gen.Select(bodies, Edit.Array[1, 4], Gen.Byte, Gen.Int[0, 9])
        .Select((body, edits, noise, noisy) =>
        {
            var text = new StringBuilder(body);
            foreach (var (where, length, token, kind) in edits)
            {
                var at = (int)(where * text.Length);
                if (kind < 3) text.Remove(at, Math.Min(length, text.Length - at));
                if (kind > 0) text.Insert(at, token);
            }
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            if (noisy == 0 && bytes.Length > 0) bytes[noise % bytes.Length] = noise;
            return bytes;
        });

    [Fact]
    public async Task A_damaged_body_is_marked_or_refused_and_a_refused_one_leaves_no_trace()
    {
        var other = GradingHost.Body("""{"a":{"sum":"1/3","pair":[1,null]},"b":{"essay":"Text"}}""", name: "Ana");
        var bodies = Mutated(Gen.Bool.Select(plain => plain ? GradingHost.Body() : other));
        var (taken, refused) = (0, 0);
        await bodies.SampleAsync(
            async body =>
            {
                var reply = await Post("tiny", "1", "submissions", body);
                if (reply.Status is 201 or 202)
                {
                    Interlocked.Increment(ref taken);
                    return;
                }
                Assert.Contains(reply.Problem, (string[])["malformed-json", "unreadable", "no-attempt-left"]);
                if (reply.Problem == "unreadable") Assert.NotEmpty(reply.Pointers);
                Interlocked.Increment(ref refused);
            },
            iter: Mutations, threads: 4);
        Assert.True(taken > 0 && refused > Mutations / 2, $"{taken} taken, {refused} refused");

        // One attempt each: whoever was only ever refused still has it.
        var stored = 0;
        for (string? after = "0"; after is not null;)
        {
            var page = (await _host.Get($"/api/v1/exams/tiny/submissions?limit=500&after={after}")).Json;
            stored += page["items"]!.AsArray().Count;
            after = (string?)page["next"];
        }
        Assert.Equal(taken, stored);
    }

    [Fact]
    public async Task A_damaged_answer_to_any_built_in_question_never_fails_the_service()
    {
        var bodies = BuiltInExam.Exam.Questions.SelectMany(question => question.Examples
            .Select(example => (question.Id, Body: $$"""{"studentId":"s","answers":{{example.Answers.ToJsonString()}}}"""))).ToArray();
        var cases = Gen.Int[0, bodies.Length - 1].SelectMany(i => Mutated(Gen.Const(bodies[i].Body)).Select(body => (bodies[i].Id, body)));
        await cases.SampleAsync(
            async damaged =>
            {
                var (question, body) = damaged;
                foreach (var call in new[] { "submissions", "submissions?unreadable=keep", "validate" })
                {
                    var reply = await Post("dubucezi-2023", question, call, body);
                    if (reply.Status is not (200 or 201 or 202)) Assert.Contains(reply.Problem, (string[])["malformed-json", "unreadable"]);
                }
            },
            iter: Mutations, threads: 4);
    }

    private Task<Reply> Post(string exam, string question, string call, byte[] body) =>
        _host.Send(HttpMethod.Post, $"/api/v1/exams/{exam}/questions/{question}/{call}", "demo-portal", GradingHost.Json(body));
}
