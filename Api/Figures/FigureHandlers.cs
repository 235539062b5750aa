using GradingService.Api.Access;
using GradingService.Api.Exams;
using GradingService.Api.Http;
using GradingService.Api.Submissions;
using GradingService.Domain.Exams;
using GradingService.Domain.Figures;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradingService.Api.Figures;

/// <summary>Pictures of questions, solutions and answers.</summary>
internal static class FigureHandlers
{
    /// <summary>Lists a question's pictures; they give no answer away.</summary>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    /// <param name="question">The question's id within the exam, such as <c>4</c>.</param>
    public static Ok<IReadOnlyList<FigureLink>> ListOfQuestion(string exam, string question, Caller caller, LoadedExams exams, TimeProvider clock)
    {
        var found = exams.For(caller, exam, question, clock.GetUtcNow());
        return TypedResults.Ok(FigureLink.Of(found.Question.Figures?.OfQuestion(), FigurePaths.OfQuestion(exam, question)));
    }

    /// <summary>Draws one of a question's pictures.</summary>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    /// <param name="question">The question's id within the exam, such as <c>4</c>.</param>
    /// <param name="id">The picture's id.</param>
    public static FileContentHttpResult DrawOfQuestion(
        string exam, string question, string id, [AsParameters] LanguageOptions options,
        HttpContext http, Caller caller, LoadedExams exams, TimeProvider clock)
    {
        var found = exams.For(caller, exam, question, clock.GetUtcNow());
        return Draw(http, found.Question.Figures?.OfQuestion(), id, options.Language);
    }

    /// <summary>Lists the pictures of a question's solution.</summary>
    /// <remarks>Others than instructors get them once the exam has closed, where its feedback is <c>full</c>; until then 403.</remarks>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    /// <param name="question">The question's id within the exam, such as <c>4</c>.</param>
    public static Ok<IReadOnlyList<FigureLink>> ListOfSolution(string exam, string question, Caller caller, LoadedExams exams, TimeProvider clock)
    {
        var found = Solved(exam, question, caller, exams, clock);
        return TypedResults.Ok(FigureLink.Of(found.Figures?.OfSolution(), FigurePaths.OfSolution(exam, question)));
    }

    /// <summary>Draws one of the pictures of a question's solution.</summary>
    /// <remarks>Others than instructors get it once the exam has closed, where its feedback is <c>full</c>; until then 403.</remarks>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    /// <param name="question">The question's id within the exam, such as <c>4</c>.</param>
    /// <param name="id">The picture's id.</param>
    public static FileContentHttpResult DrawOfSolution(
        string exam, string question, string id, [AsParameters] LanguageOptions options,
        HttpContext http, Caller caller, LoadedExams exams, TimeProvider clock) =>
        Draw(http, Solved(exam, question, caller, exams, clock).Figures?.OfSolution(), id, options.Language);

    /// <summary>Lists the pictures of a submission's answers; none where the caller doesn't get full feedback.</summary>
    /// <remarks>The solution is drawn beneath for instructors; for others once the exam has closed, where its feedback is <c>full</c>.</remarks>
    /// <param name="id">The submission's id.</param>
    public static async Task<Ok<IReadOnlyList<FigureLink>>> ListOfSubmission(
        Guid id, [AsParameters] ViewOptions options, Caller caller, SubmissionViews views, CancellationToken cancellation)
    {
        var view = await views.Of(caller, id, options.IsForStudent, cancellation);
        return TypedResults.Ok(FigureLink.Of(view.Figures(), FigurePaths.OfSubmission(id)));
    }

    /// <summary>Draws one of the pictures of a submission's answers.</summary>
    /// <remarks>The solution is drawn beneath for instructors; for others once the exam has closed, where its feedback is <c>full</c>.</remarks>
    /// <param name="id">The submission's id.</param>
    /// <param name="figure">The picture's id.</param>
    public static async Task<FileContentHttpResult> DrawOfSubmission(
        Guid id, string figure, [AsParameters] ViewOptions options, [AsParameters] LanguageOptions languages,
        HttpContext http, Caller caller, SubmissionViews views, CancellationToken cancellation)
    {
        var language = languages.Language;
        var view = await views.Of(caller, id, options.IsForStudent, cancellation);
        return Draw(http, view.Figures(), figure, language);
    }

    private static Question Solved(string exam, string question, Caller caller, LoadedExams exams, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var found = exams.For(caller, exam, question, now);
        return caller.MaySeeSolution(found.Exam.Policy, now) ? found.Question : throw new ProblemException(ProblemType.Forbidden);
    }

    private static FileContentHttpResult Draw(HttpContext http, IReadOnlyList<Figure>? figures, string id, Language language) =>
        figures?.FirstOrDefault(figure => figure.Id == id) is { } found
            ? Document.Of(http, Document.Svg, language, found.Svg.In(language))
            : throw new ProblemException(ProblemType.NotFound, new("Nema takve slike.", "There is no such figure."));
}
