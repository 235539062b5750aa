using System.Collections.Concurrent;
using GradingService.Domain.Exams;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Exams;

/// <summary>Exams by version, also those that are no longer in the folder: they are read again from the content that the store kept.</summary>
public sealed class ExamVersions(LoadedExams exams, ExamReader reader, ISubmissionStore store)
{
    private readonly ConcurrentDictionary<string, Exam> _earlier = new();

    /// <summary>The exam as it was in a version; null where its content was not kept or can't be read any more.</summary>
    public async ValueTask<Exam?> Find(string examId, string version, CancellationToken cancellation)
    {
        if (exams.Find(examId) is { } current && current.Version == version) return current;
        if (_earlier.TryGetValue(version, out var earlier)) return earlier;
        if (await store.Content(version, cancellation) is not { } content) return null;
        try
        {
            return _earlier.GetOrAdd(version, reader.Read(examId, content));
        }
        catch (ExamFaultException)
        {
            // Kept by an older program whose rules were laxer; what it gave stands.
            return null;
        }
    }

    /// <summary>What holds for an exam's submissions now: the policy in the folder, else that of the version they were marked by.</summary>
    public async ValueTask<ExamPolicy> PolicyOf(Submission submission, CancellationToken cancellation)
    {
        var exam = exams.Find(submission.ExamId) ?? await Find(submission.ExamId, submission.ExamVersion, cancellation);
        return exam?.Policy ?? new ExamPolicy { Feedback = Feedback.None };
    }
}
