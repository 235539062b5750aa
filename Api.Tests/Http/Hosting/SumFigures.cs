using System.Globalization;
using System.Net;
using GradingService.Domain;
using GradingService.Domain.Figures;
using GradingService.Domain.Marking;

namespace GradingService.Tests.Http.Hosting;

/// <summary>Small pictures of a sum: with ids and references, and in the answers' picture the reference where it may be shown.</summary>
internal sealed class SumFigures(double a, double b) : IQuestionFigures
{
    public const string Reference = "the-sum-is-eight";

    public IReadOnlyList<Figure> OfQuestion() => [Draw("numbers", new("Brojevi", "The numbers"), $"{a} {b}")];

    public IReadOnlyList<Figure> OfSolution() => [Draw("sum", new("Zbroj", "The sum"), Reference)];

    public IReadOnlyList<Figure> OfAnswers(AnswerSheet sheet, Marks marks, bool showsSolution) =>
    [
        Draw("answer", new("Vaš zbroj", "Your sum"), string.Create(CultureInfo.InvariantCulture, $"{marks.Points} {(showsSolution ? Reference : "")}")),
        Draw("other", new("Još jedna", "Another"), "<&>"),
    ];

    private static Figure Draw(string id, LocalizedText title, string text) =>
        new(id, title, title, new(Svg(title.Hr, text), Svg(title.En, text)));

    private static string Svg(string title, string text) => $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40" width="200" height="40" role="img" aria-labelledby="title">
          <title id="title">{title}</title><defs><linearGradient id="paint"/></defs>
          <rect width="200" height="40" fill="url(#paint)"/><text y="20">{WebUtility.HtmlEncode(text)}</text>
        </svg>
        """;
}
