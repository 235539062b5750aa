using GradingService.Domain;
using GradingService.Domain.Figures;

namespace GradingService.Api.Figures;

/// <summary>A picture and where it is.</summary>
/// <param name="Id">The picture's id among those beside it.</param>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="Description">What somebody who can't see it should know.</param>
/// <param name="Href">Where the SVG is; add <c>?lang=en</c> for English.</param>
public sealed record FigureLink(string Id, LocalizedText Title, LocalizedText Description, string Href)
{
    /// <summary>Links to figures beneath a path.</summary>
    internal static IReadOnlyList<FigureLink> Of(IReadOnlyList<Figure>? figures, string path) =>
        [.. (figures ?? []).Select(figure => new FigureLink(figure.Id, figure.Title, figure.Description, $"{path}/{figure.Id}"))];
}
