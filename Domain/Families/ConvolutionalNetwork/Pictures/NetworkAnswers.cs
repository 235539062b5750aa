using GradingService.Domain.Answers;
using GradingService.Domain.Figures;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Pictures;

/// <summary>What a student answered about each layer, as lines for its box: marked where the marks tell, beside the right value where that may be seen.</summary>
internal sealed class NetworkAnswers(Network network, NetworkSteps steps, AnswerSheet sheet, Marks marks, bool showsSolution)
{
    private const int LongestNumber = 7;

    public bool IsBlank => !Enumerable.Range(0, network.Layers.Count).Any(i => Of(i).Count > 0);

    public IReadOnlyList<Layer>? Remedy => steps.Remedy is { } step && sheet.For(step).Answer is RemedyAnswer remedy ? remedy.Layers : null;

    public LocalizedText Description
    {
        get
        {
            var lines = Enumerable.Range(0, network.Layers.Count).SelectMany(i => Of(i).Select(line => (Layer: i, line))).ToArray();
            return new(Say(line => line.Hr, "točno", "pogrešno"), Say(line => line.En, "right", "wrong"));

            string Say(Func<LocalizedText, string> pick, string right, string wrong) => string.Join("; ", lines.Select(told =>
                $"{NetworkFigures.NameOf(network.Architecture.Layers[told.Layer], told.Layer)} {pick(told.line.Text)}"
                + (told.line.Mark switch { LineMark.Right => $" ({right})", LineMark.Wrong => $" ({wrong})", _ => "" }))) + ".";
        }
    }

    /// <summary>The lines of a layer; empty where nothing was answered.</summary>
    public IReadOnlyList<BoxLine> Of(int layer)
    {
        var lines = new List<BoxLine>();
        var (own, name) = (network.Layers[layer], network.Architecture.Layers[layer].Name);
        if (steps.Shapes[layer] is var (input, output))
        {
            var mark = marks.Of("a", name!);
            Add(Shape(input), new("ulaz", "in"), MarkOf(mark, "in"), own.Input.ToString());
            Add(Shape(output), new("izlaz", "out"), MarkOf(mark, "out"), own.Output.ToString());
        }
        if (steps.Fields.TryGetValue(layer, out var field))
            Add(Field(field), new("polje", "field"), MarkOf(marks.Of("c", name!), null), network.Fields[layer].Size!.Value.ToString());
        return lines;

        void Add(string? answer, LocalizedText what, LineMark mark, string right)
        {
            if (answer is null) return;
            lines.Add(new(new($"{what.Hr} {answer}", $"{what.En} {answer}"), mark));
            if (showsSolution && mark == LineMark.Wrong) lines.Add(new(new($"točno: {right}", $"right: {right}")) { IsQuiet = true });
        }
    }

    private string? Shape(Step step) => sheet.For(step).Answer is ShapeAnswer shape
        ? string.Join("×", shape.Entries.Select((size, i) => i == 0 && size == -1 ? "N" : Number(size)))
        : null;

    private string? Field(Step step) => sheet.For(step).Answer switch
    {
        ReceptiveFieldAnswer { Notation: FieldNotation.Area } area => Number(area.Height) + " px²",
        ReceptiveFieldAnswer { Notation: FieldNotation.Side } side => Number(side.Height),
        ReceptiveFieldAnswer sides => $"{Number(sides.Height)}×{Number(sides.Width)}",
        _ => null,
    };

    private static string Number(double? value) => value is { } number ? FigureNumber.Of(number, LongestNumber) : "?";

    /// <summary>Right, wrong, or not to be told: while nothing says which field is wrong.</summary>
    private static LineMark MarkOf(ItemMark? mark, string? field)
    {
        if (mark.IsRight()) return LineMark.Right;
        if (!mark.IsWrong()) return LineMark.None;
        if (field is null) return LineMark.Wrong;
        if (mark!.WrongEntries is not { } wrong) return LineMark.None;
        return wrong.Any(entry => entry == field || entry.StartsWith(field + "[", StringComparison.Ordinal)) ? LineMark.Wrong : LineMark.Right;
    }
}
