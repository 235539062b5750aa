using System.Text.Json;
using System.Text.Json.Serialization;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Exams;

/// <summary>An exam file as it is written.</summary>
/// <param name="Title">The exam's name.</param>
/// <param name="Questions">In the order they are shown.</param>
public sealed record ExamDocument(LocalizedText Title, IReadOnlyList<QuestionDocument> Questions)
{
    /// <summary>The schema that editors check the file with.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public ExamPolicy Policy { get; init; } = new();
}

/// <summary>A question in an exam file.</summary>
/// <param name="Id">Unique within the exam: <c>"4"</c>.</param>
/// <param name="Family">The kind of question.</param>
/// <param name="Points">What it is worth.</param>
/// <param name="Parameters">What the family makes the question from.</param>
public sealed record QuestionDocument(string Id, LocalizedText Title, string Family, Rational Points, JsonElement Parameters)
{
    /// <summary>Points and weights by part.</summary>
    public IReadOnlyDictionary<string, PartSettings>? Parts { get; init; }

    /// <summary>Tolerances by item name, such as <c>b.loss</c>.</summary>
    public IReadOnlyDictionary<string, Tolerance>? Tolerances { get; init; }
}
