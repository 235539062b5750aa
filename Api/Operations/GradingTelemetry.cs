using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using GradingService.Api.BackgroundMarking;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;
using GradingService.Infrastructure;

namespace GradingService.Api.Operations;

/// <summary>What marking tells of itself. Exams and questions are named, students never.</summary>
internal sealed class GradingTelemetry : IDisposable
{
    private static readonly string[] Verdicts = Names<Verdict>();
    private static readonly string[] Statuses = Names<GradeStatus>();

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    };

    private readonly ActivitySource _spans = new(Telemetry.Name);
    private readonly Counter<long> _submissions;
    private readonly Counter<long> _marks;
    private readonly Histogram<double> _background;

    public GradingTelemetry(IMeterFactory meters, MarkingQueue queue)
    {
        var meter = meters.Create(Telemetry.Name);
        _submissions = meter.CreateCounter<long>("grading.submissions", "{submission}", "Submissions that were stored, by their status then.");
        _marks = meter.CreateCounter<long>("grading.marks", "{mark}", "Marks of items, by their verdict; an item that was pending is counted again when it is judged.");
        _background = meter.CreateHistogram(
            "grading.marking.duration", "s", "Markings in the background, by the submission's status afterwards.", advice: Seconds);
        meter.CreateObservableUpDownCounter("grading.marking.queue.length", () => queue.Load.Queued, "{submission}", "Submissions that wait in memory to be marked.");
        meter.CreateObservableUpDownCounter("grading.marking.underway", () => queue.Load.Underway, "{submission}", "Submissions that are being marked in the background.");
    }

    /// <summary>The span of a submission's marking; null where nobody listens.</summary>
    public Activity? Begin(Guid submission) => _spans.StartActivity("mark submission")?.SetTag("grading.submission.id", submission);

    /// <summary>A submission was stored with its first marks.</summary>
    public void Stored(Submission submission)
    {
        _submissions.Add(1, new("grading.exam.id", submission.ExamId), new("grading.question.id", submission.QuestionId), StatusOf(submission));
        Count(submission, null);
    }

    /// <summary>A stored submission was marked again in the background.</summary>
    /// <param name="before">Its marks until then.</param>
    public void Marked(Submission submission, Marks before, long started)
    {
        _background.Record(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            new("grading.exam.id", submission.ExamId), new("grading.question.id", submission.QuestionId), StatusOf(submission));
        Count(submission, before);
    }

    public void Dispose() => _spans.Dispose();

    private void Count(Submission submission, Marks? before)
    {
        Span<int> counts = stackalloc int[Verdicts.Length];
        var parts = submission.Grade.Marks.Parts;
        for (var part = 0; part < parts.Count; part++)
        {
            var items = parts[part].Items;
            for (var item = 0; item < items.Count; item++)
                if (before?.Parts.ElementAtOrDefault(part)?.Items.ElementAtOrDefault(item)?.Verdict != items[item].Verdict) counts[(int)items[item].Verdict]++;
        }
        for (var verdict = 0; verdict < counts.Length; verdict++)
            if (counts[verdict] > 0)
                _marks.Add(
                    counts[verdict],
                    new("grading.exam.id", submission.ExamId), new("grading.question.id", submission.QuestionId), new("grading.verdict", Verdicts[verdict]));
    }

    private static KeyValuePair<string, object?> StatusOf(Submission submission) => new("grading.submission.status", Statuses[(int)submission.Grade.Status]);

    private static string[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
}
