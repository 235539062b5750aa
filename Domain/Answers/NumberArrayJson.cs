using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GradingService.Domain.Answers;

/// <summary>Writes numbers as they were understood: nested arrays of numbers, null where an entry was left blank.</summary>
public sealed class NumberArrayJson : JsonConverter<NumberArray>
{
    private const long LargestWhole = 1_000_000_000_000_000;

    private static readonly JsonTypeInfo<NumberArray> Metadata = (JsonTypeInfo<NumberArray>)JsonSerializerOptions.Default.GetTypeInfo(typeof(NumberArray));

    /// <summary>The numbers as a node that writes itself when it is written; a tree of a node for each number is made a hundred times for one that is read.</summary>
    internal static JsonNode Node(NumberArray numbers) => JsonValue.Create(numbers, Metadata)!;

    /// <summary>Writes a node; one of numbers without the serializer that it would ask otherwise, which costs more than they do.</summary>
    internal static void Write(Utf8JsonWriter writer, JsonNode node)
    {
        var next = 0;
        if (node is JsonValue value && value.TryGetValue<NumberArray>(out var numbers)) Write(writer, numbers, axis: 0, ref next);
        else node.WriteTo(writer);
    }

    /// <summary>Numbers are only written.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override NumberArray Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are read by their type.");

    public override void Write(Utf8JsonWriter writer, NumberArray value, JsonSerializerOptions options)
    {
        var next = 0;
        Write(writer, value, axis: 0, ref next);
    }

    private static void Write(Utf8JsonWriter writer, NumberArray numbers, int axis, ref int next)
    {
        if (axis < numbers.Dimensions.Count)
        {
            writer.WriteStartArray();
            for (var i = 0; i < numbers.Dimensions[axis]; i++) Write(writer, numbers, axis + 1, ref next);
            writer.WriteEndArray();
        }
        else if (numbers.Entries[next++] is { } number) Write(writer, number.Value);
        else writer.WriteNullValue();
    }

    private static void Write(Utf8JsonWriter writer, double number)
    {
        // Most are whole, and as whole numbers they are written many times faster; -0 and what doubles write with an exponent are not.
        var whole = (long)number;
        if (whole == number && whole is > -LargestWhole and < LargestWhole and not 0) writer.WriteNumberValue(whole);
        else writer.WriteNumberValue(number);
    }
}
