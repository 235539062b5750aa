// How long it takes to read and mark one submission, beside a ceiling: parsing the same JSON and doing nothing with it.
//   dotnet run -c Release --project bench/Marking [QUESTION...]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;

var root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "GradingService.sln"))) root = Path.GetDirectoryName(root)!;
var exam = new ExamReader(FamilyCatalog.BuiltIn()).Read("dubucezi-2023", File.ReadAllText(Path.Combine(root, "exams", "dubucezi-2023.json")));

Console.WriteLine("| question | answers | parse only | read and mark | with marks as JSON | bytes allocated |");
Console.WriteLine("|---|---|---|---|---|---|");
foreach (var question in exam.Questions.Where(question => args.Length == 0 || args.Contains(question.Id)))
    foreach (var example in question.Examples)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(example.Answers);
        var parse = Time(() => { using var json = JsonDocument.Parse(body); });
        var allocated = 0L;
        var mark = Time(() =>
        {
            using var json = JsonDocument.Parse(body);
            var before = GC.GetAllocatedBytesForCurrentThread();
            MarkNow(question.Scheme, json.RootElement);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        var write = Time(() =>
        {
            using var json = JsonDocument.Parse(body);
            MarksJson.Write(MarkNow(question.Scheme, json.RootElement));
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {question.Id} | {example.Name} | {parse:F1} µs | {mark:F1} µs | {write:F1} µs | {allocated} |"));
    }

static Marks MarkNow(MarkScheme scheme, JsonElement answers)
{
    var marks = scheme.Mark(scheme.Read(answers));
    return marks.IsCompleted ? marks.GetAwaiter().GetResult() : marks.AsTask().GetAwaiter().GetResult();
}

// The fastest of thirty rounds, in microseconds for one call: what else runs on the machine only ever adds to it.
static double Time(Action action)
{
    for (var warm = Stopwatch.StartNew(); warm.ElapsedMilliseconds < 1000;) action();
    var fastest = double.PositiveInfinity;
    for (var round = 0; round < 30; round++)
    {
        var (watch, calls) = (Stopwatch.StartNew(), 0);
        for (; watch.ElapsedMilliseconds < 20; calls++) action();
        fastest = Math.Min(fastest, watch.Elapsed.TotalMicroseconds / calls);
    }
    return fastest;
}
