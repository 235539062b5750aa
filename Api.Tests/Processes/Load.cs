using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace GradingService.Tests.Processes;

/// <summary>Portals that submit for many students at once, and remember what was promised to them.</summary>
internal sealed class Load
{
    public const int Students = 40;

    private const string Exam = """
        {"title":{"hr":"Opterećenje","en":"Load"},"policy":{"attempts":ATTEMPTS},"questions":[QUESTION1,QUESTION2]}
        """;

    private const string Question = """
        {"id":"ID","family":"contrastiveEmbedding","points":5,"title":{"hr":"Kontrastno ugrađivanje","en":"Contrastive embedding"},
         "parameters":{"kernel":[1,"-1/2"],"bias":0.25,"x1":[1,2,0,1],"x2":[0,1,1,3],"stride":1}}
        """;

    private const string Path = "/api/v1/exams/load/questions/1/submissions";

    private readonly ConcurrentDictionary<string, Guid> _promised = new();
    private readonly ConcurrentDictionary<string, string> _sent = new();
    private readonly HashSet<string> _repeated = [];
    private int _keys;
    private int _refused;
    private int _noAttemptLeft;

    /// <summary>The submission that each idempotency key got.</summary>
    public IReadOnlyDictionary<string, Guid> Promised => _promised;

    /// <summary>How many requests were refused because the database was away or the queue full.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public int NoAttemptLeft => Volatile.Read(ref _noAttemptLeft);

    /// <summary>What was answered and shouldn't have been.</summary>
    public ConcurrentQueue<string> Surprises { get; } = new();

    /// <summary>Writes the exam that is submitted to, with the questions 1 and 2.</summary>
    public static void WriteExam(string folder, int? attempts = null) => File.WriteAllText(
        System.IO.Path.Combine(folder, "load.json"),
        Exam.Replace("ATTEMPTS", attempts?.ToString(CultureInfo.InvariantCulture) ?? "null", StringComparison.Ordinal)
            .Replace("QUESTION1", Question.Replace("ID", "1", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("QUESTION2", Question.Replace("ID", "2", StringComparison.Ordinal), StringComparison.Ordinal));

    /// <summary>Submits from <paramref name="callers"/> callers, each to one of the services in turn, until it is told to stop.</summary>
    public async Task Run(int callers, CancellationToken enough, params ServiceProcess[] services) =>
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(
            async () =>
            {
                for (var i = caller; !enough.IsCancellationRequested; i++)
                {
                    var number = Interlocked.Increment(ref _keys);
                    if (!await Send(string.Create(CultureInfo.InvariantCulture, $"key-{number}"), services[i % services.Length].Client))
                        await Task.Delay(10, CancellationToken.None);
                }
            },
            CancellationToken.None)));

    /// <summary>Submits once; false where it was not taken. A key always comes with the same body.</summary>
    public async Task<bool> Send(string key, HttpClient client)
    {
        var number = int.Parse(key.AsSpan(4), CultureInfo.InvariantCulture);
        var body = _sent.GetOrAdd(key, string.Create(CultureInfo.InvariantCulture,
            $$"""{"studentId":"s{{number % Students}}","answers":{"b":{"f1":[{{number}},1,2],"loss":{{number}} } } }"""));
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        try
        {
            using var response = await client.SendAsync(request, CancellationToken.None);
            var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
            return Take(key, response, text);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            // The service died under the request: nothing was promised.
            return false;
        }
    }

    /// <summary>Repeats every request that wasn't repeated yet: one that was promised a submission must get that one again.</summary>
    public async Task Repeat(HttpClient client)
    {
        var keys = _sent.Keys.Where(_repeated.Add).ToList();
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (key, _) => await Send(key, client));
    }

    /// <summary>What is stored, page by page: ids by student, in the order of storing.</summary>
    public static async Task<List<(Guid Id, string Student, string Question, int Attempt)>> Stored(HttpClient client)
    {
        var (all, after) = (new List<(Guid, string, string, int)>(), "0");
        while (after is not null)
        {
            var page = JsonNode.Parse(await client.GetStringAsync($"/api/v1/exams/load/submissions?limit=500&after={after}"))!;
            all.AddRange(page["items"]!.AsArray().Select(
                item => ((Guid)item!["id"]!, (string)item["studentId"]!, (string)item["questionId"]!, (int)item["attempt"]!)));
            after = (string?)page["next"];
        }
        return all;
    }

    private bool Take(string key, HttpResponseMessage response, string text)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.Created:
                var id = (Guid)JsonNode.Parse(text)!["id"]!;
                if (_promised.GetOrAdd(key, id) != id) Surprises.Enqueue($"{key} was promised {_promised[key]} and then {id}");
                return true;
            case HttpStatusCode.Conflict when text.Contains("urn:grading:no-attempt-left", StringComparison.Ordinal):
                if (_promised.TryGetValue(key, out var promised)) Surprises.Enqueue($"{key} was promised {promised} and then no attempt was left");
                Interlocked.Increment(ref _noAttemptLeft);
                return true;
            case HttpStatusCode.ServiceUnavailable when response.Headers.RetryAfter is not null
                    && response.Content.Headers.ContentType?.MediaType == "application/problem+json":
                Interlocked.Increment(ref _refused);
                return false;
            default:
                Surprises.Enqueue($"{key}: {(int)response.StatusCode} {text}");
                return false;
        }
    }
}
