using System.Text.Json;
using GradingService.Api.Operations;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Submissions;

/// <summary>Marks answers as they come in; what takes a judge in the background is left pending.</summary>
internal sealed class FirstMarking(GradingTelemetry telemetry, ILogger<FirstMarking> logger)
{
    /// <summary>A submission that isn't stored yet, with its first grade.</summary>
    public async Task<Submission> Mark(
        Exam exam, Question question, AnswerSheet sheet, JsonElement answers, string studentId, string? studentName, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7(now);
        using var span = telemetry.Begin(id);
        var marks = await question.Scheme.Mark(sheet, AtOnce(id), cancellation);
        return new Submission(
            id, exam.Id, exam.Version, question.Id, studentId, studentName, 0, now, answers.GetRawText(), new Grade(now, marks));
    }

    /// <summary>A judge that fails costs the student nothing: its item is pending, and judged again later.</summary>
    private Judging AtOnce(Guid id) => new()
    {
        OnlyAtOnce = true,
        Failed = (item, reason) => logger.LogError(reason, "Item {Item} of submission {SubmissionId} couldn't be judged; it is pending", item, id),
    };
}
