using System.Text.Json.Nodes;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Exams;

/// <summary>Answers to try a question with, made from its mark scheme.</summary>
/// <param name="Name">A short name: <c>right</c>, <c>followThrough</c>, <c>mistake</c>, <c>empty</c>.</param>
/// <param name="Summary">What they show.</param>
public sealed record ExampleAnswers(string Name, LocalizedText Summary, JsonObject Answers)
{
    internal static IReadOnlyList<ExampleAnswers> Of(MarkScheme scheme)
    {
        List<ExampleAnswers> examples = [new("right", new("Točni odgovori", "Right answers"), Solution.RightAnswers(scheme))];
        var following = Solution.FollowingOneMistake(scheme).OrderByDescending(answers => answers.Following.Count).FirstOrDefault();
        if (following is not null)
            examples.Add(new("followThrough", new(
                $"Pogreška u {following.Step.Name} ({following.Mistake.Code}), a ostalo točno izvedeno iz nje",
                $"A mistake in {following.Step.Name} ({following.Mistake.Code}), and the rest derived correctly from it"), following.Answers));
        var mistakes = Solution.WithOneMistake(scheme).ToArray();
        var mistaken = mistakes.FirstOrDefault(answers => answers.Step != following?.Step) ?? mistakes.FirstOrDefault();
        if (mistaken is not null)
            examples.Add(new("mistake", new(
                $"Prepoznata pogreška u {mistaken.Step.Name} ({mistaken.Mistake.Code})",
                $"A known mistake in {mistaken.Step.Name} ({mistaken.Mistake.Code})"), mistaken.Answers));
        examples.Add(new("empty", new("Ništa nije odgovoreno", "Nothing answered"), []));
        return examples;
    }
}
