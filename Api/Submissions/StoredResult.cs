using System.Reflection;
using System.Text.Json;
using GradingService.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace GradingService.Api.Submissions;

/// <summary>201 with what was stored, or 202 while an item of it waits for its judge.</summary>
/// <param name="location">Where it can be asked for again.</param>
/// <param name="retryAfter">After how many seconds that is worth it; null where nothing waits.</param>
/// <remarks>Written whole and with its length: sent in chunks, as the framework's results are, each answer would cost a second system call.</remarks>
internal sealed class StoredResult<T>(string location, T response, string? retryAfter) : IResult, IEndpointMetadataProvider
{
    private const string Json = "application/json";

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var status in new[] { StatusCodes.Status201Created, StatusCodes.Status202Accepted })
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(T), [Json]));
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var http = httpContext.Response;
        http.StatusCode = retryAfter is null ? StatusCodes.Status201Created : StatusCodes.Status202Accepted;
        http.Headers.Location = location;
        if (retryAfter is not null) http.Headers.RetryAfter = retryAfter;
        http.ContentType = $"{Json}; charset=utf-8";
        // The server keeps what is written until the request ends, and sends it with the headers: there is time to say how long it is.
        using var json = new Utf8JsonWriter(http.BodyWriter, ApiJson.Writing);
        JsonSerializer.Serialize(json, response, ApiJson.Of<T>());
        json.Flush();
        http.ContentLength = json.BytesCommitted;
        return Task.CompletedTask;
    }
}
