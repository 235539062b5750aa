using System.Text.Json.Nodes;
using GradingService.Domain.Families.ConvolutionalNetwork.Remedies;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>Evidence about a remedy as JSON: sizes are [height, width], shapes [channels, height, width] or [n].</summary>
internal static class RemedyDetails
{
    public static JsonObject Of(RemedyEvidence evidence) => evidence switch
    {
        FailingInput failing => new()
        {
            ["inputSize"] = Size(failing.InputSize),
            ["layer"] = failing.Failure.LayerLabel,
            ["layerInput"] = Shape(failing.Failure.Input),
            ["reason"] = new JsonObject { ["hr"] = failing.Failure.Message.Hr, ["en"] = failing.Failure.Message.En },
        },
        ChangingOutput changing => new()
        {
            ["inputSize"] = Size(changing.Second),
            ["output"] = Shape(changing.SecondOutput),
            ["otherInputSize"] = Size(changing.First),
            ["otherOutput"] = Shape(changing.FirstOutput),
        },
        OffendingLayer offending => new() { ["layer"] = offending.LayerLabel },
        WorksFromSize works => new()
        {
            ["minimalInputSize"] = Size(works.MinimalSize),
            ["output"] = Shape(works.Output),
            ["sizesTried"] = works.SizesTried,
            ["parameters"] = (long)works.Parameters,
        },
        _ => [],
    };

    private static JsonArray Size(Extent size) => new(size.Height, size.Width);

    private static JsonArray Shape(TensorShape shape) => new([.. shape.Dimensions.Select(size => (JsonNode)size)]);
}
