namespace GradingService.Api.Figures;

/// <summary>Where pictures are.</summary>
internal static class FigurePaths
{
    public static string OfQuestion(string exam, string question) => $"/api/v1/exams/{exam}/questions/{question}/figures";

    public static string OfSolution(string exam, string question) => $"/api/v1/exams/{exam}/questions/{question}/solution/figures";

    public static string OfSubmission(Guid id) => $"/api/v1/submissions/{id}/figures";
}
