using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradingService.Api.OpenApi;

/// <summary>Adds to a document where it is served and what its chapters are.</summary>
internal sealed class DocumentNotes : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Servers = [new OpenApiServer { Url = "/", Description = "This service." }];
        if (context.DocumentName != OpenApiSetup.Contract) return;
        swaggerDoc.Tags = new HashSet<OpenApiTag>(
            Tags.Descriptions.Select(tag => new OpenApiTag { Name = tag.Key, Description = tag.Value }));
    }
}
