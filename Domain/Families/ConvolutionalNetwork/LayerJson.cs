using System.Text.Json;
using System.Text.Json.Nodes;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>One layer as a JSON object of the layer vocabulary.</summary>
internal static class LayerJson
{
    private const long Side = LayerVocabulary.LargestSide;
    private const long Channels = LayerVocabulary.MostChannels;

    /// <summary>Reads the layer at a pointer; null where its type is not known. A layer with noted problems must not be used.</summary>
    public static Layer? Read(JsonElement element, string pointer, IReadOnlyList<string> types, JsonProblems problems)
    {
        if (TypeOf(element, pointer, types, problems) is not { } type)
            return null;
        var reader = new JsonObjectReader(element, pointer, ["type", "name", .. PropertiesOf(type)], problems);
        Layer layer = type switch
        {
            "conv" => Convolution(reader),
            "maxPool" => Pooling(PoolingKind.Max, reader),
            "avgPool" => Pooling(PoolingKind.Average, reader),
            "adaptiveMaxPool" => new AdaptivePooling(PoolingKind.Max, reader.Extent("output", 1, Side)),
            "adaptiveAvgPool" => new AdaptivePooling(PoolingKind.Average, reader.Extent("output", 1, Side)),
            "globalMaxPool" => new GlobalPooling(PoolingKind.Max),
            "globalAveragePool" => new GlobalPooling(PoolingKind.Average),
            "batchNorm" => new BatchNormalization(),
            "dropout" => new Dropout(),
            "flatten" => new Flatten(),
            "linear" => new Linear(reader.Integer("units", 1, Channels))
            {
                Bias = reader.Boolean("bias", true),
                Activation = reader.Activation("activation"),
            },
            "spatialPyramidPool" => new SpatialPyramidPooling(reader.Integers("levels", 1, 1000, 1, LayerVocabulary.MostLevels)),
            "resize" => new Resize(reader.Extent("output", 1, Side)),
            "crop" => new Crop(reader.Extent("output", 1, Side)),
            _ => new ActivationLayer(LayerVocabulary.ActivationNamed(type)!.Value),
        };
        return layer with { Name = reader.Text("name", LayerVocabulary.LongestName) };
    }

    /// <summary>Writes a layer with its properties in the order of the vocabulary.</summary>
    public static JsonNode Write(Layer layer)
    {
        var json = new JsonObject();
        if (layer.Name is not null)
            json["name"] = layer.Name;
        json["type"] = layer.Type;
        switch (layer)
        {
            case Convolution conv:
                json["filters"] = conv.Filters;
                json["kernel"] = Write(conv.Kernel);
                json["stride"] = Write(conv.Stride);
                json["padding"] = Write(conv.Padding);
                if (conv.Dilation != Extent.One)
                    json["dilation"] = Write(conv.Dilation);
                if (conv.Groups != 1)
                    json["groups"] = conv.Groups;
                WriteBiasAndActivation(json, conv.Bias, conv.Activation);
                break;
            case Pooling pool:
                json["kernel"] = Write(pool.Kernel);
                json["stride"] = Write(pool.Stride);
                json["padding"] = Write(pool.Padding);
                break;
            case AdaptivePooling { Output: var output }:
                json["output"] = Write(output);
                break;
            case Linear linear:
                json["units"] = linear.Units;
                WriteBiasAndActivation(json, linear.Bias, linear.Activation);
                break;
            case SpatialPyramidPooling pyramid:
                json["levels"] = new JsonArray([.. pyramid.Levels.Select(n => (JsonNode)n)]);
                break;
            case Resize { Output: var output }:
                json["output"] = Write(output);
                break;
            case Crop { Output: var output }:
                json["output"] = Write(output);
                break;
        }

        return json;
    }

    private static string? TypeOf(JsonElement element, string pointer, IReadOnlyList<string> types, JsonProblems problems)
    {
        var given = element.EnumerateObject().LastOrDefault(property => JsonText.NameOf(property) == "type").Value;
        if (JsonText.Of(given) is { } type && types.Contains(type))
            return type;
        var known = string.Join(", ", types);
        problems.Add(given.ValueKind == JsonValueKind.Undefined
            ? new($"{pointer}/type", new($"Nedostaje vrsta sloja; poznate su: {known}.",
                $"The layer's type is missing; known types: {known}."))
            : new($"{pointer}/type", new($"Nepoznata vrsta sloja; poznate su: {known}.", $"Unknown layer type; known types: {known}.")));
        return null;
    }

    private static string[] PropertiesOf(string type) => type switch
    {
        "conv" => ["filters", "kernel", "stride", "padding", "dilation", "groups", "bias", "activation"],
        "maxPool" or "avgPool" => ["kernel", "stride", "padding"],
        "adaptiveMaxPool" or "adaptiveAvgPool" or "resize" or "crop" => ["output"],
        "linear" => ["units", "bias", "activation"],
        "spatialPyramidPool" => ["levels"],
        _ => [],
    };

    private static Convolution Convolution(JsonObjectReader reader) =>
        new(reader.Integer("filters", 1, Channels), reader.Extent("kernel", 1, Side))
        {
            Stride = reader.Extent("stride", 1, Side, Extent.One),
            Padding = reader.Extent("padding", 0, Side, Extent.Zero),
            Dilation = reader.Extent("dilation", 1, Side, Extent.One),
            Groups = reader.Integer("groups", 1, Channels, 1),
            Bias = reader.Boolean("bias", true),
            Activation = reader.Activation("activation"),
        };

    private static Pooling Pooling(PoolingKind kind, JsonObjectReader reader)
    {
        var kernel = reader.Extent("kernel", 1, Side);
        return new(kind, kernel)
        {
            Stride = reader.Extent("stride", 1, Side, kernel),
            Padding = reader.Extent("padding", 0, Side, Extent.Zero),
        };
    }

    private static JsonNode Write(Extent extent) => extent.IsSquare ? extent.Height : new JsonArray(extent.Height, extent.Width);

    private static void WriteBiasAndActivation(JsonObject json, bool bias, Activation? activation)
    {
        if (!bias)
            json["bias"] = false;
        if (activation is { } function)
            json["activation"] = LayerVocabulary.NameOf(function);
    }
}
