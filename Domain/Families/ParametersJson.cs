using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families;

/// <summary>Reads exam files strictly: no unknown or duplicate names, nothing missing, numbers also as arithmetic (<c>"1/3"</c>).</summary>
public static partial class ParametersJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new ArithmeticConverter(), new RationalConverter(), new OffsetConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="ParametersException">The JSON isn't a <typeparamref name="T"/>.</exception>
    public static T Read<T>(JsonElement element)
    {
        // The serializer would let a null into a list of anything.
        if (NullEntry(element, "") is { } hole) throw new ParametersException(hole, "null is not allowed here");
        try
        {
            return element.Deserialize<T>(Options) ?? throw new ParametersException("", "null is not allowed here");
        }
        catch (JsonException e)
        {
            throw new ParametersException(Pointer(e.Path ?? ""), Reason(e));
        }
    }

    private static string? NullEntry(JsonElement element, string pointer) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray()
            .Select((entry, i) => entry.ValueKind == JsonValueKind.Null ? $"{pointer}/{i}" : NullEntry(entry, $"{pointer}/{i}"))
            .FirstOrDefault(hole => hole is not null),
        JsonValueKind.Object => element.EnumerateObject()
            .Select(property => NullEntry(property.Value, $"{pointer}/{JsonPointer.Escape(property.Name)}"))
            .FirstOrDefault(hole => hole is not null),
        _ => null,
    };

    /// <summary>
    /// A path as a JSON pointer: the serializer's (<c>$.questions[0].tolerances['b.loss']</c>), which names what the file names, or a rule's
    /// (<c>Layers[0].Kernel</c>), which names properties.
    /// </summary>
    public static string Pointer(string path)
    {
        var inFile = path.StartsWith('$');
        var pointer = new StringBuilder();
        foreach (Match token in PathToken().Matches(path))
        {
            var name = token.Groups["quoted"].Success ? token.Groups["quoted"].Value : token.Value;
            if (!inFile) name = JsonNamingPolicy.CamelCase.ConvertName(name);
            pointer.Append('/').Append(JsonPointer.Escape(name));
        }
        return pointer.ToString();
    }

    [GeneratedRegex(@"\['(?<quoted>.*?)'\]|[^$.\[\]]+", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex PathToken();

    /// <summary>The reason without the serializer's talk of paths and CLR types.</summary>
    internal static string Reason(JsonException exception)
    {
        var message = exception.Message;
        if (message.Contains("could not be mapped", StringComparison.Ordinal)) return "there is no such property";
        if (message.Contains("missing required", StringComparison.Ordinal))
            return "required properties are missing: " + message[(message.LastIndexOf(':') + 1)..].Trim().TrimEnd('.');
        if (message.Contains("Duplicate property", StringComparison.OrdinalIgnoreCase)) return "the property is given twice";
        if (message.Contains("could not be converted", StringComparison.Ordinal)) return "the value has the wrong type";
        var path = message.IndexOf(" Path:", StringComparison.Ordinal);
        return path < 0 ? message : message[..path];
    }

    private sealed class ArithmeticConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var number = reader.TokenType switch
            {
                JsonTokenType.Number => reader.GetDouble(),
                JsonTokenType.String => Arithmetic.Read(reader.GetString()!, integer: false) is { Problem: null, Number: var read } ? read.Value : double.NaN,
                _ => double.NaN,
            };
            return double.IsFinite(number) ? number : throw new JsonException("a finite number, or arithmetic such as \"1/3\", is expected");
        }

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
    }

    /// <summary>A time without an offset would mean whatever zone the server stands in.</summary>
    private sealed class OffsetConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) && HasOffset(reader.GetString()!)) return time;
            throw new JsonException("a time with an offset is expected, such as 2026-02-01T18:00:00+01:00");
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        private static bool HasOffset(string time) => time.EndsWith('Z') || time.LastIndexOfAny(['+', '-']) > time.IndexOf('T', StringComparison.Ordinal);
    }

    private sealed class RationalConverter : JsonConverter<Rational>
    {
        public override Rational Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number)) return Rational.From(number);
            try
            {
                if (reader.TokenType == JsonTokenType.String) return Rational.Parse(reader.GetString()!);
            }
            catch (Exception e) when (e is FormatException or DivideByZeroException)
            {
                // Told below.
            }
            throw new JsonException("a number, or a fraction such as \"1/3\", is expected");
        }

        public override void Write(Utf8JsonWriter writer, Rational value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
