namespace GradingService.Tests.Http.Hosting;

/// <summary>A folder of a test's own, with exams and a database file; removed at the end.</summary>
internal sealed class Workspace : IDisposable
{
    public const string TinyQuestion = """{"id":"1","title":{"hr":"Zbroj","en":"A sum"},"family":"sum","points":10,"parameters":{"a":3,"b":5}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grading-");

    public Workspace() => _folder.CreateSubdirectory("exams");

    public string Exams => Path.Combine(_folder.FullName, "exams");
    public string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "grading.db")}";

    /// <summary>Writes the exam <c>tiny</c>: one question, or two.</summary>
    public Workspace WithTiny(string policy = "{}", int questions = 1)
    {
        var second = TinyQuestion.Replace("\"id\":\"1\"", "\"id\":\"2\"", StringComparison.Ordinal).Replace("\"a\":3", "\"a\":7", StringComparison.Ordinal);
        return With("tiny", $$"""
            {"title":{"hr":"Mali ispit","en":"A small exam"},"policy":{{policy}},"questions":[{{TinyQuestion}}{{(questions > 1 ? "," + second : "")}}]}
            """);
    }

    public Workspace With(string exam, string content)
    {
        File.WriteAllText(Path.Combine(Exams, exam + ".json"), content);
        return this;
    }

    /// <summary>Edits an exam's file.</summary>
    public void Change(string exam, string before, string after) =>
        With(exam, File.ReadAllText(Path.Combine(Exams, exam + ".json")).Replace(before, after, StringComparison.Ordinal));

    public void Dispose()
    {
        if (Directory.Exists(_folder.FullName)) _folder.Delete(recursive: true);
    }
}
