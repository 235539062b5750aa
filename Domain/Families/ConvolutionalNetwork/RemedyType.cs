using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Answers;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>A changed architecture: <c>{"layers": […]}</c> in the layer vocabulary.</summary>
public sealed class RemedyType : DesignType<IReadOnlyList<Layer>>
{
    private static readonly string[] WithoutProperties = ["globalAveragePool", "globalMaxPool", "batchNorm", "dropout", "flatten"];

    public override string Name => "architecture";

    public override FieldForm Describe() => new(Name)
    {
        Layers =
        [
            new("conv", ["filters", "kernel", "stride?", "padding?", "dilation?", "groups?", "bias?", "activation?", "name?"]),
            new("maxPool", ["kernel", "stride?", "padding?", "name?"]),
            new("avgPool", ["kernel", "stride?", "padding?", "name?"]),
            new("adaptiveAvgPool", ["output", "name?"]),
            new("adaptiveMaxPool", ["output", "name?"]),
            new("linear", ["units", "bias?", "activation?", "name?"]),
            new("spatialPyramidPool", ["levels", "name?"]),
            .. WithoutProperties.Concat(LayerVocabulary.Activations).Select(type => new LayerForm(type, ["name?"])),
        ],
        Hint = new(
            "Cijela arhitektura nakon promjene: {\"layers\": [{\"type\": \"conv\", \"filters\": 16, \"kernel\": 7, \"stride\": 2}, …]}.",
            "The whole architecture after the change: {\"layers\": [{\"type\": \"conv\", \"filters\": 16, \"kernel\": 7, \"stride\": 2}, …]}."),
    };

    public override Reading Read(JsonElement element) => ArchitectureJson.ReadRemedy(element, out var problems) is { } layers
        ? new RemedyAnswer(layers)
        : Reading.Unreadable(problems[0].Message, problems[0].Pointer);

    public override IReadOnlyList<Layer> Value(Answer answer) => ((RemedyAnswer)answer).Layers;

    public override bool Same(IReadOnlyList<Layer> left, IReadOnlyList<Layer> right) => left.SequenceEqual(right);

    public override JsonNode Write(IReadOnlyList<Layer> value) => new JsonObject { ["layers"] = ArchitectureJson.Write(value) };
}

/// <summary>A remedy's layers.</summary>
public sealed record RemedyAnswer(IReadOnlyList<Layer> Layers) : Answer
{
    public override JsonNode Understood() => new JsonObject { ["layers"] = ArchitectureJson.Write(Layers) };
}
