using System.Text.Json;
using BenchmarkDotNet.Attributes;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;

namespace GradingService.Bench;

/// <summary>Reads and marks the example answers of every question; each way includes parsing them.</summary>
[MemoryDiagnoser]
public class Marking
{
    private byte[] _body = [];
    private MarkScheme? _scheme;

    public static IEnumerable<Answers> All =>
        ShippedExam.Exam.Questions.SelectMany(question => question.Examples.Select(example => new Answers(question, example)));

    /// <summary>Whose marking is measured.</summary>
    [ParamsSource(nameof(All))]
    public Answers? Of { get; set; }

    [GlobalSetup]
    public void Write() => (_body, _scheme) = (JsonSerializer.SerializeToUtf8Bytes(Of!.Example.Answers), Of.Question.Scheme);

    [Benchmark(Baseline = true)]
    public JsonValueKind Parse()
    {
        using var json = JsonDocument.Parse(_body);
        return json.RootElement.ValueKind;
    }

    [Benchmark]
    public Marks ReadAndMark()
    {
        using var json = JsonDocument.Parse(_body);
        return _scheme!.Mark(_scheme.Read(json.RootElement)).AsTask().GetAwaiter().GetResult();
    }

    [Benchmark]
    public string WithMarksAsJson() => MarksJson.Write(ReadAndMark());

    /// <summary>A question's example answers.</summary>
    public sealed record Answers(Question Question, ExampleAnswers Example)
    {
        public override string ToString() => $"{Question.Id} {Example.Name}";
    }
}
