using GradingService.Domain.Marking;

namespace GradingService.Domain.Figures;

/// <summary>The pictures of one question.</summary>
public interface IQuestionFigures
{
    /// <summary>What is shown with the prompt; it gives no answer away.</summary>
    IReadOnlyList<Figure> OfQuestion();

    /// <summary>What shows the solution.</summary>
    IReadOnlyList<Figure> OfSolution();

    /// <summary>What a student answered, with what was off marked. Bounded in size whatever was drawn; empty where nothing can be shown.</summary>
    /// <param name="showsSolution">Whether the reference may be drawn beneath; false where the reader may not see the solution.</param>
    IReadOnlyList<Figure> OfAnswers(AnswerSheet sheet, Marks marks, bool showsSolution);
}
