using System.Text.Json.Nodes;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests.Domain.Figures;

/// <summary>Answers to the built-in exam as people give them, right and wrong in many ways.</summary>
internal static class OddAnswers
{
    public static IEnumerable<(string Label, JsonNode Answers)> For(string question)
    {
        yield return ("the paper's answers", BuiltInExam.Answers($"paper-{question}"));
        yield return ("the model answers", BuiltInExam.Answers($"model-{question}"));
        foreach (var (label, answers) in question switch { "2" => Networks, "3" => Models(), "4" => Embeddings, "5" => Drawings(), _ => [] })
            yield return (label, JsonNode.Parse(answers)!);
    }

    private static IEnumerable<(string, string)> Networks =>
    [
        ("wrong shapes", """{"a": {"conv1": {"in": [3, 62, 62], "out": [16, 29, 29]}, "pool1": {"in": [16, 29, 29], "out": [16, 15, 15]}, "conv2": {"out": [null, 13, 13]}, "pool2": {"in": [32, 12, 12], "out": [1e300, 7, -5, 3.25, 1, 2]}, "fc": {"in": [1568], "out": [10]}}, "b": {"parameters": 22698}, "c": {"pool1": 17, "pool2": [33, 21]}}"""),
        ("channels last", """{"a": {"conv1": {"in": [62, 62, 3], "out": [28, 28, 16]}, "pool1": {"in": [28, 28, 16], "out": [14, 14, 16]}, "conv2": {"in": [14, 14, 16], "out": [12, 12, 32]}}, "c": {"pool1": {"area": 81}}}"""),
        ("a remedy that fails", """{"d": {"suitable": false, "remedy": {"layers": [{"name": "conv1", "type": "conv", "filters": 16, "kernel": 7, "stride": 2, "activation": "relu"}, {"type": "maxPool", "kernel": 2}, {"name": "conv2", "type": "conv", "filters": 32, "kernel": 3, "activation": "relu"}, {"type": "maxPool", "kernel": 2}, {"type": "flatten"}, {"type": "dropout"}, {"name": "fc", "type": "linear", "units": 10}]}}}"""),
    ];

    private static IEnumerable<(string, string)> Models()
    {
        const string Right = "\"hiddenSize\": 1, \"Wxh\": [[0, 2]], \"Whh\": [[1]], \"bh\": [-1], \"Why\": [[1]], \"bo\": [0], \"output\": \"sigmoid\"";
        yield return ("not strict", $$$"""{"a": {"model": { {{{Right}}}, "strict": false}}, "d": {"states": [[-1], [-2], [-1]], "output": 0.3, "class": 1}}""");
        yield return ("states off", $$$"""{"a": {"model": { {{{Right}}} }}, "d": {"states": [[-1], [2], [null]], "output": 0.88, "class": 1}}""");
        yield return ("states without a model", """{"d": {"states": [[-1, 2], [2, 0.5], [1e300, -3]]}}""");
        yield return ("a slow leak", """{"a": {"model": {"hiddenSize": 1, "Wxh": [[0, 2]], "Whh": [["0.94"]], "bh": [-1], "Why": [[1]], "bo": ["-1/2"], "output": "identity"}}}""");
        yield return ("a very slow leak", """{"a": {"model": {"hiddenSize": 1, "Wxh": [[0, 2]], "Whh": [["0.999"]], "bh": [-1], "Why": [[1]], "bo": ["-1/2"], "output": "identity"}}}""");
        yield return ("an explosion", """{"a": {"model": {"hiddenSize": 2, "Wxh": [[0, 2], [1e9, 1e9]], "Whh": [[1e200, 0], [0, 1e200]], "bh": [-1, 3], "Why": [[1, -1e300]], "bo": [0], "output": "identity"}}}""");
        yield return ("many units", $$$"""{"a": {"model": {"hiddenSize": 8, "Wxh": [{{{Rows(8, 2)}}}], "Whh": [{{{Rows(8, 8)}}}], "activation": "tanh", "Why": [{{{Rows(1, 8)}}}], "output": "sigmoid"} } }""");

        static string Rows(int rows, int columns) => string.Join(", ", Enumerable.Range(0, rows).Select(i =>
            $"[{string.Join(", ", Enumerable.Range(0, columns).Select(j => (0.1 * ((i * 7 + j * 5) % 9 - 4)).ToString("F1", System.Globalization.CultureInfo.InvariantCulture)))}]"));
    }

    private static IEnumerable<(string, string)> Embeddings =>
    [
        ("no bias", """{"a": {"model": "correlate(x, w)"}, "b": {"f1": [1.1, 1.1, 1.1, 1.1], "f2": [3, 3, 3, 3], "loss": 14.44}}"""),
        ("some entries off", """{"b": {"f1": [1, null, 7, 1], "f2": [3, 3, -3, 3.5], "loss": 16}}"""),
        ("other lengths", """{"b": {"f1": [1, 1, 1, 1, 1, 1], "f2": [3]}}"""),
        ("one embedding", """{"b": {"f2": [3, 3, 3, 1e300]}}"""),
    ];

