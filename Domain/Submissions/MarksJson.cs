using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Submissions;

/// <summary>Marks as JSON for the store: points are exact fractions.</summary>
public static class MarksJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new ExactConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(Marks marks) => Encoding.UTF8.GetString(WriteUtf8(marks));

    /// <summary>The same text in UTF-8.</summary>
    public static byte[] WriteUtf8(Marks marks) => MarksWriter.Write(marks);

    public static Marks Read(string json) => JsonSerializer.Deserialize<Marks>(json, Options)!;

    private sealed class ExactConverter : JsonConverter<Rational>
    {
        public override Rational Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Rational.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Rational value, JsonSerializerOptions options) =>
            throw new NotSupportedException($"Marks are written by {nameof(MarksWriter)}.");
    }
}
