namespace GradingService.Domain.Figures;

/// <summary>Picks the text of the language that is being drawn.</summary>
internal delegate string Say(LocalizedText text);

/// <summary>Draws a figure once in each language, on paper and under its title.</summary>
/// <param name="id">The figure's id.</param>
internal sealed class FigureWriter(string id, LocalizedText title, LocalizedText description)
{
    /// <summary>The room that the title takes at the top.</summary>
    public const double TitleHeight = 44;

    /// <summary>Left free at the edges.</summary>
    public const double Margin = 16;

    private static readonly Lettering TitleWords = new(16, Bold: true);

    /// <summary>Makes the figure.</summary>
    /// <param name="size">The drawing's width and height in a language.</param>
    /// <param name="draw">Draws everything below the title.</param>
    public Figure Write(Func<Say, (double Width, double Height)> size, Action<SvgDrawing, Say> draw)
    {
        return new Figure(id, title, description, new LocalizedText(Draw(text => text.Hr, "hr"), Draw(text => text.En, "en")));

        string Draw(Say say, string language)
        {
            var (width, height) = size(say);
            var drawing = new SvgDrawing(width, height);
            drawing.Rectangle(new(0, 0, width, height), Ink.Paper, radius: 8);
            drawing.Text(new(Margin, 24), Label.Plain(say(title)).Within(width - 2 * Margin, TitleWords.Size, bold: true), TitleWords);
            draw(drawing, say);
            return drawing.Write(say(title), say(description), language);
        }
    }
}
