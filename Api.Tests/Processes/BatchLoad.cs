using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace GradingService.Tests.Processes;

/// <summary>Portals that hand in batches of lines, and remember what was promised for each line; to the exam and the students of <see cref="Load"/>.</summary>
internal sealed class BatchLoad
{
    private const string Path = "/api/v1/exams/load/submissions";
    private const int LinesOfBatch = 60;

    private readonly ConcurrentDictionary<int, (Guid First, Guid Second)> _promised = new();
    private int _lines;
    private int _repeated;
    private int _refused;
    private int _noAttemptLeft;

    /// <summary>How many lines were acknowledged.</summary>
    public int PromisedLines => _promised.Count;

    /// <summary>The submissions of all lines that were acknowledged, two of each.</summary>
    public IEnumerable<Guid> Promised => _promised.Values.SelectMany(ids => new[] { ids.First, ids.Second });

    /// <summary>How many lines were refused because the database was away or the queue full.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public int NoAttemptLeft => Volatile.Read(ref _noAttemptLeft);

    /// <summary>What was answered and shouldn't have been.</summary>
    public ConcurrentQueue<string> Surprises { get; } = new();

    /// <summary>Sends one batch after another from each of <paramref name="callers"/> callers until it is told to stop.</summary>
    public async Task Run(int callers, ServiceProcess service, CancellationToken enough) =>
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    var last = Interlocked.Add(ref _lines, LinesOfBatch);
                    if (!await Send(last - LinesOfBatch + 1, LinesOfBatch, service.Client)) await Task.Delay(10, CancellationToken.None);
                }
            },
            CancellationToken.None)));

    /// <summary>Repeats every batch that wasn't repeated yet: a line that was promised submissions must get those again.</summary>
    public async Task Repeat(HttpClient client)
    {
        var firsts = Enumerable.Range(0, (_lines - _repeated) / LinesOfBatch).Select(batch => _repeated + 1 + batch * LinesOfBatch).ToList();
        _repeated = _lines;
        await Parallel.ForEachAsync(firsts, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (first, _) => await Send(first, LinesOfBatch, client));
    }

    /// <summary>Sends lines and reads what becomes of them as long as the service lives; false where the end is missing. A number is always the same line.</summary>
    public async Task<bool> Send(int first, int count, HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(first, count).Select(Line)))),
        };
        request.Content.Headers.ContentType = new("application/x-ndjson");
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(CancellationToken.None));
            if (!response.IsSuccessStatusCode)
            {
                Surprises.Enqueue($"a batch: {(int)response.StatusCode} {await reader.ReadToEndAsync(CancellationToken.None)}");
                return false;
            }
            for (var answered = 0; await reader.ReadLineAsync(CancellationToken.None) is { } text;)
            {
                var answer = JsonNode.Parse(text)!;
                if (answer["summary"] is { } summary)
                {
                    if (answered != count || !(bool)summary["complete"]!) Surprises.Enqueue($"{answered} of {count} lines, then {text}");
                    return true;
                }
                if ((int)answer["line"]! != ++answered) Surprises.Enqueue($"line {answered} was answered with {text}");
                Take(first + answered - 1, answer);
            }
            Surprises.Enqueue("a batch ended without a summary");
            return false;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            // The service died under the batch: what was answered until then is promised.
            return false;
        }
    }

    private static string Line(int number)
    {
        var answers = string.Create(CultureInfo.InvariantCulture, $$"""{"b":{"f1":[{{number}},1,2],"loss":{{number}} } }""");
        return string.Create(CultureInfo.InvariantCulture,
            $$"""{"studentId":"s{{number % Load.Students}}","idempotencyKey":"line-{{number}}","answers":{"1":{{answers}},"2":{{answers}} } }""") + "\n";
    }

    private void Take(int number, JsonNode answer)
    {
        switch ((string?)answer["problem"]?["type"])
        {
            case null:
                var ids = answer["submissions"]!.AsArray().Select(one => (Guid)one!["id"]!).ToArray();
                if (ids.Length != 2) Surprises.Enqueue($"line {number} has {ids.Length} submissions");
                else if (_promised.GetOrAdd(number, (ids[0], ids[1])) is var first && first != (ids[0], ids[1]))
                    Surprises.Enqueue($"line {number} was promised {first} and then got {ids[0]}, {ids[1]}");
                break;
            case "urn:grading:no-attempt-left":
                if (_promised.TryGetValue(number, out var promised)) Surprises.Enqueue($"line {number} was promised {promised} and then no attempt was left");
                Interlocked.Increment(ref _noAttemptLeft);
                break;
            case "urn:grading:busy" or "urn:grading:store-unavailable":
                Interlocked.Increment(ref _refused);
                break;
            default:
                Surprises.Enqueue($"line {number}: {answer.ToJsonString()}");
                break;
        }
    }
}
