using System.Text.Json;
using FluentValidation;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>A network on paper and what is asked about it.</summary>
/// <param name="Network"><c>{"input": [3, 62, 62], "layers": […]}</c>; the layers that have a name are asked for.</param>
/// <param name="ReceptiveFields">Names of the layers whose receptive fields are asked for, from input to output.</param>
public sealed record ConvolutionalNetworkParameters(JsonElement Network, IReadOnlyList<string> ReceptiveFields);

/// <summary>Bounds how much is asked; the network itself is read, and bounded, by <see cref="ArchitectureJson"/>.</summary>
public sealed class ConvolutionalNetworkRules : AbstractValidator<ConvolutionalNetworkParameters>
{
    private const int MostFields = 10;

    public ConvolutionalNetworkRules() => RuleFor(p => p.ReceptiveFields)
        .Must(names => names.Count is > 0 and <= MostFields).WithMessage($"1 to {MostFields} layers are asked for their receptive fields")
        .Must(names => names.Distinct().Count() == names.Count).WithMessage("a layer is asked for once");
}
