using GradingService.Domain.Submissions;

namespace GradingService.Infrastructure.Persistence;

/// <summary>What a write asks of its session, to be decided when the session is sent.</summary>
internal abstract class Asked
{
    /// <summary>How long the texts are that go with it: answers in characters, marks in bytes.</summary>
    public abstract int Length { get; }
}

/// <inheritdoc/>
internal abstract class Asked<T> : Asked
{
    private readonly TaskCompletionSource<T> _decision = new();

    public Task<T> Decision => _decision.Task;

    public void Decide(T decision) => _decision.SetResult(decision);

    public void Fail(Exception reason) => _decision.SetException(reason);
}

/// <summary>To store a submission, if its idempotency key and the student's attempts allow.</summary>
internal sealed class AskedSubmission(SubmissionDraft draft, byte[] marks) : Asked<Outcome>
{
    public SubmissionDraft Draft => draft;
    public byte[] Marks => marks;
    public override int Length => draft.Submission.Answers.Length + marks.Length;
}

/// <summary>To store submissions together, if their idempotency key and all the attempts allow.</summary>
internal sealed class AskedSet(SubmissionSet set, IReadOnlyList<byte[]> marks) : Asked<SetOutcome>
{
    public SubmissionSet Set => set;
    public IReadOnlyList<byte[]> Marks => marks;
    public override int Length { get; } = set.Submissions.Sum(submission => submission.Answers.Length) + marks.Sum(text => text.Length);
}

/// <summary>To append a grade to a submission.</summary>
internal sealed class AskedGrade(Guid submissionId, Grade grade, byte[] marks) : Asked<bool>
{
    public Guid SubmissionId => submissionId;
    public Grade Grade => grade;
    public byte[] Marks => marks;
    public override int Length => marks.Length;

    public InvalidOperationException NothingToGrade() => new($"There is no submission {submissionId} to grade.");
}

/// <summary>To keep an exam's content under its version.</summary>
internal sealed class AskedExam(string examId, string version, string content, DateTimeOffset keptAt) : Asked<bool>
{
    public string ExamId => examId;
    public string Version => version;
    public string Content => content;
    public DateTimeOffset KeptAt => keptAt;
    public override int Length => content.Length;
}
