using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Figures;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.RecurrentClassifier.Pictures;

/// <summary>States and outputs step by step: of the example model, of the counterexample that refutes a student's model, of part d.</summary>
internal sealed class RecurrentFigures(
    Specification specification, IReadOnlyList<string> sequence, RecurrentModel example, JudgedStep<RecurrentModel> model, Step states) : IQuestionFigures
{
    public IReadOnlyList<Figure> OfQuestion() => [];

    public IReadOnlyList<Figure> OfSolution()
    {
        var (panels, text) = Trace(example, null);
        return [Draw(
            "trace-solution", new("Stanja i izlaz jednoga točnog modela", "States and output of one right model"),
            new($"Niz {Listed(sequence)}. {text.Hr}", $"The sequence {Listed(sequence)}. {text.En}"), panels)];
    }

    public IReadOnlyList<Figure> OfAnswers(AnswerSheet sheet, Marks marks, bool showsSolution)
    {
        var figures = new List<Figure>();
        var design = (sheet.For(model).Answer as RecurrentModelAnswer)?.Model;
        if (design is not null && Counterexample(design, marks) is { } refuted) figures.Add(refuted);
        var answered = AnsweredStates.Of(states, sequence.Count, sheet, marks);
        if (answered is null && (figures.Count > 0 || design is null || !showsSolution)) return figures;
        figures.Add(Worked(sheet, answered, showsSolution));
        return figures;
    }

    /// <summary>Part d: the states as they were answered, over those of the model that they are marked by.</summary>
    private Figure Worked(AnswerSheet sheet, AnsweredStates? answered, bool showsSolution)
    {
        var marked = sheet.For(model).Answer is { } answer && ((RecurrentModelType)model.Type).TryFollow(answer, example, out var own) ? own : example;
        var (panels, text) = showsSolution ? Trace(marked, answered) : (new TracePanels(sequence, 1) { Answered = answered }, new LocalizedText("", ""));
        var (hr, en) = answered is null ? ("", "") : ($" Odgovorena stanja: {answered.Text}.", $" States answered: {answered.Text}.");
        return Draw(
            "trace-answers", new("Dio d: stanja po koracima", "Part d: the states step by step"),
            new($"Niz {Listed(sequence)}.{hr} {text.Hr}".TrimEnd(), $"The sequence {Listed(sequence)}.{en} {text.En}".TrimEnd()), panels);
    }

    private (TracePanels Panels, LocalizedText Text) Trace(RecurrentModel traced, AnsweredStates? answered)
    {
        var rows = RecurrentTrace.Of(traced, sequence).States;
        var said = RecurrentTrace.Class(traced, rows[^1]);
        var output = FigureNumber.Of(RecurrentTrace.Output(traced, rows[^1]));
        var panels = new TracePanels(sequence, 1) { States = [Initial(traced), .. rows], Model = traced, Answered = answered, Classes = (said, said) };
        return (panels, new($"Na kraju je izlaz {output}, razred {said}.", $"At the end the output is {output}, the class {said}."));
    }

    /// <summary>The sequence that refutes a model, with the states that the evidence holds; null where it holds none.</summary>
    private Figure? Counterexample(RecurrentModel design, Marks marks)
    {
        if (marks.Of("a", "model")?.Evidence is not { } evidence || !design.Fits(specification.Bits)) return null;
        var details = evidence.Details;
        var whole = Rows(details["states"]);
        var rows = whole ?? Rows(details["lastStates"]);
        var words = Words(details);
        if (rows is null || rows.Any(row => row.Length != design.HiddenSize) || words.Count < rows.Count || rows.Count == 0) return null;
        var length = (int)Math.Clamp(Number(details["length"]) ?? words.Count, rows.Count, int.MaxValue / 2);
        var shown = words.Skip(words.Count - rows.Count).ToArray();
        var (said, right) = (details["modelSays"]?.ToString() == "1" ? 1 : 0, details["right"]?.ToString() == "1" ? 1 : 0);
        return Draw(
            "counterexample", new("Protuprimjer: model na nizu koji krivo razvrstava", "A counterexample: the model on a sequence that it gets wrong"),
            new(
                $"Niz od {length} {(length == 1 ? "broja" : "brojeva")}: {Listed(shown)}. Model na kraju daje razred {said}, a točan je {right}.",
                $"A sequence of {length} {(length == 1 ? "number" : "numbers")}: {Listed(shown)}. At its end the model gives class {said}; {right} is right."),
            new TracePanels(shown, length - rows.Count + 1) { States = whole is null ? rows : [Initial(design), .. rows], Model = design, Classes = (said, right) });
    }

    private static List<string> Words(JsonObject details)
    {
        if (details["counterexample"] is JsonArray listed) return [.. listed.Select(word => word?.ToString() ?? "")];
        var words = new List<string>();
        // Only the end of a long sequence is drawn, so only the last of many equal words are needed.
        const int enough = 100;
        if (details["counterexampleRuns"] is JsonArray runs)
            foreach (var run in runs.OfType<JsonObject>())
                words.AddRange(Enumerable.Repeat(run["word"]?.ToString() ?? "", (int)Math.Clamp(Number(run["times"]) ?? 0, 0, enough)));
        return words;
    }

    private static List<double[]>? Rows(JsonNode? node) => node is JsonArray rows && rows.All(row => row is JsonArray)
        ? [.. rows.Select(row => row!.AsArray().Select(entry => Number(entry) ?? double.NaN).ToArray())]
        : null;

    /// <summary>A number, whether it was just judged or read back from the store.</summary>
    private static double? Number(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static double[] Initial(RecurrentModel model) => model.H0?.Select(x => x.ToDouble()).ToArray() ?? new double[model.HiddenSize];

    private static string Listed(IReadOnlyList<string> words)
    {
        const int most = 12;
        return string.Join(", ", words.Take(most)) + (words.Count > most ? ", …" : "");
    }

    private static Figure Draw(string id, LocalizedText title, LocalizedText description, TracePanels panels) =>
        new FigureWriter(id, title, description).Write(say => (TracePanels.Width, panels.Height(say)), panels.Draw);
}
