using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;

namespace GradingService.Tests.Domain.Families;

/// <summary>The exam that ships, and the answers that people gave to it.</summary>
internal static class BuiltInExam
{
    public static string Root { get; } = FindRoot();

    /// <summary>The exam's file as it ships.</summary>
    public static string Text { get; } = File.ReadAllText(Path.Combine(Root, "exams", "dubucezi-2023.json"));

    public static Exam Exam { get; } = new ExamReader(FamilyCatalog.BuiltIn()).Read("dubucezi-2023", Text);

    public static MarkScheme Scheme(string questionId) => Exam.Find(questionId)!.Scheme;

    /// <summary>The answers in a file of <c>Fixtures/answers</c>.</summary>
    public static JsonObject Answers(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "Api.Tests", "Fixtures", "answers", $"{name}.json")))!["answers"]!.AsObject();

    public static Marks Mark(string questionId, JsonNode answers)
    {
        var scheme = Scheme(questionId);
        var sheet = scheme.Read(JsonSerializer.SerializeToElement(answers));
        Assert.Empty(sheet.Unreadable);
        return scheme.Mark(sheet, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
    }

    public static ItemMark Item(this Marks marks, string name)
    {
        var (part, item) = (name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        return marks.Parts.Single(p => p.Id == part).Items.Single(i => i.Id == item);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GradingService.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
