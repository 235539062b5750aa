using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GradingService.Domain.Marking;

/// <summary>Writes evidence as one object: its kind, then the particulars.</summary>
public sealed class EvidenceJson : JsonConverter<Evidence>
{
    private const string Kind = "kind";

    public override Evidence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var details = JsonNode.Parse(ref reader)!.AsObject();
        var kind = details[Kind]!.GetValue<string>();
        details.Remove(Kind);
        return new Evidence(kind) { Details = details };
    }

    public override void Write(Utf8JsonWriter writer, Evidence value, JsonSerializerOptions options) => Write(writer, value);

    internal static void Write(Utf8JsonWriter writer, Evidence value)
    {
        writer.WriteStartObject();
        writer.WriteString(Kind, value.Kind);
        foreach (var (name, detail) in value.Details)
        {
            writer.WritePropertyName(name);
            if (detail is null) writer.WriteNullValue();
            else detail.WriteTo(writer);
        }
        writer.WriteEndObject();
    }
}
