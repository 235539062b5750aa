using GradingService.Api.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradingService.Api.Exams;

/// <summary>What there is to answer.</summary>
internal static class ExamHandlers
{
    /// <summary>Lists the exams.</summary>
    /// <remarks>A student's key sees an exam from its opening time on.</remarks>
    public static Ok<IReadOnlyList<ExamSummary>> List(Caller caller, LoadedExams exams, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return TypedResults.Ok<IReadOnlyList<ExamSummary>>([.. exams.All.Where(exam => caller.MaySee(exam, now)).Select(ExamSummary.Of)]);
    }

    /// <summary>Shows an exam: its questions and what students may do and see.</summary>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    public static Ok<ExamResponse> Show(string exam, Caller caller, LoadedExams exams, TimeProvider clock) =>
        TypedResults.Ok(ExamResponse.Of(exams.For(caller, exam, clock.GetUtcNow())));

    /// <summary>Shows a question: its prompt, its data and the form that its answers are filled into.</summary>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    /// <param name="question">The question's id within the exam, such as <c>4</c>.</param>
    public static Ok<QuestionResponse> ShowQuestion(string exam, string question, Caller caller, LoadedExams exams, TimeProvider clock)
    {
        var found = exams.For(caller, exam, question, clock.GetUtcNow());
        return TypedResults.Ok(QuestionResponse.Of(found.Exam, found.Question));
    }

    /// <summary>Shows a question's solution: every reference value and working, and the values of the known mistakes.</summary>
    /// <param name="exam">The exam's id, such as <c>dubucezi-2023</c>.</param>
    /// <param name="question">The question's id within the exam, such as <c>4</c>.</param>
    public static Ok<SolutionResponse> ShowSolution(string exam, string question, Caller caller, LoadedExams exams, TimeProvider clock)
    {
        var found = exams.For(caller, exam, question, clock.GetUtcNow());
        return TypedResults.Ok(SolutionResponse.Of(found.Exam, found.Question));
    }
}
