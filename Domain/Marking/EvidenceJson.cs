using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GradingService.Domain.Marking;

/// <summary>Evidence as one object: its kind, and its particulars beside it.</summary>
/// <remarks>The serializer's own extension data writes an object's particulars without their braces: not JSON.</remarks>
internal sealed class EvidenceJson : JsonConverter<Evidence>
{
    private const string Kind = "kind";

    public override Evidence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (JsonNode.Parse(ref reader) is not JsonObject details || details[Kind] is not JsonValue kind) throw new JsonException("evidence has a kind");
        details.Remove(Kind);
        return new Evidence(kind.GetValue<string>()) { Details = details.Count == 0 ? null : details };
    }

    public override void Write(Utf8JsonWriter writer, Evidence value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Kind, value.Kind);
        foreach (var (name, detail) in value.Details ?? [])
        {
            writer.WritePropertyName(name);
            if (detail is null) writer.WriteNullValue();
            else detail.WriteTo(writer, options);
        }
        writer.WriteEndObject();
    }
}
