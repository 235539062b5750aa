using GradingService.Domain.Exams;
using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Results;

/// <summary>What a student's submissions to an exam come to: for each question the one that counts, and the exact total.</summary>
/// <remarks>Questions that the exam no longer has count for nothing.</remarks>
public sealed class Standing(Exam exam, string studentId)
{
    private readonly Dictionary<string, Counted> _counted = [];

    public string StudentId => studentId;

    /// <summary>The name that came with the latest submission that had one.</summary>
    public string? StudentName { get; private set; }

    public int Submissions { get; private set; }
    public DateTimeOffset LastSubmittedAt { get; private set; }

    public Rational Total => exam.Questions.Aggregate(Rational.Zero, (sum, question) => sum + (For(question.Id)?.Result.Points ?? Rational.Zero));
    public Rational MaxTotal => exam.Questions.Aggregate(Rational.Zero, (sum, question) => sum + question.Scheme.MaxPoints);
    public Rational Percent => MaxTotal.IsZero ? Rational.Zero : Total * 100 / MaxTotal;

    /// <summary>The submission that counts for a question; null where there is none.</summary>
    public Counted? For(string questionId) => _counted.GetValueOrDefault(questionId);

    /// <summary>Adds a submission; those to one question come in the order they were stored.</summary>
    public void Add(SubmissionResult result)
    {
        Submissions++;
        if (result.SubmittedAt >= LastSubmittedAt)
        {
            LastSubmittedAt = result.SubmittedAt;
            StudentName = result.StudentName ?? StudentName;
        }
        else
        {
            StudentName ??= result.StudentName;
        }
        var before = For(result.QuestionId);
        var counts = before is null || exam.Policy.Counts == Counts.Last || result.Points > before.Result.Points;
        _counted[result.QuestionId] = new Counted(counts ? result : before!.Result, (before?.Attempts ?? 0) + 1);
    }

    /// <summary>The standings of everyone who submitted, from results that come in the order of students.</summary>
    public static async IAsyncEnumerable<Standing> Of(Exam exam, IAsyncEnumerable<SubmissionResult> results)
    {
        Standing? standing = null;
        await foreach (var result in results)
        {
            if (standing is not null && standing.StudentId != result.StudentId)
            {
                yield return standing;
                standing = null;
            }
            standing ??= new Standing(exam, result.StudentId);
            standing.Add(result);
        }
        if (standing is not null) yield return standing;
    }
}

/// <summary>The submission that counts for a question, and how many there are.</summary>
public sealed record Counted(SubmissionResult Result, int Attempts);
