namespace GradingService.Api.OpenApi;

/// <summary>The chapters of the OpenAPI documents.</summary>
internal static class Tags
{
    public const string Exams = nameof(Exams);
    public const string Submissions = nameof(Submissions);
    public const string Figures = nameof(Figures);
    public const string Results = nameof(Results);
    public const string Keys = nameof(Keys);
    public const string Health = nameof(Health);

    /// <summary>What each chapter is about.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>
    {
        [Exams] = "What there is to answer.",
        [Submissions] = "Answers and their marks.",
        [Figures] = "Pictures of questions, solutions and answers, as SVG.",
        [Results] = "What submissions came to.",
        [Keys] = "Who may call, for admins.",
        [Health] = "Whether the service lives, is ready, and how it fares.",
    };
}
