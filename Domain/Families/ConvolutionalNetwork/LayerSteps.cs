using GradingService.Domain.Answers;
using GradingService.Domain.Families.ConvolutionalNetwork.Mistakes;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>The shapes of a network as steps: each layer's input is the output before it, its output follows from its input.</summary>
internal sealed class LayerSteps
{
    private static readonly Mistake ChannelsLastMixed = new(
        "axes-order", "Redoslijed osi je [visina, širina, kanali], a drugi oblici počinju kanalima.",
        "The axes are in the order [height, width, channels], while other shapes begin with the channels.");

    private readonly Network _network;
    private readonly List<DerivedStep<int[]>> _inputs = [];
    private readonly List<(Step Step, int[] Reference)> _asked = [];
    private readonly List<(Step In, Step Out)?> _pairs = [];

    /// <summary>Adds the steps; the layers that have a name are asked for, the others are workings.</summary>
    public LayerSteps(Network network, MarkSchemeBuilder scheme, PartBuilder part)
    {
        _network = network;
        var layers = network.Architecture.Layers;
        DerivedStep<int[]>? previous = null;
        for (var i = 0; i < layers.Count; i++)
        {
            var (layer, own, before) = (i, network.Layers[i], previous);
            var group = layers[i].Name is { } name ? part.Group(name, new($"Sloj {name}: oblik ulaza i izlaza", $"Layer {name}: input and output shape")) : null;
            var input = Add("in", own.Input, v => before is null ? Sizes(network.Architecture.Input) : before[v]);
            if (layers[i] is Linear && !own.Input.IsVector) input.Accept(_ => [checked((int)own.Input.Elements)]);
            _inputs.Add(input);
            var output = Add("out", own.Output, v => Sizes(ShapeRules.Output(layers[layer], InputOf(layer, v), out _)!.Value));
            foreach (var mistake in ShapeMistakes.All)
            {
                var named = new Mistake(mistake.Code, mistake.Message);
                output.Mistake(named, v => Sizes(mistake.Convention(layers, layer, index => InputOf(index, v))!.Value));
                var throughout = mistake.Through(network.Architecture);
                input.Mistake(named, _ => Sizes(throughout![layer].Input));
                output.Mistake(named, _ => Sizes(throughout![layer].Output));
            }
            input.Mistake(ChannelsLastMixed, _ => ChannelsLast(own.Input));
            output.Mistake(ChannelsLastMixed, _ => ChannelsLast(own.Output));
            _pairs.Add(group is null ? null : (input, output));
            previous = output;

            DerivedStep<int[]> Add(string field, TensorShape reference, Func<Values, int[]> derive)
            {
                if (group is null) return scheme.Working($"{layers[layer].Label(layer)} {field}", ShapeType.Instance, derive);
                var step = group.Field(field, ShapeType.Instance, derive);
                _asked.Add((step, Sizes(reference)));
                return step;
            }
        }
    }

    /// <summary>The asked shapes with their reference values.</summary>
    public IReadOnlyList<(Step Step, int[] Reference)> Asked => _asked;

    /// <summary>For every layer the steps of its input and output shapes; null for a layer that isn't asked.</summary>
    public IReadOnlyList<(Step In, Step Out)?> Pairs => _pairs;

    /// <summary>The network's layers with the input shapes among <paramref name="values"/>.</summary>
    public IReadOnlyList<LayerShapes> Shapes(Values values) =>
        [.. _network.Layers.Select((own, i) => own with { Input = InputOf(i, values) })];

    public TensorShape InputOf(int layer, Values values) => Shape(_inputs[layer][values]);

    private static int[] ChannelsLast(TensorShape shape) => shape.Map is { } map
        ? [(int)map.Height, (int)map.Width, (int)shape.Channels]
        : throw new InvalidOperationException("a vector has no order of axes");

    private static TensorShape Shape(int[] sizes) => sizes is [var channels, var height, var width]
        ? TensorShape.OfMap(channels, height, width)
        : TensorShape.OfVector(sizes[0]);

    private static int[] Sizes(TensorShape shape) => [.. shape.Dimensions.Select(size => checked((int)size))];
}
