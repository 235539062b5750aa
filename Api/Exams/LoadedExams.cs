using System.Collections.Frozen;
using GradingService.Api.Access;
using GradingService.Api.Http;
using GradingService.Domain.Exams;

namespace GradingService.Api.Exams;

/// <summary>The exams of the folder, as they were when the service started.</summary>
public sealed class LoadedExams(IReadOnlyList<Exam> exams)
{
    private readonly FrozenDictionary<string, Exam> _byId = exams.ToFrozenDictionary(exam => exam.Id);

    /// <summary>All of them, by id.</summary>
    public IReadOnlyList<Exam> All => exams;

    public Exam? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>An exam that exists for a caller at a time: before its opening it doesn't for students.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public Exam For(Caller caller, string id, DateTimeOffset now) => Find(id) is { } exam && caller.MaySee(exam, now)
        ? exam
        : throw new ProblemException(ProblemType.NotFound, new($"Nema ispita „{id}”.", $"There is no exam '{id}'."));

    /// <summary>A question of an exam that exists for a caller at a time.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public (Exam Exam, Question Question) For(Caller caller, string id, string questionId, DateTimeOffset now)
    {
        var exam = For(caller, id, now);
        if (exam.Find(questionId) is { } question) return (exam, question);
        throw new ProblemException(ProblemType.NotFound, new(
            $"Ispit „{id}” nema pitanja „{questionId}”.", $"Exam '{id}' has no question '{questionId}'."));
    }
}
