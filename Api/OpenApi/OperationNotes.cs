using GradingService.Api.Access;
using GradingService.Api.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradingService.Api.OpenApi;

/// <summary>Adds to an operation which keys it takes, and the body that we bind ourselves.</summary>
internal sealed class OperationNotes : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAuthorizeData>().LastOrDefault() is { Policy: { } policy })
        {
            var roles = string.Join(", ", Policies.RolesOf(policy).Select(role => role.ToString().ToLowerInvariant()));
            operation.Description = $"{operation.Description}\n\nKeys: {roles}.".TrimStart();
            operation.Security = [Bearer(context.Document)];
        }
        else
        {
            operation.Description ??= "Needs no key.";
        }
        operation.Responses = InOrder(operation.Responses!);
        DescribeHeaders(operation.Responses);
        if (metadata.OfType<TakesBody>().FirstOrDefault() is { } body)
            operation.RequestBody = JsonBodyOf(context.SchemaGenerator.GenerateSchema(body.Type, context.SchemaRepository));
        if (metadata.OfType<TakesLines>().FirstOrDefault() is { } lines) DescribeLines(operation, lines, context);
    }

    private static void DescribeLines(OpenApiOperation operation, TakesLines lines, OperationFilterContext context)
    {
        operation.RequestBody!.Content!.Add(Lines.MediaType, Line(lines.Line));
        operation.Responses!["200"] = new OpenApiResponse
        {
            Description = $"The answer to `{Lines.MediaType}`: a line for each line that was sent, in its order, and a last one that sums up.",
            Content = new Dictionary<string, IOpenApiMediaType> { [Lines.MediaType] = Line(lines.Result) },
        };
        operation.Responses = InOrder(operation.Responses);

        OpenApiMediaType Line(Type type) => new() { Schema = context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository) };
    }

    private static OpenApiResponses InOrder(OpenApiResponses responses)
    {
        var ordered = new OpenApiResponses();
        foreach (var (status, response) in responses.OrderBy(response => response.Key, StringComparer.Ordinal)) ordered.Add(status, response);
        return ordered;
    }

    /// <summary>Headers of responses that ask to come again.</summary>
    public static void DescribeHeaders(OpenApiResponses responses)
    {
        foreach (var (status, response) in responses)
            if (status is "202" or "503" && response is OpenApiResponse { Headers: null or { Count: 0 } } described)
                described.Headers = new Dictionary<string, IOpenApiHeader>
                {
                    ["Retry-After"] = new OpenApiHeader
                    {
                        Description = "After how many seconds to ask again.",
                        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
                    },
                };
    }

    /// <summary>That a key is needed.</summary>
    public static OpenApiSecurityRequirement Bearer(OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(OpenApiSetup.SecurityScheme, document)] = [] };

    /// <summary>A required JSON body of that schema.</summary>
    public static OpenApiRequestBody JsonBodyOf(IOpenApiSchema schema, IDictionary<string, IOpenApiExample>? examples = null) => new()
    {
        Required = true,
        Content = new Dictionary<string, IOpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = schema, Examples = examples } },
    };
}
