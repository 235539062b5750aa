using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Api.Http;
using GradingService.Domain;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradingService.Api.OpenApi;

/// <summary>The two OpenAPI documents, and Swagger UI over them.</summary>
internal static class OpenApiSetup
{
    /// <summary>The generic contract, for portals.</summary>
    public const string Contract = "v1";

    /// <summary>Every loaded question with operations and examples of its own, to try the service with.</summary>
    public const string Questions = "questions";

    public const string SecurityScheme = "Bearer";

    private const string Version = "1.0.0";

    public static void AddOpenApi(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSingleton<ISerializerDataContractResolver>(new JsonSerializerDataContractResolver(ApiJson.Written));
        services.AddSwaggerGen(swagger =>
        {
            swagger.SwaggerDoc(Contract, Info(
                "GradingService",
                "Takes answers to the questions of an exam, marks them, and keeps them. This is the contract for course portals."));
            swagger.SwaggerDoc(Questions, Info(
                "GradingService: questions",
                "Every question with its prompt and answers to try. Authorize with a key first; in Development `demo-student` is one."));
            swagger.DocInclusionPredicate((document, api) =>
                document == Contract || api.ActionDescriptor.EndpointMetadata.OfType<ShownBesideQuestions>().Any());
            swagger.IncludeXmlComments(typeof(LocalizedText).Assembly);
            swagger.IncludeXmlComments(typeof(Infrastructure.Persistence.Role).Assembly);
            swagger.IncludeXmlComments(typeof(OpenApiSetup).Assembly);
            swagger.MapType<Rational>(() => new OpenApiSchema { Type = JsonSchemaType.Number });
            swagger.MapType<JsonObject>(() => new OpenApiSchema { Type = JsonSchemaType.Object });
            swagger.MapType<JsonElement>(() => new OpenApiSchema { Type = JsonSchemaType.Object });
            swagger.MapType<JsonNode>(() => new OpenApiSchema());
            swagger.MapType<Evidence>(EvidenceSchema);
            swagger.AddSecurityDefinition(SecurityScheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key, which an admin makes.",
            });
            swagger.SchemaFilter<ExactNullability>();
            swagger.OperationFilter<OperationNotes>();
            swagger.DocumentFilter<DocumentNotes>();
            swagger.DocumentFilter<QuestionOperations>();
        });
    }

    /// <summary>The documents and the page over them; requests to the service itself pass them by.</summary>
    public static void UseOpenApi(this WebApplication app) => app.UseWhen(
        context => !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal), UseDocuments);

    private static void UseDocuments(IApplicationBuilder app)
    {
        app.UseSwagger(swagger =>
        {
            swagger.RouteTemplate = "openapi/{documentName}.json";
            swagger.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        });
        app.UseSwaggerUI(page =>
        {
            page.DocumentTitle = "GradingService";
            page.SwaggerEndpoint($"/openapi/{Questions}.json", "Questions, to try");
            page.SwaggerEndpoint($"/openapi/{Contract}.json", "Contract, for portals");
            page.EnableTryItOutByDefault();
            page.EnablePersistAuthorization();
            page.DisplayRequestDuration();
        });
    }

    private static OpenApiSchema EvidenceSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "kind" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["kind"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "What the evidence is, kebab-case; the other members are its particulars.",
            },
        },
        AdditionalProperties = new OpenApiSchema(),
    };

    private static OpenApiInfo Info(string title, string description) => new() { Title = title, Version = Version, Description = description };
}
