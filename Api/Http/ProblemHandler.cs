using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GradingService.Domain;
using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;
using Microsoft.AspNetCore.Diagnostics;

namespace GradingService.Api.Http;

/// <summary>Turns whatever ended a request early into problem+json, here alone.</summary>
public sealed class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    private const int SecondsWhileBusy = 1;
    private const int SecondsWhileAway = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }
        var problem = Of(exception);
        if (problem.Type.Status == StatusCodes.Status500InternalServerError) logger.LogError(exception, "A request failed unexpectedly");
        if (problem.Type.Status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = (problem.Type == ProblemType.Busy ? SecondsWhileBusy : SecondsWhileAway).ToString(CultureInfo.InvariantCulture);
        if (problem.Type == ProblemType.StoreUnavailable) logger.LogWarning("The database was away: {Reason}", exception.Message);
        await Write(httpContext, problem.Type, problem.Detail, problem.Faults);
        return true;
    }

    /// <summary>For responses that ended with a status and no body, such as those of routing and authorization.</summary>
    public static Task WriteStatus(StatusCodeContext ended) => Write(ended.HttpContext, EndedWith(ended.HttpContext.Response.StatusCode), null, null);

    /// <summary>Generated binding ends a request with 400 and no word where a parameter can't be read.</summary>
    private static ProblemType EndedWith(int status) => status == StatusCodes.Status400BadRequest ? ProblemType.InvalidParameter : ProblemType.Of(status);

    /// <summary>What an exception is to a client.</summary>
    internal static ProblemException Of(Exception exception) => exception switch
    {
        ProblemException problem => problem,
        StoreBusyException => new ProblemException(ProblemType.Busy),
        StoreUnavailableException { MayBeStored: true } => new ProblemException(ProblemType.StoreUnavailable, new(
            "Ne zna se je li predaja spremljena; ponovite zahtjev s istim Idempotency-Key ili pogledajte popis predaja.",
            "It isn't known whether the submission was stored; repeat the request with the same Idempotency-Key, or look at the list of submissions.")),
        StoreUnavailableException => new ProblemException(ProblemType.StoreUnavailable, new("Ništa nije spremljeno.", "Nothing was stored.")),
        // The framework's own text names CLR types; its status says enough.
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } => new ProblemException(ProblemType.InvalidParameter),
        BadHttpRequestException bad => new ProblemException(ProblemType.Of(bad.StatusCode)),
        _ when Outage.Explains(exception) => new ProblemException(ProblemType.StoreUnavailable),
        _ => new ProblemException(ProblemType.Internal),
    };

    /// <summary>A problem as it is written.</summary>
    internal static Problem Written(HttpContext context, ProblemType type, LocalizedText? detail, Faults? faults) => new(
        type.Uri, type.Title.En, type.Status, detail?.En, detail ?? type.Title, faults?.ByPointer,
        Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);

    private static Task Write(HttpContext context, ProblemType type, LocalizedText? detail, Faults? faults)
    {
        var problem = Written(context, type, detail, faults);
        context.Response.StatusCode = type.Status;
        context.Response.ContentType = "application/problem+json";
        return JsonSerializer.SerializeAsync(context.Response.Body, problem, ApiJson.Of<Problem>(), context.RequestAborted);
    }
}
