using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GradingService.Domain;
using GradingService.Domain.Answers;
using GradingService.Domain.Exams;
using GradingService.Domain.Families;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;

namespace GradingService.Tests.Domain.Families;

/// <summary>What holds for every question of every family, whatever its parameters.</summary>
public sealed partial class FamilyConformance
{
    public static TheoryData<string> Questions => ConformanceQuestions.Names;

    public static TheoryData<string> Families => [.. FamilyCatalog.BuiltIn().Names];

    [Theory, MemberData(nameof(Families))]
    public void Every_family_is_in_an_exam(string family) =>
        Assert.Contains(ConformanceQuestions.Exams.SelectMany(exam => exam.Questions), question => question.Family == family);

    [Theory, MemberData(nameof(Questions))]
    public async Task The_reference_earns_full_marks(string name)
    {
        var scheme = ConformanceQuestions.Find(name).Scheme;
        foreach (var item in Items(await Mark(scheme, Solution.RightAnswers(scheme))))
        {
            if (item.Mark.Verdict == Verdict.Pending) continue;
            Assert.Equal((item.Name, Verdict.Correct, item.Mark.MaxPoints), (item.Name, item.Mark.Verdict, item.Mark.Points));
            Assert.Null(item.Mark.Mistake);
        }
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task Every_mistake_costs_its_item_something_is_named_and_costs_nothing_else(string name)
    {
        var scheme = ConformanceQuestions.Find(name).Scheme;
        var mistaken = Solution.WithOneMistake(scheme).ToArray();
        foreach (var made in mistaken)
        {
            var what = $"{made.Mistake.Code} in {made.Step.Name}: {made.Answers.ToJsonString()}";
            foreach (var (item, mark) in Items(await Mark(scheme, made.Answers)))
            {
                if (mark.Verdict == Verdict.Pending) continue;
                if (!Answers(item, made.Step))
                {
                    Assert.True(mark.Points == mark.MaxPoints, $"{item} loses points by {what}");
                    continue;
                }
                Assert.True(mark.Points < mark.MaxPoints, $"full marks for {what}");
                Assert.True(mark.Mistake is not null, $"no name for {what}");
                Assert.True(
                    mark.Mistake == made.Mistake.Code
                        || mistaken.Any(other => other.Step == made.Step && other.Mistake.Code == mark.Mistake && Alike(ValueIn(other), ValueIn(made))),
                    $"{mark.Mistake} is named for {what}");
            }
        }
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task What_follows_from_a_mistake_earns_full_credit(string name)
    {
        var scheme = ConformanceQuestions.Find(name).Scheme;
        foreach (var made in Solution.FollowingOneMistake(scheme))
        {
            // Nothing need follow from a degenerate value, be it the mistake's or one computed from it.
            var sheet = scheme.Read(JsonSerializer.SerializeToElement(made.Answers));
            var marks = Items(await Mark(scheme, made.Answers)).ToDictionary(item => item.Name, item => item.Mark);
            foreach (var step in made.Following)
            {
                if (!made.Following.Prepend(made.Step).TakeWhile(other => other != step).All(other => IsFollowed(scheme, sheet, other))) break;
                var (item, mark) = marks.Single(marked => Answers(marked.Key, step));
                if (Answers(item, made.Step) || mark.Verdict == Verdict.Pending) continue;
                Assert.True(mark.Points == mark.MaxPoints, $"{step.Name} after {made.Mistake.Code} in {made.Step.Name}: {made.Answers.ToJsonString()}");
            }
        }
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task What_is_not_finite_or_of_another_size_never_earns_full_marks(string name)
    {
        var scheme = ConformanceQuestions.Find(name).Scheme;
        foreach (var step in scheme.Steps.Where(IsCompared))
            foreach (var odd in Odd(ValueAt(Solution.RightAnswers(scheme), step)))
            {
                var answers = Solution.RightAnswers(scheme);
                Put(answers, step, odd);
                var text = answers.ToJsonString().Replace("\"1e999\"", "1e999", StringComparison.Ordinal);
                using var json = JsonDocument.Parse(text);
                var marks = await scheme.Mark(scheme.Read(json.RootElement), TestContext.Current.CancellationToken);
                var (_, mark) = Items(marks).Single(item => Answers(item.Name, step));
                Assert.True(mark.Points < mark.MaxPoints, $"full marks for {step.Name} in {text}");
            }
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task An_item_left_blank_is_unanswered_and_costs_no_other(string name)
    {
        var scheme = ConformanceQuestions.Find(name).Scheme;
        foreach (var item in scheme.Items)
        {
            var answers = Solution.RightAnswers(scheme);
            answers[item.Part]![item.Id] = null;
            foreach (var (other, mark) in Items(await Mark(scheme, answers)))
            {
                if (mark.Verdict == Verdict.Pending) continue;
                if (other == item.Name) Assert.Equal((Verdict.Unanswered, Rational.Zero), (mark.Verdict, mark.Points));
                else Assert.True(mark.Points == mark.MaxPoints, $"{other} loses points when {item.Name} is blank");
            }
        }
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task Marking_is_deterministic_and_its_marks_survive_the_store(string name)
    {
        var question = ConformanceQuestions.Find(name);
        var answers = question.Examples.Select(example => example.Answers)
            .Concat(Solution.WithOneMistake(question.Scheme).Concat(Solution.FollowingOneMistake(question.Scheme)).Select(made => made.Answers));
        foreach (var sent in answers)
        {
            var written = MarksJson.Write(await Mark(question.Scheme, sent));
            Assert.Equal(written, MarksJson.Write(await Mark(question.Scheme, sent)));
            Assert.Equal(written, MarksJson.Write(MarksJson.Read(written)));
        }
    }

    [Theory, MemberData(nameof(Questions))]
    public void Every_example_is_readable_and_has_its_own_name(string name)
    {
        var question = ConformanceQuestions.Find(name);
        Assert.Equal("right", question.Examples[0].Name);
        Assert.Distinct(question.Examples.Select(example => example.Name));
        foreach (var example in question.Examples)
        {
            Assert.Empty(question.Scheme.Read(JsonSerializer.SerializeToElement(example.Answers)).Unreadable);
            AssertSaid(example.Summary);
        }
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task The_form_describes_every_item_and_its_template_is_blank(string name)
    {
        var question = ConformanceQuestions.Find(name);
        AssertSaid(question.Prompt);
        Assert.Equal(question.Scheme.Items.Select(item => item.Name), question.Form.Parts.SelectMany(part => part.Items.Select(item => $"{part.Id}.{item.Id}")));
        Assert.Equal(10, question.Form.Parts.Aggregate(Rational.Zero, (sum, part) => sum + part.Points));
        foreach (var item in question.Form.Parts.SelectMany(part => part.Items))
        {
            AssertSaid(item.Label);
            Assert.True(item.Field is null != item.Fields is null);
            Assert.All(item.Fields?.Values ?? [item.Field!], field => Assert.NotEmpty(field.Type));
        }
        var marks = await Mark(question.Scheme, question.Form.Template);
        Assert.All(Items(marks), item => Assert.Equal(Verdict.Unanswered, item.Mark.Verdict));
    }

    [Theory, MemberData(nameof(Questions))]
    public void The_solution_writes_every_step_and_every_mistake(string name)
    {
        var scheme = ConformanceQuestions.Find(name).Scheme;
        var solution = Solution.Of(scheme);
        Assert.Equal(scheme.Steps.Select(step => step.Name), solution.Select(step => step.Name));
        Assert.Distinct(solution.Select(step => step.Name));
        foreach (var step in solution)
        {
            Assert.NotEmpty(step.Value.ToJsonString());
            foreach (var mistake in step.Mistakes)
            {
                Assert.Matches(KebabCase(), mistake.Code);
                Assert.NotEmpty(mistake.Value.ToJsonString());
                AssertSaid(mistake.Message);
            }
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void Unknown_or_missing_parameters_are_refused_without_any_other_exception(string family)
    {
        var write = FamilyCatalog.BuiltIn().Find(family)!.Write;
        foreach (var parameters in new[] { "null", "[]", "1", "\"x\"", """{"unknown": 1}""" })
        {
            using var json = JsonDocument.Parse(parameters);
            Assert.Throws<ParametersException>(() => write(json.RootElement));
        }
    }

    private static async Task<Marks> Mark(MarkScheme scheme, JsonObject answers)
    {
        var sheet = scheme.Read(JsonSerializer.SerializeToElement(answers));
        Assert.Empty(sheet.Unreadable);
        return await scheme.Mark(sheet, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<(string Name, ItemMark Mark)> Items(Marks marks) =>
        marks.Parts.SelectMany(part => part.Items.Select(item => ($"{part.Id}.{item.Id}", item)));

    private static bool Answers(string item, Step step) => step.Name == item || step.Name.StartsWith(item + ".", StringComparison.Ordinal);

    private static bool IsCompared(Step step) => !step.IsWorking && step.GetType().GetGenericTypeDefinition() == typeof(DerivedStep<>);

    private static JsonNode ValueIn(MistakenAnswers made) => ValueAt(made.Answers, made.Step);

    private static JsonNode ValueAt(JsonObject answers, Step step) => step.Name.Split('.').Aggregate((JsonNode)answers, (node, id) => node[id]!);

    private static void Put(JsonObject answers, Step step, JsonNode value)
    {
        var path = step.Name.Split('.');
        path[..^1].Aggregate((JsonNode)answers, (node, id) => node[id]!)[path[^1]] = value;
    }

    /// <summary>Values like one that is right, but not finite, or with an entry too many or too few.</summary>
    private static IEnumerable<JsonNode> Odd(JsonNode right)
    {
        if (right is JsonArray { Count: > 0 } array)
        {
            yield return new JsonArray([.. array.Select(entry => entry!.DeepClone()), array[0]!.DeepClone()]);
            if (array.Count > 1) yield return new JsonArray([.. array.Skip(1).Select(entry => entry!.DeepClone())]);
            foreach (var odd in Odd(array[^1]!)) yield return new JsonArray([.. array.SkipLast(1).Select(entry => entry!.DeepClone()), odd]);
        }
        else if (right.GetValueKind() == JsonValueKind.Number)
            foreach (var odd in new[] { "NaN", "Infinity", "-Infinity", "1e999", "1/0" }) yield return odd;
    }

    /// <summary>Whether two values are the same answer: numbers up to a tolerance; texts may say the same in different words.</summary>
    private static bool Alike(JsonNode left, JsonNode right) => (left, right) switch
    {
        (JsonArray x, JsonArray y) => x.Count == y.Count && x.Zip(y).All(pair => Alike(pair.First!, pair.Second!)),
        _ when left.GetValueKind() == JsonValueKind.Number && right.GetValueKind() == JsonValueKind.Number =>
            Math.Abs(Number(left) - Number(right)) <= 1e-3 * Math.Max(1e-3, Math.Abs(Number(right))),
        _ when left.GetValueKind() == JsonValueKind.String => right.GetValueKind() == JsonValueKind.String,
        _ => JsonNode.DeepEquals(left, right),
    };

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsFollowed(MarkScheme scheme, AnswerSheet sheet, Step step)
    {
        var type = step.GetType();
        while (type.GetGenericTypeDefinition() != typeof(Step<>)) type = type.BaseType!;
        var method = typeof(FamilyConformance).GetMethod(nameof(IsFollowedAs), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        return (bool)method.MakeGenericMethod(type.GenericTypeArguments).Invoke(null, [scheme, sheet, step])!;
    }

    private static bool IsFollowedAs<T>(MarkScheme scheme, AnswerSheet sheet, Step<T> step)
        where T : notnull =>
        sheet.For(step).Answer is { } answer && ((AnswerType<T>)step.Type).TryFollow(answer, step[scheme.Reference], out _);

    private static void AssertSaid(LocalizedText text)
    {
        Assert.False(string.IsNullOrWhiteSpace(text.Hr));
        Assert.False(string.IsNullOrWhiteSpace(text.En));
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
