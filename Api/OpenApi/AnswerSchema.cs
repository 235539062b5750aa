using GradingService.Api.Submissions;
using GradingService.Domain.Answers;
using GradingService.Domain.Exams;
using Microsoft.OpenApi;

namespace GradingService.Api.OpenApi;

/// <summary>The schema of one question's submission, made from its form. It is looser than reading, which says better what is wrong.</summary>
internal static class AnswerSchema
{
    public static OpenApiSchema Of(Question question) => Closed(new()
    {
        ["studentId"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String | JsonSchemaType.Null,
            Pattern = StudentId.Pattern,
            Description = "Whose answers they are; a student's key may leave it out.",
        },
        ["studentName"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String | JsonSchemaType.Null,
            MaxLength = 200,
            Description = "The student's name as it should appear in results.",
        },
        ["answers"] = Closed(question.Form.Parts.ToDictionary(part => part.Id, IOpenApiSchema (part) => Part(part))),
    }, "answers");

    private static OpenApiSchema Part(PartForm part) => Closed(part.Items.ToDictionary(item => item.Id, IOpenApiSchema (item) => Item(item)));

    private static OpenApiSchema Item(ItemForm item)
    {
        var schema = item.Field is { } single
            ? Field(single)
            : Closed(item.Fields!.ToDictionary(field => field.Key, IOpenApiSchema (field) => Field(field.Value)));
        schema.Title = item.Label.En;
        return schema;
    }

    private static OpenApiSchema Field(FieldForm field)
    {
        var type = TypeOf(field);
        return new OpenApiSchema
        {
            Type = type,
            Items = type is { } known && known.HasFlag(JsonSchemaType.Array) ? new OpenApiSchema() : null,
            Description = Description(field),
            MaxLength = field.MaxLength,
        };
    }

    private static JsonSchemaType? TypeOf(FieldForm field) => field.Type switch
    {
        "number" or "integer" or "vector" or "matrix" =>
            JsonSchemaType.Number | JsonSchemaType.String | JsonSchemaType.Array | JsonSchemaType.Null,
        "formula" => JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Null,
        "boolean" => JsonSchemaType.Boolean | JsonSchemaType.Null,
        "choice" => JsonSchemaType.String | JsonSchemaType.Null,
        _ => null,
    };

    private static string? Description(FieldForm field)
    {
        var allowed = field.Allowed is { } values ? string.Join(", ", values.Select(value => $"`{value.Value}` ({value.Label.En})")) : null;
        var names = field.Names is { } known ? string.Join(", ", known.Select(name => $"`{name.Name}`")) : null;
        string?[] said = [field.Hint?.En, allowed is null ? null : $"One of {allowed}.", names is null ? null : $"Names: {names}."];
        return string.Join(' ', said.OfType<string>()) is { Length: > 0 } text ? text : null;
    }

    private static OpenApiSchema Closed(Dictionary<string, IOpenApiSchema> properties, params string[] required) => new()
    {
        Type = required.Length > 0 ? JsonSchemaType.Object : JsonSchemaType.Object | JsonSchemaType.Null,
        Properties = properties,
        Required = required.ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };
}
