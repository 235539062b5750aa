using System.Text.Json.Nodes;

namespace GradingService.Domain.Marking;

/// <summary>One step of the solution, for instructors: the reference value and what each known mistake gives.</summary>
/// <param name="Name">The item's (and field's) whole name, or the working's.</param>
/// <param name="Working">Needed, but not asked.</param>
/// <param name="Value">The reference as a student would send it.</param>
/// <param name="Mistakes">The mistakes that can be told from the reference.</param>
public sealed record SolutionStep(string Name, bool Working, JsonNode Value, IReadOnlyList<SolutionMistake> Mistakes);

/// <summary>A known mistake and the value it gives over the reference values.</summary>
public sealed record SolutionMistake(string Code, LocalizedText Message, JsonNode Value);

/// <summary>Writes a mark scheme out: the solution, and example answers that students could have sent.</summary>
public static class Solution
{
    /// <summary>Every step with its reference value and the values of its mistakes.</summary>
    public static IReadOnlyList<SolutionStep> Of(MarkScheme scheme) =>
    [
        .. scheme.Steps.Select(step => new SolutionStep(
            step.Name, step.IsWorking, step.Write(scheme.ReferenceOf(step)),
            [.. scheme.MistakesOver[step.Index].Select(offered =>
                new SolutionMistake(offered.Mistake.Code, offered.Mistake.Message, step.Write(offered.Value)))])),
    ];

    /// <summary>The answers that earn full marks.</summary>
    public static JsonObject RightAnswers(MarkScheme scheme) => Answers(scheme, scheme.ReferenceOf);

    /// <summary>The right answers but for one mistake.</summary>
    public static IEnumerable<MistakenAnswers> WithOneMistake(MarkScheme scheme) =>
        from step in scheme.Steps
        where !step.IsWorking
        from offered in scheme.MistakesOver[step.Index]
        select new MistakenAnswers(
            step, offered.Mistake, Answers(scheme, other => other == step ? offered.Value : scheme.ReferenceOf(other)), []);

    /// <summary>The answers of students who make one mistake and compute everything after it from what they got.</summary>
    public static IEnumerable<MistakenAnswers> FollowingOneMistake(MarkScheme scheme)
    {
        foreach (var step in scheme.Steps.Where(step => !step.IsWorking))
            foreach (var offered in scheme.MistakesOver[step.Index])
                if (Follow(scheme, step, offered) is { Following.Count: > 0 } answers) yield return answers;
    }

    private static MistakenAnswers Follow(MarkScheme scheme, Step step, OfferedMistake offered)
    {
        var slots = new object?[scheme.Steps.Count];
        var values = new Values(slots);
        var following = new List<Step>();
        foreach (var other in scheme.Steps)
        {
            if (other == step) slots[other.Index] = offered.Value;
            else if (other is not IDerivedStep derived) slots[other.Index] = scheme.ReferenceOf(other);
            else
            {
                slots[other.Index] = derived.Derive(values) ?? scheme.ReferenceOf(other);
                if (!other.IsWorking && IsFollowed(other, slots[other.Index]!)) following.Add(other);
            }
        }
        return new MistakenAnswers(step, offered.Mistake, Answers(scheme, other => slots[other.Index]!), following);

        bool IsFollowed(Step other, object value) => !other.Same(value, scheme.ReferenceOf(other)) && !other.Vanishes(value, scheme.ReferenceOf(other));
    }

    private static JsonObject Answers(MarkScheme scheme, Func<Step, object> value)
    {
        var answers = new JsonObject();
        foreach (var part in scheme.Parts)
        {
            var items = new JsonObject();
            foreach (var item in part.Items)
                items[item.Id] = item.IsSingle
                    ? Write(item.Fields[0].Step)
                    : new JsonObject(item.Fields.Select(field => KeyValuePair.Create(field.Name!, (JsonNode?)Write(field.Step))));
            answers[part.Id] = items;
        }
        return answers;

        JsonNode Write(Step step) => step.Write(value(step));
    }
}

/// <summary>Answers that hold one mistake.</summary>
/// <param name="Step">Where it was made.</param>
/// <param name="Following">The later steps whose values differ from the reference because of it.</param>
public sealed record MistakenAnswers(Step Step, Mistake Mistake, JsonObject Answers, IReadOnlyList<Step> Following);
