using System.Numerics;
using GradingService.Domain.Answers;
using GradingService.Domain.Families.ConvolutionalNetwork.Mistakes;
using GradingService.Domain.Families.ConvolutionalNetwork.Pictures;
using GradingService.Domain.Families.ConvolutionalNetwork.Remedies;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>Any convolutional network: shapes, parameters, receptive fields, and whether it takes images of any size.</summary>
public sealed class ConvolutionalNetworkFamily()
    : QuestionFamily<ConvolutionalNetworkParameters>("convolutionalNetwork", new ConvolutionalNetworkRules())
{
    private static readonly TextType Note = new("text", TextType.LongestFormula, new("", ""));

    public override QuestionContent Write(ConvolutionalNetworkParameters parameters)
    {
        var network = Build(parameters);
        var scheme = new MarkSchemeBuilder();
        var layers = new LayerSteps(network, scheme, scheme.Part("a"));
        scheme.ReadBy(sheet => AxesOrder.Recognise(sheet, layers.Asked));
        CountParameters(network, scheme, layers);
        var fields = MeasureFields(network, parameters.ReceptiveFields, scheme);
        var remedy = JudgeSuitability(network, scheme);
        return new QuestionContent(NetworkPrompt.Of(network, parameters.ReceptiveFields), ArchitectureJson.Write(network.Architecture), scheme)
        {
            Figures = new NetworkFigures(network, new NetworkSteps(layers.Pairs, fields, remedy)),
        };
    }

    private static Network Build(ConvolutionalNetworkParameters parameters)
    {
        if (ArchitectureJson.Read(parameters.Network, out var problems) is not { } architecture)
            throw new ParametersException("/network" + problems[0].Pointer, problems[0].Message.En);
        if (Network.Build(architecture, out var failure) is not { } network)
            throw new ParametersException($"/network/layers/{failure!.Layer}", failure.Message.En);
        if (network.Layers.Any(layer => layer.Input.Elements > int.MaxValue || layer.Output.Elements > int.MaxValue))
            throw new ParametersException("/network/input", "a tensor has more than 2³¹ entries");
        if (network.Layers.All(layer => layer.Layer.Name is null))
            throw new ParametersException("/network/layers", "no layer has a name, so there is nothing to ask");
        for (var i = 0; i < parameters.ReceptiveFields.Count; i++)
        {
            if (architecture.IndexOf(parameters.ReceptiveFields[i]) is not { } layer)
                throw new ParametersException($"/receptiveFields/{i}", $"there is no layer '{parameters.ReceptiveFields[i]}'");
            if (network.Fields[layer].Size is null)
                throw new ParametersException($"/receptiveFields/{i}", "the units of this layer have receptive fields of different sizes");
        }
        return network;
    }

    private static void CountParameters(Network network, MarkSchemeBuilder scheme, LayerSteps layers)
    {
        var counts = network.Layers.Select((own, i) => scheme.Working(
            $"parameters of layer {own.Layer.Label(i)}", NumberType.Integer, v => (double)ParameterCounts.Of(own.Layer, layers.InputOf(i, v))))
            .ToArray();
        var total = scheme.Part("b").Item(
            "parameters", new("Ukupan broj parametara", "The number of parameters"), NumberType.Integer, v => counts.Sum(count => count[v]));
        foreach (var mistake in ParameterMistakes.All)
            total.Mistake(new Mistake(mistake.Code, mistake.Message), v => (double)mistake.Total(layers.Shapes(v)));
        foreach (var mistake in ShapeMistakes.All)
            if (mistake.TotalParameters(network.Architecture) is { } miscounted)
                total.Mistake(new Mistake(mistake.Code, mistake.Message), _ => (double)miscounted);
        scheme.Working("multiply-adds", NumberType.Integer, _ => (double)network.TotalMultiplyAdds);
    }

    /// <summary>Receptive fields, each following from the one asked before it: between two layers a field grows by what lies between them.</summary>
    private static Dictionary<int, Step> MeasureFields(Network network, IReadOnlyList<string> names, MarkSchemeBuilder scheme)
    {
        for (var i = 0; i < network.Layers.Count; i++)
            if (network.Fields[i] is { Size: { } size, Height: { } height } field)
                scheme.Working(FieldName(i, field.Layer, height), ReceptiveFieldType.Instance, _ => size);
        var part = scheme.Part("c");
        var asked = new Dictionary<int, Step>();
        DerivedStep<Extent>? before = null;
        var sizeBefore = Extent.One;
        foreach (var name in names)
        {
            var layer = network.Architecture.IndexOf(name)!.Value;
            var (size, from, earlier) = (network.Fields[layer].Size!.Value, before, sizeBefore);
            var label = new LocalizedText($"Receptivno polje izlaza sloja {name}", $"The receptive field of the output of layer {name}");
            var step = part.Item(name, label, ReceptiveFieldType.Instance, v => from is null ? size : Grown(from[v], earlier, size));
            foreach (var also in network.Fields[layer].RightSizes.Skip(1)) step.Accept(_ => also);
            foreach (var mistake in FieldMistakes.All)
                if (mistake.At(network, layer) is { } wrong && IsSide(wrong.Height) && IsSide(wrong.Width))
                    step.Mistake(new Mistake(mistake.Code, mistake.Message), _ => new Extent((long)wrong.Height, (long)wrong.Width));
            (before, sizeBefore) = (step, size);
            asked[layer] = step;
        }
        return asked;
    }

    private static string FieldName(int layer, Layer named, AxisField field) => Problems.Invariant(
        $"receptive field of layer {named.Label(layer)}: jump {field.JumpIn} in, {field.JumpOut ?? 0} out, centre of the first unit {field.FirstCentre}");

    private static Extent Grown(Extent from, Extent earlier, Extent later) =>
        new(from.Height + later.Height - earlier.Height, from.Width + later.Width - earlier.Width);

    private static bool IsSide(BigInteger side) => side >= 0 && side < int.MaxValue;

    private static JudgedStep<IReadOnlyList<Layer>>? JudgeSuitability(Network network, MarkSchemeBuilder scheme)
    {
        var (part, isSuitable) = (scheme.Part("d"), network.IsSuitableForAnySize);
        scheme.Working("accepted input sizes", Note, _ => network.AcceptedSizes.Description.En);
        part.Item("suitable", new("Prikladna za ulaz bilo koje veličine?", "Suitable for inputs of any size?"), BooleanType.Instance, _ => isSuitable)
            .Mistake(SuitabilityMistake(network), _ => !isSuitable);
        if (isSuitable) return null;
        return part.Judged(
            "remedy", new("Promijenjena arhitektura", "The changed architecture"), new RemedyType(), _ => NetworkRemedy.Example(network),
            (layers, _, _) => new(Judgement(RemedyJudge.Judge(network, layers))), weight: 3);
    }

    private static Mistake SuitabilityMistake(Network network) => network.IsSuitableForAnySize
        ? new("suitable-overlooked",
            $"Mreža prihvaća ulaze svih veličina od nekog minimuma. Prihvaća: {network.AcceptedSizes.Description.Hr}.",
            $"The network takes inputs of every size from some minimum on. It takes: {network.AcceptedSizes.Description.En}.")
        : new("fixed-size-overlooked",
            $"Jedna veličina koja prolazi nije dokaz. Mreža prihvaća točno ovo: {network.AcceptedSizes.Description.Hr}.",
            $"One size that passes is no proof. The network takes exactly these: {network.AcceptedSizes.Description.En}.");

    private static Judgement Judgement(RemedyVerdict verdict) => new(Rational.From((decimal)verdict.Credit))
    {
        Mistake = verdict.Code,
        Message = verdict.Message,
        Evidence = new Evidence(verdict.Evidence.Kind) { Details = RemedyDetails.Of(verdict.Evidence) },
    };
}
