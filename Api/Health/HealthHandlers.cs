using GradingService.Api.Http;
using GradingService.Infrastructure.CodeExecution;
using GradingService.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradingService.Api.Health;

/// <summary>Whether the service lives and is ready, for whoever runs it.</summary>
internal static class HealthHandlers
{
    /// <summary>Tells that the process runs.</summary>
    public static Ok<HealthResponse> Live() => TypedResults.Ok(new HealthResponse("live"));

    /// <summary>
    /// Tells whether requests can be served: the exams are loaded and the database answers. A service that can't run students' code is ready all the same, since it stores
    /// such answers as pending; <c>codeExecution</c> then says why.
    /// </summary>
    public static async Task<Ok<ReadyResponse>> Ready(GradingDatabase database, BubblewrapSandbox sandbox, CancellationToken cancellation) =>
        await database.IsReachable(cancellation) ? TypedResults.Ok(ReadyResponse.Of(sandbox.State)) : throw new ProblemException(ProblemType.NotReady);
}

/// <summary>That the service lives.</summary>
/// <param name="Status"><c>live</c>.</param>
public sealed record HealthResponse(string Status);

/// <summary>That the service is ready.</summary>
/// <param name="Status"><c>ready</c>.</param>
public sealed record ReadyResponse(string Status, CodeExecutionResponse CodeExecution)
{
    internal static ReadyResponse Of(SandboxState sandbox) => new("ready", new(sandbox.Condition.ToString().ToLowerInvariant(), sandbox.Reason));
}

/// <summary>Whether students' code can be run.</summary>
/// <param name="Status"><c>starting</c>, <c>available</c>, <c>unavailable</c> or <c>disabled</c>.</param>
/// <param name="Reason">Why not, and what to do about it.</param>
public sealed record CodeExecutionResponse(string Status, string? Reason);
