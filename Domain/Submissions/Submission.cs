using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Submissions;

/// <summary>A student's answers to one question, as received, and the newest grade they earned.</summary>
/// <param name="Id">A version 7 UUID.</param>
/// <param name="ExamVersion">The version of the exam that it was marked by.</param>
/// <param name="Attempt">1 for a student's first submission to the question.</param>
/// <param name="Answers">The raw JSON of the answers, so that they can be marked again.</param>
public sealed record Submission(
    Guid Id,
    string ExamId,
    string ExamVersion,
    string QuestionId,
    string StudentId,
    string? StudentName,
    int Attempt,
    DateTimeOffset SubmittedAt,
    string Answers,
    Grade Grade);

/// <summary>One marking of a submission. Grades are appended, never changed; the newest counts.</summary>
public sealed record Grade(DateTimeOffset GradedAt, Marks Marks)
{
    public Marks Marks { get; } = Marks;
    public GradeStatus Status { get; } = Marks.IsPending ? GradeStatus.Pending : GradeStatus.Graded;
    public Rational Points => Marks.Points;
    public Rational MaxPoints => Marks.MaxPoints;
}

/// <summary>Whether a grade is whole.</summary>
public enum GradeStatus
{
    Graded,

    /// <summary>An item waits for its judge.</summary>
    Pending,
}