    private static IEnumerable<(string, string)> Drawings()
    {
        yield return ("hand drawn", $$$"""{"a": {"l1": [{{{Ring(1.2, 1, 0.03)}}}, {{{Ring(2.4, 1, 0.03)}}}], "l2": [{{{Ring(1, 2, 0.03)}}}, {{{Ring(2, 2, 0.03)}}}]}, "b": {"l1": {"w1": [3, 2], "w2": [1.1, 1.5], "w3": [0, 0.8], "w4": [0, 0]}, "l2": {"w1": [3, 2], "w2": [1.5, 1.6], "w3": [0.6, 1], "w4": [0, 0]} } }""");
        yield return ("norms swapped", $$$"""{"a": {"l1": [{{{Ring(1, 2)}}}, {{{Ring(2, 2)}}}], "l2": [{{{Ring(1, 1)}}}, {{{Ring(2, 1)}}}]}, "b": {"l2": {"w1": [3, 2], "w2": [1, 1.5], "w3": [0, 1], "w4": [0, 0]}, "l1": {"w1": [3, 2], "w2": [1.5, 1.6], "w3": [0.6, 1], "w4": [0, 0]} } }""");
        yield return ("every fault", $$$"""{"a": {"l1": [{{{Ring(1, 1, 0, 3, 2)}}}, {{{Ring(2, 1)}}}, {{{Ring(1.5, 2)}}}, [[-2, -2], [2, -2], [2, 2], [-2, 2], [-2, -2]], [[0, 3], [3, 0], [0, -3]], [[-4, 0], [4, 0]], [[0, -3], [0, 3]]], "l2": [{{{Ring(1, 2, 0.15)}}}, {{{Ring(1.2, 2, 0, 3, 2)}}}, {{{Ring(0.8, 2, 0, -2, 1)}}}]}, "b": {"l1": {"w1": [2.5, 2.5], "w2": [2, 0.2], "w3": [1.2, 1.35], "w4": [0.6, -0.4]}, "l2": {"w1": [3.2, 2.2], "w2": [2, 1.333], "w3": [1, 0.6667]} } }""");
        yield return ("reversed", """{"b": {"l1": {"w1": [0, 0], "w2": [0, 0.8], "w3": [1, 1.5], "w4": [3, 2]}, "l2": {"w1": [0, 0], "w2": [0.6, 1], "w3": [1.5, 1.6], "w4": [3, 2]}}}""");
        yield return ("all in one place", """{"b": {"l1": {"w1": [1, 1], "w2": [1, 1], "w3": [1, 1], "w4": [1, 1]}, "l2": {"w1": [0, 0], "w2": [0, 0], "w3": [0, 0], "w4": [0, 0]}}}""");
        yield return ("far away", $$$"""{"a": {"l1": [{{{Ring(1e12, 1)}}}, {{{Ring(9, 1)}}}, {{{Ring(6, 1)}}}], "l2": [{{{Ring(1e-9, 2)}}}, [[1e308, -1e308], [-1e308, 1e308], [1e308, 1e308], [1e308, -1e308]]]}, "b": {"l1": {"w1": [1e308, 2], "w2": [-9, 9], "w4": [0, 0]} } }""");
        yield return ("a scribble", $$$"""{"a": {"l1": [{{{Scribble(4000)}}}], "l2": [{{{string.Join(", ", Enumerable.Range(1, 100).Select(i => Ring(0.05 * i, 2)))}}}]}}""");
    }

    /// <summary>A closed line on which a p-norm around a centre is constant but for a wobble.</summary>
    public static string Ring(double radius, int norm, double wobble = 0, double x = 0, double y = 0)
    {
        return $"[{string.Join(", ", Enumerable.Range(0, 65).Select(i => Written(2 * Math.PI * (i % 64) / 64)))}]";

        string Written(double angle)
        {
            var (sin, cos) = Math.SinCos(angle);
            var r = radius * (1 + wobble * (Math.Sin(3 * angle + 1) + Math.Sin(7 * angle))) / (norm == 1 ? Math.Abs(sin) + Math.Abs(cos) : 1);
            return FormattableString.Invariant($"[{x + r * cos}, {y + r * sin}]");
        }
    }

    private static string Scribble(int points) =>
        $"[{string.Join(", ", Enumerable.Range(0, points).Select(i => FormattableString.Invariant($"[{4 * Math.Sin(1.7 * i)}, {3 * Math.Cos(2.3 * i + 1)}]")))}]";
}
