using GradingService.Api.Http;

namespace GradingService.Api.OpenApi;

/// <summary>What a route says of itself to the OpenAPI documents, beyond what its handler's signature tells.</summary>
internal static class Described
{
    /// <summary>The statuses it may refuse with, each as a problem.</summary>
    public static T Refuses<T>(this T route, params int[] statuses)
        where T : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Problem), ["application/problem+json"]));
        return route;
    }

    /// <summary>A JSON body that we read ourselves, checked by its rules before the handler runs.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, bool validated = true)
        where T : class, IBoundRequest
    {
        if (validated) route.Refuses(422);
        return route.WithMetadata(new TakesBody(typeof(T), validated)).Refuses(400, 413, 415);
    }

    /// <summary>The same address takes many bodies as well, a line each, from those who may do that, and answers each with a line.</summary>
    public static RouteHandlerBuilder AlsoByLines<TLine, TResult>(this RouteHandlerBuilder route) =>
        route.WithMetadata(new TakesLines(typeof(TLine), typeof(TResult)));

    /// <summary>It answers with a CSV file.</summary>
    public static RouteHandlerBuilder WritesCsv(this RouteHandlerBuilder route) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(200, typeof(string), ["text/csv"])).Refuses(404);

    /// <summary>It answers with a page or a picture, in a language of the caller's choice.</summary>
    public static RouteHandlerBuilder Draws(this RouteHandlerBuilder route, string mediaType) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(200, typeof(string), [mediaType])).Refuses(400, 404);

    /// <summary>It is also of use to those who try questions out.</summary>
    public static RouteHandlerBuilder BesideQuestions(this RouteHandlerBuilder route) => route.WithMetadata(new ShownBesideQuestions());
}

/// <summary>The type of a body that is bound without the framework.</summary>
/// <param name="IsChecked">Whether a body with faults is refused; else they are the handler's to tell.</param>
internal sealed record TakesBody(Type Type, bool IsChecked);

/// <summary>The types of a line that is sent and of the line that answers it.</summary>
internal sealed record TakesLines(Type Line, Type Result);

/// <summary>Marks routes for the document of questions.</summary>
internal sealed record ShownBesideQuestions;
