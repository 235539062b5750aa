using System.Text.Json;
using GradingService.Domain.Families.AffineLayer.Layers;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Writes what <c>harness.py</c> reads.</summary>
internal static class LayerJobJson
{
    public static byte[] Write(string source, IReadOnlyList<IReadOnlyList<LayerStep>> trials, TimeSpan callTime)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("source", source);
            json.WriteNumber("seconds", callTime.TotalSeconds);
            json.WriteStartArray("trials");
            foreach (var trial in trials)
            {
                json.WriteStartArray();
                foreach (var step in trial) Write(json, step);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, LayerStep step)
    {
        (string Name, string Key, SentArray Array)[] arrays = step switch
        {
            ConstructStep construct => [("construct", "W", new(construct.Weights)), ("construct", "b", new(construct.Bias))],
            ShiftStep shift => [("shift", "W", new(shift.Weights)), ("shift", "b", new(shift.Bias))],
            CallStep call => [(NameOf(call.Method), "x", call.Argument)],
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
        json.WriteStartObject();
        json.WriteString("do", arrays[0].Name);
        json.WriteNumber("layer", step.Layer);
        json.WriteStartObject("arrays");
        foreach (var (_, key, array) in arrays)
        {
            json.WritePropertyName(key);
            Write(json, array);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SentArray array)
    {
        json.WriteStartObject();
        json.WriteString("dtype", array.Type switch { EntryType.Single => "float32", EntryType.Integer => "int64", _ => "float64" });
        json.WriteStartArray("shape");
        foreach (var size in array.Block.Shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data");
        foreach (var number in array.Block.Data) json.WriteNumberValue(number);
        json.WriteEndArray();
        if (array.Repeat > 1) json.WriteNumber("repeat", array.Repeat);
        if (array.Layout != MemoryLayout.Rows) json.WriteString("layout", array.Layout == MemoryLayout.Columns ? "columns" : "strided");
        json.WriteEndObject();
    }

    private static string NameOf(LayerMethod method) => method switch
    {
        LayerMethod.Forward => "forward",
        LayerMethod.BackwardInputs => "backward_inputs",
        _ => "backward_params",
    };
}
