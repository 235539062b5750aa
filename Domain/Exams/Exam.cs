using System.Text.Json.Nodes;
using GradingService.Domain.Figures;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Exams;

/// <summary>An exam as it was loaded: immutable, with every question's mark scheme derived.</summary>
/// <param name="Id">The name of its file.</param>
/// <param name="Version">The SHA-256 of its content, lower-case hexadecimal: white space does not count, everything else does.</param>
/// <param name="Content">The content that the version names, to load it again.</param>
public sealed record Exam(string Id, string Version, string Content, LocalizedText Title, ExamPolicy Policy, IReadOnlyList<Question> Questions)
{
    public Question? Find(string questionId) => Questions.FirstOrDefault(question => question.Id == questionId);
}

/// <summary>A question of an exam.</summary>
/// <param name="Family">The kind of question.</param>
/// <param name="Prompt">The task, in Markdown.</param>
/// <param name="Data">The question's data.</param>
/// <param name="Scheme">What marks its answers.</param>
public sealed record Question(string Id, LocalizedText Title, string Family, LocalizedText Prompt, JsonObject Data, MarkScheme Scheme)
{
    /// <summary>The question's pictures; null where there are none.</summary>
    public IQuestionFigures? Figures { get; init; }

    /// <summary>What a portal draws it from.</summary>
    public QuestionForm Form { get; } = QuestionForm.Of(Scheme);

    /// <summary>Answers that a student could send, to try the service with.</summary>
    public IReadOnlyList<ExampleAnswers> Examples { get; } = ExampleAnswers.Of(Scheme);
}
