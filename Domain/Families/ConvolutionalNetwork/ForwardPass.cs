namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>Input and output shape of one layer.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Input">The shape that reaches it.</param>
/// <param name="Output">The shape it gives.</param>
public sealed record LayerShapes(Layer Layer, TensorShape Input, TensorShape Output);

/// <summary>The shapes an input takes on its way through a network, up to the first layer that can't take its input.</summary>
public sealed class ForwardPass
{
    private readonly List<LayerShapes> _layers = [];

    private ForwardPass(TensorShape input) => Input = input;

    /// <summary>The shape that entered the network.</summary>
    public TensorShape Input { get; }

    /// <summary>Shapes of the layers that were passed.</summary>
    public IReadOnlyList<LayerShapes> Layers => _layers;

    /// <summary>What stopped the pass, or null.</summary>
    public ShapeFailure? Failure { get; private set; }

    /// <summary>The network's output, or null where the pass failed.</summary>
    public TensorShape? Output => Failure is null ? Last : null;

    private TensorShape Last => _layers.Count > 0 ? _layers[^1].Output : Input;

    /// <summary>Runs an input shape through layers whose trained sizes are not settled yet: dense layers take what comes.</summary>
    public static ForwardPass Through(IReadOnlyList<Layer> layers, TensorShape input) => Through(layers, input, null);

    /// <summary>Runs an input shape through layers that were trained on the inputs of another, successful pass.</summary>
    internal static ForwardPass Through(IReadOnlyList<Layer> layers, TensorShape input, ForwardPass? trained)
    {
        var pass = new ForwardPass(input);
        foreach (var (index, layer) in layers.Index())
        {
            var problem = trained is null ? null : UntrainedFor(layer, pass.Last, trained.Layers[index].Input);
            TensorShape? output = problem is null ? ShapeRules.Output(layer, pass.Last, out problem) : null;
            if (output is not { } shape)
            {
                pass.Failure = Describe(layer, index, pass.Last, problem!);
                break;
            }

            pass._layers.Add(new(layer, pass.Last, shape));
        }

        return pass;
    }

    private static LocalizedText? UntrainedFor(Layer layer, TensorShape input, TensorShape trained) => layer switch
    {
        Linear when input.Elements != trained.Elements => new(
            $"očekuje {trained.Elements} ulaza, a dobiva {Count(input)}", $"expects {trained.Elements} inputs but gets {Count(input)}"),
        BatchNormalization when input.Channels != trained.Channels => new(
            $"očekuje {trained.Channels} značajki, a dobiva {input}", $"expects {trained.Channels} features but gets {input}"),
        _ => null,
    };

    private static string Count(TensorShape shape) => shape.IsVector ? $"{shape}" : $"{shape} = {shape.Elements}";

    private static ShapeFailure Describe(Layer layer, int index, TensorShape input, LocalizedText problem)
    {
        var label = layer.Label(index);
        return new(index, label, input, new($"Sloj {label} {problem.Hr}.", $"Layer {label} {problem.En}."));
    }
}
