using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Exams;
using GradingService.Domain.Figures;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests.Domain.Figures;

/// <summary>Figures of every kind: of questions, solutions and answers, of the built-in exam and of other parameters.</summary>
internal static class FigureGallery
{
    /// <summary>Questions whose pictures are looked at, besides those of the conformance suite.</summary>
    private static readonly (string Name, string Family, string Parameters)[] Further =
    [
        ("steep and rotated", "regularizationPath", """{"hessian": [[50, 30], [30, 20]], "minimum": [-1.5, 0.4]}"""),
        ("a groove", "regularizationPath", """{"hessian": [[1, 0], [0, 900000]], "minimum": [2, 1]}"""),
        ("tiny weights", "regularizationPath", """{"hessian": [[1, 0.2], [0.2, 3]], "minimum": [0.00002, -0.00003]}"""),
        ("huge weights", "regularizationPath", """{"hessian": [[1, -0.6], [-0.6, 1]], "minimum": [900000, 1]}"""),
        ("twenty layers", "convolutionalNetwork", DeepNetwork(20)),
        ("a hundred layers", "convolutionalNetwork", DeepNetwork(100)),
        ("long names", "convolutionalNetwork", """{"network": {"input": [1024, 999, 888], "layers": [{"name": "a_very_long_name_that_somebody_chose_for_the_first_convolution", "type": "conv", "filters": 999999, "kernel": [101, 99], "stride": [100, 98], "padding": [50, 49], "dilation": [1, 1], "bias": false, "activation": "leakyRelu"}, {"name": "Ž<&>\"", "type": "adaptiveAvgPool", "output": [12, 34]}, {"name": "dw", "type": "conv", "filters": 999999, "kernel": 3, "groups": 999999}, {"name": "fc", "type": "linear", "units": 1000000, "activation": "softmax"}]}, "receptiveFields": ["a_very_long_name_that_somebody_chose_for_the_first_convolution"]}"""),
        ("long signals", "contrastiveEmbedding", LongSignals(256, 64, 1)),
        ("middling signals", "contrastiveEmbedding", LongSignals(40, 5, 3)),
        ("large numbers", "contrastiveEmbedding", """{"kernel": [1000, -2000], "bias": 5, "x1": [100000, 250000, -300000], "x2": [1, 2, 3]}"""),
        ("fifty numbers", "recurrentClassifier", $$"""{"bits": 8, "property": "majorityOdd", "sequence": [{{string.Join(", ", Enumerable.Range(0, 50).Select(i => $"\"{Convert.ToString(i * 37 % 256, 2).PadLeft(8, '0')}\""))}}]}"""),
    ];

    private const int ExamplesElsewhere = 3;

    private static readonly Lazy<IReadOnlyList<(string Name, Figure Figure)>> Drawn = new(() => [.. Questions().SelectMany(named => Of(named.Name, named.Question))]);

    /// <summary>The pictures with a name for each.</summary>
    public static IReadOnlyList<(string Name, Figure Figure)> All => Drawn.Value;

    /// <summary>The questions of the built-in exam, those of the conformance suite, and more.</summary>
    public static IEnumerable<(string Name, Question Question)> Questions()
    {
        foreach (var row in ConformanceQuestions.Names) yield return (row.Data, ConformanceQuestions.Find(row.Data));
        foreach (var (name, family, parameters) in Further) yield return ($"{family}: {name}", ConformanceQuestions.Question(family, parameters));
    }

    /// <summary>Every figure of a question: with its prompt, with its solution, and with answers that people could give.</summary>
    public static IEnumerable<(string Name, Figure Figure)> Of(string name, Question question)
    {
        if (question.Figures is not { } figures) yield break;
        foreach (var figure in figures.OfQuestion()) yield return ($"{name}, question, {figure.Id}", figure);
        foreach (var figure in figures.OfSolution()) yield return ($"{name}, solution, {figure.Id}", figure);
        foreach (var (label, answers) in Answers(name, question))
            foreach (var shows in new[] { true, false })
                foreach (var figure in OfAnswers(question, answers, shows))
                    yield return ($"{name}, {label}, {(shows ? "over the solution" : "alone")}, {figure.Id}", figure);
    }

    /// <summary>The figures of answers, marked.</summary>
    public static IReadOnlyList<Figure> OfAnswers(Question question, JsonNode answers, bool showsSolution)
    {
        var sheet = question.Scheme.Read(JsonSerializer.SerializeToElement(answers));
        var marks = question.Scheme.Mark(sheet, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        return question.Figures!.OfAnswers(sheet, marks, showsSolution);
    }

    private static IEnumerable<(string Label, JsonNode Answers)> Answers(string name, Question question)
    {
        var isBuiltIn = name.StartsWith(BuiltInExam.Exam.Id, StringComparison.Ordinal);
        foreach (var example in question.Examples.Take(isBuiltIn ? int.MaxValue : ExamplesElsewhere)) yield return (example.Name, example.Answers);
        if (isBuiltIn)
            foreach (var (label, answers) in OddAnswers.For(question.Id)) yield return (label, answers);
    }

    private static string DeepNetwork(int layers)
    {
        var written = Enumerable.Range(1, layers - 2).Select(i => (i % 4) switch
        {
            0 => $$"""{"name": "pool{{i}}", "type": "maxPool", "kernel": 2, "stride": 1}""",
            2 => $$"""{"name": "bn{{i}}", "type": "batchNorm"}""",
            _ => $$"""{"name": "conv{{i}}", "type": "conv", "filters": {{16 * (1 + i / 4)}}, "kernel": 3, "padding": 1, "activation": "relu"}""",
        });
        return $$"""{"network": {"input": [3, 224, 224], "layers": [{{string.Join(", ", written)}}, {"name": "gap", "type": "globalAveragePool"}, {"name": "fc", "type": "linear", "units": 1000, "activation": "softmax"}]}, "receptiveFields": ["conv1", "conv3"]}""";
    }

    private static string LongSignals(int length, int kernel, int stride)
    {
        var (w, x1, x2) = (Written(kernel, i => Math.Round(Math.Cos(0.4 * i), 2)), Written(length, i => Math.Round(3 * Math.Sin(0.1 * i) + 0.5 * (i % 3), 3)), Written(length, i => Math.Round(2 - 0.01 * i, 2)));
        return FormattableString.Invariant($$"""{"kernel": [{{w}}], "bias": 0.5, "x1": [{{x1}}], "x2": [{{x2}}], "stride": {{stride}}}""");

        static string Written(int count, Func<int, double> value) =>
            string.Join(", ", Enumerable.Range(0, count).Select(i => value(i).ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
