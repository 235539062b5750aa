using System.Text.Json;
using GradingService.Api.Http;

namespace GradingService.Api.Reports;

/// <summary>A layer of an architecture in one line, as people write it: <c>conv1: conv, 16 filters 7×7, stride 2, ReLU</c>.</summary>
internal static class LayerText
{
    public static string Of(JsonElement layer, Language language)
    {
        if (layer.ValueKind != JsonValueKind.Object) return layer.GetRawText() is { Length: > 80 } raw ? raw[..80] + "…" : layer.GetRawText();
        var (name, type) = (Text(layer, "name"), Text(layer, "type") ?? "?");
        var particulars = layer.EnumerateObject().Where(property => property.Name is not ("name" or "type")).Select(property => Particular(property, language)).OfType<string>();
        return (name is null || name == type ? "" : name + ": ") + string.Join(", ", particulars.Prepend(type));
    }

    private static string? Particular(JsonProperty property, Language language)
    {
        var en = language == Language.En;
        return property.Name switch
        {
            "filters" => $"{Size(property.Value)} {(en ? "filters" : "filtara")}",
            "units" => $"{Size(property.Value)} {(en ? "units" : "neurona")}",
            "kernel" => $"{(en ? "kernel" : "jezgra")} {Sides(property.Value)}",
            "output" => $"{(en ? "output" : "izlaz")} {Sides(property.Value)}",
            "stride" => Size(property.Value) == "1" ? null : $"{(en ? "stride" : "korak")} {Size(property.Value)}",
            "padding" => Size(property.Value) == "0" ? null : $"{(en ? "padding" : "nadopuna")} {Size(property.Value)}",
            "bias" => property.Value.ValueKind == JsonValueKind.False ? (en ? "no bias" : "bez pomaka") : null,
            "activation" => property.Value.ToString(),
            _ => $"{property.Name} {Size(property.Value)}",
        };
    }

    private static string Size(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => Typeset.Shape(value),
        JsonValueKind.Number => Typeset.Number(value),
        _ => value.ToString(),
    };

    /// <summary>Height and width; one number stands for both.</summary>
    private static string Sides(JsonElement value) => value.ValueKind == JsonValueKind.Array ? Typeset.Shape(value) : $"{Size(value)}×{Size(value)}";

    private static string? Text(JsonElement layer, string name) => layer.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
