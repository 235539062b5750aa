using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Exams;

namespace GradingService.Tests.Domain.Families;

/// <summary>Further parameters that a family's tests run the conformance suite with; a public class with this interface is found by itself.</summary>
public interface IParameterSets
{
    /// <summary>The family's name.</summary>
    string Family { get; }

    /// <summary>Parameters as they stand in an exam file, each with a name of its own.</summary>
    IEnumerable<(string Name, string Json)> Sets { get; }
}

/// <summary>Every question of every exam file, and every family with the parameters that its tests supply.</summary>
internal static class ConformanceQuestions
{
    private static readonly Lazy<IReadOnlyDictionary<string, Question>> All = new(() => Load().ToDictionary(named => named.Name, named => named.Question));

    public static TheoryData<string> Names => [.. All.Value.Keys];

    public static Question Find(string name) => All.Value[name];

    public static IReadOnlyList<Exam> Exams { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(BuiltInExam.Root, "exams"), "*.json")
            .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => Reader.Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
    ];

    private static ExamReader Reader => new(FamilyCatalog.BuiltIn());

    private static IEnumerable<(string Name, Question Question)> Load()
    {
        foreach (var exam in Exams)
            foreach (var question in exam.Questions) yield return ($"{exam.Id}, question {question.Id}", question);
        var supplied = typeof(IParameterSets).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IParameterSets)));
        foreach (var sets in supplied.Select(type => (IParameterSets)Activator.CreateInstance(type)!))
            foreach (var (name, parameters) in sets.Sets) yield return ($"{sets.Family}: {name}", Question(sets.Family, parameters));
    }

    /// <summary>A question of ten points by itself in an exam.</summary>
    public static Question Question(string family, string parameters)
    {
        var exam = new JsonObject
        {
            ["title"] = new JsonObject { ["hr"] = "Ispit", ["en"] = "Exam" },
            ["questions"] = new JsonArray(new JsonObject
            {
                ["id"] = "1",
                ["title"] = new JsonObject { ["hr"] = "Zadatak", ["en"] = "Question" },
                ["family"] = family,
                ["points"] = 10,
                ["parameters"] = JsonNode.Parse(parameters),
            }),
        };
        return Reader.Read("conformance", JsonSerializer.Serialize(exam)).Questions[0];
    }
}
