using GradingService.Domain.Submissions;

namespace GradingService.Infrastructure.Persistence;

/// <summary>To store a submission, if its idempotency key and the student's attempts allow.</summary>
internal class SubmissionWrite(SubmissionDraft draft, byte[] marks) : QueuedWrite<Outcome>
{
    public SubmissionDraft Draft => draft;
    public byte[] Marks => marks;
    public override int Length => draft.Submission.Answers.Length + marks.Length;
}

/// <summary>To store submissions together, if their idempotency key and all the attempts allow.</summary>
internal sealed class SetWrite(SubmissionSet set, IReadOnlyList<byte[]> marks) : QueuedWrite<SetOutcome>
{
    public SubmissionSet Set => set;
    public IReadOnlyList<byte[]> Marks => marks;
    public override int Length { get; } = set.Submissions.Sum(submission => submission.Answers.Length) + marks.Sum(text => text.Length);
}

/// <summary>To give a submission a newer grade.</summary>
internal sealed class GradeWrite(Guid submissionId, Grade grade, byte[] marks) : QueuedWrite<bool>
{
    public Guid SubmissionId => submissionId;
    public Grade Grade => grade;
    public byte[] Marks => marks;
    public override int Length => marks.Length;

    public void RefuseUnknown() => Refuse(new InvalidOperationException($"There is no submission {submissionId} to grade."));
}

/// <summary>To keep an exam's content under its version.</summary>
internal class ExamWrite(string examId, string version, string content, DateTimeOffset keptAt) : QueuedWrite<bool>
{
    public string ExamId => examId;
    public string Version => version;
    public string Content => content;
    public DateTimeOffset KeptAt => keptAt;
    public override int Length => content.Length;
}

/// <summary>What the writer decided about a draft.</summary>
internal abstract record Outcome
{
    public sealed record Stored(int Attempt) : Outcome;

    public sealed record Repeated(long Place) : Outcome;

    public sealed record KeyReused : Outcome;

    public sealed record NoAttemptLeft(int Attempts) : Outcome;
}

/// <summary>What the writer decided about a set.</summary>
internal abstract record SetOutcome
{
    public sealed record Stored(IReadOnlyList<int> Attempts) : SetOutcome;

    public sealed record Repeated : SetOutcome;

    public sealed record KeyReused : SetOutcome;

    public sealed record NoAttemptLeft(IReadOnlyList<string> QuestionIds) : SetOutcome;
}
