using System.Text.Json.Nodes;
using GradingService.Api.Figures;
using GradingService.Domain;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Api.Exams;

/// <summary>An exam in the list of exams.</summary>
/// <param name="Id">The exam's id, for paths.</param>
/// <param name="Title">Its name.</param>
/// <param name="OpensAt">From when students see it; absent for always.</param>
/// <param name="ClosesAt">Until when answers are taken; absent for ever.</param>
/// <param name="Questions">How many questions it has.</param>
/// <param name="MaxPoints">What all questions are worth together.</param>
public sealed record ExamSummary(string Id, LocalizedText Title, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, int Questions, Rational MaxPoints)
{
    public static ExamSummary Of(Exam exam) =>
        new(exam.Id, exam.Title, exam.Policy.OpensAt, exam.Policy.ClosesAt, exam.Questions.Count, ExamResponse.MaxPointsOf(exam));
}

/// <summary>An exam and its questions.</summary>
/// <param name="Id">The exam's id, for paths.</param>
/// <param name="Version">A hash of the exam's content; submissions are pinned to it.</param>
/// <param name="Title">Its name.</param>
/// <param name="Policy">What students may do and see.</param>
/// <param name="MaxPoints">What all questions are worth together.</param>
/// <param name="Questions">In the order they are shown.</param>
public sealed record ExamResponse(
    string Id, string Version, LocalizedText Title, ExamPolicy Policy, Rational MaxPoints, IReadOnlyList<QuestionSummary> Questions)
{
    public static ExamResponse Of(Exam exam) => new(
        exam.Id, exam.Version, exam.Title, exam.Policy, MaxPointsOf(exam),
        [.. exam.Questions.Select(question => new QuestionSummary(question.Id, question.Title, question.Family, question.Scheme.MaxPoints))]);

    public static Rational MaxPointsOf(Exam exam) =>
        exam.Questions.Aggregate(Rational.Zero, (sum, question) => sum + question.Scheme.MaxPoints);
}

/// <summary>A question in an exam's table of contents.</summary>
/// <param name="Id">The question's id, for paths.</param>
/// <param name="Title">Its name.</param>
/// <param name="Family">The kind of question, such as <c>contrastiveEmbedding</c>.</param>
/// <param name="MaxPoints">What it is worth.</param>
public sealed record QuestionSummary(string Id, LocalizedText Title, string Family, Rational MaxPoints);

/// <summary>All that a portal needs to show a question and take its answers.</summary>
/// <param name="ExamId">The exam it belongs to.</param>
/// <param name="ExamVersion">A hash of the exam's content.</param>
/// <param name="Id">The question's id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Family">The kind of question, such as <c>contrastiveEmbedding</c>.</param>
/// <param name="MaxPoints">What it is worth.</param>
/// <param name="Prompt">The task, in Markdown.</param>
/// <param name="Data">The question's data, as its family writes them.</param>
/// <param name="Form">Every item with its type, shape, label and points, and answers with nothing filled in.</param>
/// <param name="Figures">Pictures to show beside the prompt; absent where there are none.</param>
public sealed record QuestionResponse(
    string ExamId,
    string ExamVersion,
    string Id,
    LocalizedText Title,
    string Family,
    Rational MaxPoints,
    LocalizedText Prompt,
    JsonObject Data,
    QuestionForm Form,
    IReadOnlyList<FigureLink>? Figures)
{
    public static QuestionResponse Of(Exam exam, Question question) => new(
        exam.Id, exam.Version, question.Id, question.Title, question.Family, question.Scheme.MaxPoints,
        question.Prompt, question.Data, question.Form,
        question.Figures is { } figures ? FigureLink.Of(figures.OfQuestion(), FigurePaths.OfQuestion(exam.Id, question.Id)) : null);
}

/// <summary>A question's solution, for instructors.</summary>
/// <param name="ExamId">The exam it belongs to.</param>
/// <param name="ExamVersion">A hash of the exam's content.</param>
/// <param name="QuestionId">The question's id.</param>
/// <param name="Answers">Answers that earn full marks, as a student would post them.</param>
/// <param name="Steps">Every reference value and working in the order of the derivation, each with what the known mistakes give.</param>
/// <param name="Figures">Pictures of the solution; absent where there are none.</param>
public sealed record SolutionResponse(
    string ExamId,
    string ExamVersion,
    string QuestionId,
    JsonObject Answers,
    IReadOnlyList<SolutionStep> Steps,
    IReadOnlyList<FigureLink>? Figures)
{
    public static SolutionResponse Of(Exam exam, Question question) => new(
        exam.Id, exam.Version, question.Id, Solution.RightAnswers(question.Scheme), Solution.Of(question.Scheme),
        question.Figures is { } figures ? FigureLink.Of(figures.OfSolution(), FigurePaths.OfSolution(exam.Id, question.Id)) : null);
}
