namespace GradingService.Domain.Figures;

/// <summary>A picture that goes with a question, its solution or a student's answers.</summary>
/// <param name="Id">Kebab-case, unique within its question: <c>network</c>, <c>l1-path</c>.</param>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="Description">What somebody who can't see it should know.</param>
/// <param name="Svg">A whole SVG document in each language, with the title and the description inside; legible on white and on dark.</param>
public sealed record Figure(string Id, LocalizedText Title, LocalizedText Description, LocalizedText Svg);
