using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GradingService.Domain.Submissions;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests.Domain.Figures;

/// <summary>Whatever was answered, figures are well-formed XML of bounded size, and nothing is thrown.</summary>
public sealed class HostileFiguresTests
{
    private const int Longest = 500_000;

    public static TheoryData<string> Questions => ["2", "3", "4", "5"];

    [Theory, MemberData(nameof(Questions))]
    public async Task Random_answers(string id)
    {
        var question = BuiltInExam.Exam.Find(id)!;
        var random = new Random(20231123);
        var examples = question.Examples.Select(example => (JsonNode)example.Answers).Concat(OddAnswers.For(id).Select(odd => odd.Answers)).ToArray();
        var drawn = 0;
        for (var i = 0; i < 150; i++)
        {
            var answers = Spoilt(examples[random.Next(examples.Length)].DeepClone(), random);
            var sheet = question.Scheme.Read(JsonSerializer.SerializeToElement(answers));
            var marks = await question.Scheme.Mark(sheet, TestContext.Current.CancellationToken);
            // Marks come from the store, and may be older than the answers' reading.
            foreach (var told in new[] { marks, MarksJson.Read(MarksJson.Write(marks)), marks with { Parts = [] } })
                foreach (var figure in question.Figures!.OfAnswers(sheet, told, showsSolution: i % 2 == 0))
                    foreach (var svg in new[] { figure.Svg.Hr, figure.Svg.En })
                    {
                        drawn++;
                        Assert.InRange(svg.Length, 1, Longest);
                        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
                    }
        }
        Assert.True(drawn > 100, $"{drawn} drawn");
    }

    [Theory]
    [InlineData(100, 5000, 3.0)]
    [InlineData(100, 5000, 1e308)]
    [InlineData(1, 5000, 0.0)]
    [InlineData(100, 2, 5.0)]
    public void Half_a_million_points_are_thinned(int lines, int points, double size)
    {
        var random = new Random(5);
        var text = new StringBuilder("{\"a\": {\"l1\": [");
        for (var line = 0; line < lines; line++)
        {
            text.Append(line == 0 ? "[" : ", [");
            for (var i = 0; i < points; i++)
                text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}[{size * (random.NextDouble() - 0.5)}, {size * (random.NextDouble() - 0.5)}]");
            text.Append(']');
        }
        var figure = Assert.Single(FigureGallery.OfAnswers(BuiltInExam.Exam.Find("5")!, JsonNode.Parse(text.Append("]}, \"b\": {\"l1\": {\"w1\": [3, 2]}}}").ToString())!, showsSolution: true));
        Assert.InRange(figure.Svg.Hr.Length, 1, Longest / 2);
    }

    /// <summary>Answers in which some numbers, entries and texts became others.</summary>
    private static JsonNode Spoilt(JsonNode node, Random random)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var name in o.Select(property => property.Key).ToArray())
                    if (o[name] is { } inner) o[name] = random.Next(40) == 0 ? null : Spoilt(inner.DeepClone(), random);
                return o;
            case JsonArray a:
                var entries = a.Select(entry => entry is null ? null : Spoilt(entry.DeepClone(), random)).ToList();
                if (entries.Count > 0 && random.Next(12) == 0) entries.RemoveAt(random.Next(entries.Count));
                if (entries.Count > 0 && random.Next(12) == 0) entries.Add(entries[0]?.DeepClone());
                return new JsonArray([.. entries]);
            case JsonValue v when v.GetValueKind() == JsonValueKind.Number && random.Next(6) == 0:
                return random.Next(9) switch
                {
                    0 => 1e308,
                    1 => -1e308,
                    2 => 1e-308,
                    3 => 0,
                    4 => random.Next(-1000, 1000),
                    5 => "1/3",
                    6 => -0.0,
                    7 => 1e15,
                    _ => random.NextDouble(),
                };
            case JsonValue v when v.GetValueKind() == JsonValueKind.String && random.Next(20) == 0:
                return "\u0007<&\"]]>";
            default:
                return node;
        }
    }
}
