using System.Globalization;
using System.Numerics;
using GradingService.Domain.Figures;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Pictures;

/// <summary>The network as a row of boxes: with the task alone, with all shapes, and with a student's shapes marked.</summary>
internal sealed class NetworkFigures(Network network, NetworkSteps steps) : IQuestionFigures
{
    private static readonly LocalizedText Title = new("Mreža, sloj po sloj", "The network, layer by layer");

    public IReadOnlyList<Figure> OfQuestion() => [Draw(
        "network", Title,
        new($"Ulaz je {network.Architecture.Input}. Slojevi: {Names}.", $"The input is {network.Architecture.Input}. The layers: {Names}."),
        network.Architecture.Layers.Select((layer, i) => new LayerBox(NameOf(layer, i), layer, [], i == 0 ? network.Architecture.Input.ToString() : null)), null)];

    public IReadOnlyList<Figure> OfSolution() => [Draw(
        "network-solution",
        new("Oblici, parametri i receptivna polja", "Shapes, parameters and receptive fields"),
        new(
            $"Oblici: {Shapes}. Ukupno {Grouped(network.TotalParameters)} parametara.",
            $"The shapes: {Shapes}. {Grouped(network.TotalParameters)} parameters in all."),
        network.Layers.Select((own, i) => new LayerBox(NameOf(own.Layer, i), own.Layer, Derived(i), own.Input.ToString())), network.Output.ToString())];

    public IReadOnlyList<Figure> OfAnswers(AnswerSheet sheet, Marks marks, bool showsSolution)
    {
        var answered = new NetworkAnswers(network, steps, sheet, marks, showsSolution);
        var figures = new List<Figure>();
        if (!answered.IsBlank)
            figures.Add(Draw(
                "network-answers", new("Odgovoreni oblici", "The shapes that were answered"), answered.Description,
                network.Architecture.Layers.Select((layer, i) => new LayerBox(NameOf(layer, i), layer, answered.Of(i), i == 0 ? network.Architecture.Input.ToString() : null)), null));
        if (answered.Remedy is { } remedy) figures.Add(DrawRemedy(remedy, marks.Of("d", "remedy")));
        return figures;
    }

    private string Names => string.Join(", ", network.Architecture.Layers.Select(NameOf));

    private string Shapes => string.Join(" → ", network.Layers.Select(layer => layer.Input.ToString()).Append(network.Output.ToString()));

    internal static string NameOf(Layer layer, int index) => layer.Name ?? string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {layer.Type}");

    private List<BoxLine> Derived(int layer)
    {
        var lines = new List<BoxLine>();
        var parameters = network.Parameters[layer];
        if (!parameters.IsZero) lines.Add(new(new($"parametri: {Grouped(parameters)}", $"parameters: {Grouped(parameters)}")));
        if (network.Fields[layer].Size is { } field) lines.Add(new(new($"polje: {field}", $"field: {field}")));
        return lines;
    }

    private Figure DrawRemedy(IReadOnlyList<Layer> remedy, ItemMark? mark)
    {
        var pointedAt = mark?.Evidence?.Details["layer"]?.ToString();
        var message = mark?.Message ?? new LocalizedText("", "");
        return Draw(
            "remedy", new("Predložena mreža", "The network that was proposed"),
            new($"{remedy.Count} slojeva. {message.Hr}", $"{remedy.Count} layers. {message.En}"),
            remedy.Select((layer, i) => new LayerBox(NameOf(layer, i), layer, [], i == 0 ? network.Architecture.Input.ToString() : null)
            {
                IsPointedAt = mark.IsWrong() && pointedAt == layer.Label(i),
            }), null);
    }

    private static Figure Draw(string id, LocalizedText title, LocalizedText description, IEnumerable<LayerBox> boxes, string? output)
    {
        var row = new NetworkRow([.. boxes], output);
        return new FigureWriter(id, title, description).Write(
            _ => (row.Width, FigureWriter.TitleHeight + 4 + row.Height + FigureWriter.Margin),
            (drawing, say) => row.Draw(drawing, FigureWriter.TitleHeight + 4, say));
    }

    private static string Grouped(BigInteger count) => count.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202f');
}

/// <summary>The steps that a student answers.</summary>
/// <param name="Shapes">For every layer the steps of its input and its output; null for layers that aren't asked.</param>
/// <param name="Fields">The layers whose receptive fields are asked, with their steps.</param>
/// <param name="Remedy">Null where the network is suitable as it is.</param>
internal sealed record NetworkSteps(IReadOnlyList<(Step In, Step Out)?> Shapes, IReadOnlyDictionary<int, Step> Fields, Step? Remedy);
