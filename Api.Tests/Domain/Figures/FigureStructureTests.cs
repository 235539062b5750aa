using System.Text.RegularExpressions;
using GradingService.Domain.Figures;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests.Domain.Figures;

/// <summary>What holds for every figure: of every family, of questions, solutions and answers.</summary>
public sealed partial class FigureStructureTests
{
    private const int Longest = 400_000;

    [Fact]
    public void Every_family_with_something_to_see_has_figures()
    {
        var drawn = FigureGallery.Questions().Where(named => named.Question.Figures is not null).Select(named => named.Question.Family).Distinct();
        Assert.Equal(["contrastiveEmbedding", "convolutionalNetwork", "recurrentClassifier", "regularizationPath"], drawn.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_figure_says_what_it_shows_in_both_languages() => Each((_, figure, svg, language, title, description) =>
    {
        var root = new DrawnFigure(svg).Root;
        Assert.Equal(("svg", "img", language), (root.Name.LocalName, (string?)root.Attribute("role"), (string?)root.Attribute("lang")));
        Assert.Equal([("title", title), ("desc", description)], root.Elements().Take(2).Select(element => (element.Name.LocalName, element.Value)));
        Assert.False(string.IsNullOrWhiteSpace(title) || string.IsNullOrWhiteSpace(description));
        Assert.Matches(KebabCase(), figure.Id);
        Assert.DoesNotContain("NaN", svg + description, StringComparison.Ordinal);
    });

    [Fact]
    public void No_label_leaves_the_picture() => Each((_, _, svg, _, _, _) =>
    {
        var drawn = new DrawnFigure(svg);
        var (width, height) = (DrawnFigure.Number(drawn.Root, "width"), DrawnFigure.Number(drawn.Root, "height"));
        Assert.Equal(FormattableString.Invariant($"0 0 {width} {height}"), (string?)drawn.Root.Attribute("viewBox"));
        foreach (var text in drawn.Elements("text"))
        {
            var (x, y, size) = (DrawnFigure.Number(text, "x"), DrawnFigure.Number(text, "y"), DrawnFigure.Number(text, "font-size"));
            // As wide as the widest of common fonts draws it.
            var wide = 1.12 * TextWidth.Of(text.Value, size, (string?)text.Attribute("font-weight") == "bold");
            var left = (string?)text.Attribute("text-anchor") switch { "middle" => x - wide / 2, "end" => x - wide, _ => x };
            Assert.True(left >= 0 && left + wide <= width && y >= size && y + 0.3 * size <= height, $"{text.Value} at {x}, {y} in {width}×{height}");
        }
    });

    [Fact]
    public void A_figure_is_bounded_and_stands_by_itself() => Each((_, _, svg, _, _, _) =>
    {
        Assert.InRange(svg.Length, 1, Longest);
        foreach (var foreign in new[] { "<script", " id=", "href=", "url(", "<?xml", "<!DOCTYPE" }) Assert.DoesNotContain(foreign, svg, StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public void Figures_of_one_answer_have_different_ids() => Assert.All(
        FigureGallery.All.GroupBy(drawn => drawn.Name[..drawn.Name.LastIndexOf(',')]), group => Assert.Distinct(group.Select(drawn => drawn.Figure.Id)));

    [Fact]
    public void A_figure_is_drawn_the_same_every_time()
    {
        var question = BuiltInExam.Exam.Find("5")!;
        Assert.Equal(FigureGallery.Of("again", question).ToArray(), FigureGallery.Of("again", question));
    }

    private static void Each(Action<string, Figure, string, string, string, string> check)
    {
        Assert.NotEmpty(FigureGallery.All);
        foreach (var (name, figure) in FigureGallery.All)
            foreach (var (language, title, description, svg) in DrawnFigure.Languages(figure))
                try
                {
                    check(name, figure, svg, language, title, description);
                }
                catch (Xunit.Sdk.XunitException e)
                {
                    Assert.Fail($"{name}, {language}: {e.Message}");
                }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
