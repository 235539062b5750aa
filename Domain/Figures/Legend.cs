namespace GradingService.Domain.Figures;

/// <summary>What is drawn in which way, in rows under a picture.</summary>
public sealed class Legend
{
    private const double Swatch = 26;
    private const double RowHeight = 20;
    private const double Between = 18;

    private static readonly Lettering Words = new(12, Ink.Muted);

    private readonly List<(Action<SvgDrawing, Spot> Draw, Label Label)> _entries = [];

    /// <summary>Adds an entry whose swatch is drawn around a place.</summary>
    public Legend Add(Label label, Action<SvgDrawing, Spot> swatch)
    {
        _entries.Add((swatch, label));
        return this;
    }

    /// <summary>Adds an entry for a line.</summary>
    public Legend Line(Label label, Stroke stroke) =>
        Add(label, (drawing, at) => drawing.Line(new(at.X - Swatch / 2 + 2, at.Y), new(at.X + Swatch / 2 - 2, at.Y), stroke));

    /// <summary>How high the legend is within a width.</summary>
    public double Height(double width) => Rows(width).Count * RowHeight;

    /// <summary>Draws the legend.</summary>
    public void Draw(SvgDrawing drawing, Spot corner, double width)
    {
        foreach (var (row, index) in Rows(width).Select((row, index) => (row, index)))
        {
            var (x, y) = (corner.X, corner.Y + (index + 0.5) * RowHeight);
            foreach (var (draw, label) in row)
            {
                draw(drawing, new(x + Swatch / 2, y));
                drawing.Text(new(x + Swatch + 6, y), label.Within(width - Swatch - 6, Words.Size), Words);
                x += Wide(label);
            }
        }
    }

    private List<List<(Action<SvgDrawing, Spot> Draw, Label Label)>> Rows(double width)
    {
        var rows = new List<List<(Action<SvgDrawing, Spot>, Label)>>();
        var x = double.PositiveInfinity;
        foreach (var entry in _entries)
        {
            if (x + Wide(entry.Label) - Between > width)
            {
                rows.Add([]);
                x = 0;
            }
            rows[^1].Add(entry);
            x += Wide(entry.Label);
        }
        return rows;
    }

    private static double Wide(Label label) => Swatch + 6 + 1.06 * label.Width(Words.Size) + Between;
}
