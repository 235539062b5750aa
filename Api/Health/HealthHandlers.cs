using GradingService.Api.Http;
using GradingService.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradingService.Api.Health;

/// <summary>Whether the service lives and is ready, for whoever runs it.</summary>
internal static class HealthHandlers
{
    /// <summary>Tells that the process runs.</summary>
    public static Ok<HealthResponse> Live() => TypedResults.Ok(new HealthResponse("live"));

    /// <summary>Tells whether requests can be served: the exams are loaded and the database answers.</summary>
    public static async Task<Ok<HealthResponse>> Ready(GradingDatabase database, CancellationToken cancellation) =>
        await database.IsReachable(cancellation) ? TypedResults.Ok(new HealthResponse("ready")) : throw new ProblemException(ProblemType.NotReady);
}

/// <summary>How the service is.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record HealthResponse(string Status);
