using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>What behaviours are called and what they are worth.</summary>
internal static class Behaviours
{
    public static IReadOnlyList<Behaviour> All { get; } = Enum.GetValues<Behaviour>();

    public static Rational Share(this Behaviour behaviour) => behaviour switch
    {
        Behaviour.Forward => new(30, 100),
        Behaviour.BiasGradient => new(20, 100),
        _ => new(25, 100),
    };

    public static IReadOnlyList<Behaviour> Of(LayerMethod method) => method switch
    {
        LayerMethod.Forward => [Behaviour.Forward],
        LayerMethod.BackwardInputs => [Behaviour.InputGradient],
        _ => [Behaviour.WeightsGradient, Behaviour.BiasGradient],
    };

    public static LayerMethod Method(this Behaviour behaviour) => behaviour switch
    {
        Behaviour.Forward => LayerMethod.Forward,
        Behaviour.InputGradient => LayerMethod.BackwardInputs,
        _ => LayerMethod.BackwardParams,
    };

    /// <summary>The method as Python has it.</summary>
    public static string Name(this LayerMethod method) => method switch
    {
        LayerMethod.Forward => "forward",
        LayerMethod.BackwardInputs => "backward_inputs",
        _ => "backward_params",
    };

    /// <summary>The behaviour in JSON.</summary>
    public static string Name(this Behaviour behaviour) => behaviour switch
    {
        Behaviour.Forward => "forward",
        Behaviour.InputGradient => "inputs",
        Behaviour.WeightsGradient => "weights",
        _ => "bias",
    };

    /// <summary>The behaviour for people.</summary>
    public static LocalizedText Label(this Behaviour behaviour) => behaviour switch
    {
        Behaviour.Forward => new("forward", "forward"),
        Behaviour.InputGradient => new("backward_inputs", "backward_inputs"),
        Behaviour.WeightsGradient => new("gradijent po W (backward_params)", "the gradient by W (backward_params)"),
        _ => new("gradijent po b (backward_params)", "the gradient by b (backward_params)"),
    };
}
