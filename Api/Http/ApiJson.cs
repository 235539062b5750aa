using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GradingService.Api.Access;
using GradingService.Api.Exams;
using GradingService.Api.Figures;
using GradingService.Api.Health;
using GradingService.Api.Results;
using GradingService.Api.Submissions;
using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Api.Http;

/// <summary>How contracts are written: names in camelCase, nothing where there is nothing to say, points rounded once; source-generated.</summary>
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(IReadOnlyList<ExamSummary>))]
[JsonSerializable(typeof(ExamResponse))]
[JsonSerializable(typeof(QuestionResponse))]
[JsonSerializable(typeof(SolutionResponse))]
[JsonSerializable(typeof(SubmissionResponse))]
[JsonSerializable(typeof(ExamSubmissionResponse))]
[JsonSerializable(typeof(BatchResult))]
[JsonSerializable(typeof(IReadOnlyList<FigureLink>))]
[JsonSerializable(typeof(ValidationResponse))]
[JsonSerializable(typeof(SubmissionPage))]
[JsonSerializable(typeof(StandingResponse))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(CreatedKey))]
[JsonSerializable(typeof(IReadOnlyList<KeySummary>))]
[JsonSerializable(typeof(HealthResponse))]
// What was understood of an answer is a node that may hold numbers as they are.
[JsonSerializable(typeof(NumberArray))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The one set of options, for every body that is sent.</summary>
    public static JsonSerializerOptions Written { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>The same for a writer, which knows nothing of a serializer's options.</summary>
    public static JsonWriterOptions Writing { get; } = new() { Encoder = Written.Encoder, SkipValidation = true };

    /// <summary>The metadata of a contract.</summary>
    public static JsonTypeInfo<T> Of<T>() => Metadata<T>.Known;

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // Formulas and Croatian letters stay legible; nothing here is ever put into HTML.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new PointsConverter());
        options.Converters.Add(new SubmissionJson());
        options.TypeInfoResolverChain.Insert(0, new ApiJson());
        return options;
    }

    private static class Metadata<T>
    {
        public static readonly JsonTypeInfo<T> Known = (JsonTypeInfo<T>)Written.GetTypeInfo(typeof(T));
    }

    /// <summary>Exact points, rounded once: to four decimals.</summary>
    private sealed class PointsConverter : JsonConverter<Rational>
    {
        public override Rational Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Domain.Numerics.Rational.From(reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, Rational value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Points.Round(value));
    }
}
