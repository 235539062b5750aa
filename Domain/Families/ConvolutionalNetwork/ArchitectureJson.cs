using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>Networks as JSON: read from exam parameters and from students' remedies, and written back in one canonical form.</summary>
public static class ArchitectureJson
{
    /// <summary>Reads <c>{"input": [3, 62, 62], "layers": [...]}</c>, an exam's network; layer names must differ.</summary>
    /// <param name="element">The JSON to read.</param>
    /// <param name="problems">Every problem found; empty exactly when a network is returned.</param>
    /// <returns>The network, or null where there is any problem.</returns>
    public static Architecture? Read(JsonElement element, out IReadOnlyList<JsonProblem> problems)
    {
        var found = new JsonProblems();
        problems = found.Found;
        if (!IsObject(element, "", found))
            return null;
        var reader = new JsonObjectReader(element, "", ["input", "layers"], found);
        var input = reader.Integers("input", 1, LayerVocabulary.LargestInputSide, 3, 3);
        var layers = ReadLayers(reader.Value("layers"), LayerVocabulary.Types, found);
        NoteRepeatedNames(layers, found);
        return found.Any ? null : new(TensorShape.OfMap(input[0], input[1], input[2]), layers);
    }

    /// <summary>Reads <c>{"layers": [...]}</c>, a student's remedy; it may also hold spatialPyramidPool, resize and crop.</summary>
    /// <param name="element">The JSON to read.</param>
    /// <param name="problems">Every problem found; empty exactly when layers are returned.</param>
    /// <returns>The layers, or null where there is any problem.</returns>
    public static IReadOnlyList<Layer>? ReadRemedy(JsonElement element, out IReadOnlyList<JsonProblem> problems)
    {
        var found = new JsonProblems();
        problems = found.Found;
        if (!IsObject(element, "", found))
            return null;
        var reader = new JsonObjectReader(element, "", ["layers"], found);
        var layers = ReadLayers(reader.Value("layers"), LayerVocabulary.RemedyTypes, found);
        return found.Any ? null : layers;
    }

    /// <summary>Writes a network in the form <see cref="Read"/> reads.</summary>
    public static JsonObject Write(Architecture architecture) => new()
    {
        ["input"] = new JsonArray([.. architecture.Input.Dimensions.Select(n => (JsonNode)n)]),
        ["layers"] = Write(architecture.Layers),
    };

    /// <summary>Writes layers with every property that matters spelled out; dilation, groups and bias only where unusual.</summary>
    public static JsonArray Write(IReadOnlyList<Layer> layers) => new([.. layers.Select(LayerJson.Write)]);

    private static List<Layer> ReadLayers(JsonElement? value, IReadOnlyList<string> types, JsonProblems problems)
    {
        var layers = new List<Layer>();
        if (value is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > LayerVocabulary.MostLayers)
        {
            var most = LayerVocabulary.MostLayers.ToString(CultureInfo.InvariantCulture);
            problems.Add(new("/layers", new($"Očekuje se niz od 1 do {most} slojeva.", $"Expected a list of 1 to {most} layers.")));
            return layers;
        }

        foreach (var (index, element) in list.EnumerateArray().Index())
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"/layers/{index}");
            if (IsObject(element, pointer, problems) && LayerJson.Read(element, pointer, types, problems) is { } layer)
                layers.Add(layer);
        }

        if (!problems.Any)
            NoteLongStrides(layers, problems);
        return layers;
    }

    private static bool IsObject(JsonElement element, string pointer, JsonProblems problems)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return true;
        problems.Add(new(pointer, new("Očekuje se objekt.", "Expected an object.")));
        return false;
    }

    private static void NoteRepeatedNames(List<Layer> layers, JsonProblems problems)
    {
        if (problems.Any)
            return;
        var seen = new HashSet<string>();
        foreach (var (index, layer) in layers.Index())
        {
            if (layer.Name is { } name && !seen.Add(name))
            {
                problems.Add(new(
                    string.Create(CultureInfo.InvariantCulture, $"/layers/{index}/name"),
                    new($"Ime „{name}” već nosi drugi sloj.", $"Another layer is already called “{name}”.")));
            }
        }
    }

    private static void NoteLongStrides(List<Layer> layers, JsonProblems problems)
    {
        foreach (var axis in (Axis[])[Axis.Height, Axis.Width])
        {
            var product = 1L;
            foreach (var layer in layers)
                product = Math.Min(product * (AxisStep.Of(layer, axis)?.Window?.Stride ?? 1), LayerVocabulary.LargestStrideProduct + 1);
            if (product <= LayerVocabulary.LargestStrideProduct)
                continue;
            var most = LayerVocabulary.LargestStrideProduct.ToString(CultureInfo.InvariantCulture);
            problems.Add(new("/layers", new($"Umnožak svih koraka veći je od {most}.", $"The strides multiply to more than {most}.")));
            return;
        }
    }
}
