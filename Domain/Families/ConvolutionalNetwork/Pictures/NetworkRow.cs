using GradingService.Domain.Figures;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Pictures;

/// <summary>Boxes in rows, joined by arrows, as a network is read.</summary>
/// <param name="boxes">From input to output.</param>
/// <param name="output">What is written over the arrow that leaves the last box; null where no arrow does.</param>
internal sealed class NetworkRow(IReadOnlyList<LayerBox> boxes, string? output)
{
    private const int MostInARow = 4;
    private const double Gap = 84;
    private const double BetweenRows = 52;
    private const double Entry = 84;

    private static readonly Lettering Shape = new(12);
    private static readonly Stroke Flow = new(Ink.Muted, 1.4);

    private int Rows => (boxes.Count + MostInARow - 1) / MostInARow;

    /// <summary>Six layers stand in two rows of three, not of four and two.</summary>
    private int InARow => (boxes.Count + Rows - 1) / Rows;

    public double Width => 2 * FigureWriter.Margin + Entry + InARow * LayerBox.Width + (InARow - 1) * Gap + Entry - 14;

    public double Height => Enumerable.Range(0, Rows).Sum(RowHeight) + (Rows - 1) * BetweenRows;

    public void Draw(SvgDrawing drawing, double top, Say say)
    {
        for (var row = 0; row < Rows; row++)
        {
            var (height, y) = (RowHeight(row), top + RowHeight(row) / 2);
            for (var column = 0; column < InARow && row * InARow + column < boxes.Count; column++)
            {
                var box = boxes[row * InARow + column];
                var left = Left(column);
                var gap = column == 0 ? Entry : Gap;
                box.Draw(drawing, new(left, top), height, say);
                drawing.Arrow(new(left - gap + (column == 0 ? 4 : 3), y), new(left - 3, y), Flow);
                if (box.Before is { } before) Over(drawing, new(left - gap / 2, y - 11), before, gap);
            }
            var last = Math.Min(boxes.Count - row * InARow, InARow) - 1;
            var right = Left(last) + LayerBox.Width;
            if (row < Rows - 1)
            {
                // Back to the beginning of the next row.
                var (turn, next) = (top + height + BetweenRows / 2, top + height + BetweenRows + RowHeight(row + 1) / 2);
                drawing.Path([new(right + 3, y), new(right + 22, y), new(right + 22, turn), new(Left(0) - Entry + 4, turn), new(Left(0) - Entry + 4, next)], Flow);
            }
            else if (output is not null)
            {
                drawing.Arrow(new(right + 3, y), new(right + Entry - 8, y), Flow);
                Over(drawing, new(right + Entry / 2 - 2, y - 11), output, Entry);
            }
            top += height + BetweenRows;
        }
    }

    private static double Left(int column) => FigureWriter.Margin + Entry + column * (LayerBox.Width + Gap);

    private double RowHeight(int row) => boxes.Skip(row * InARow).Take(InARow).Max(box => box.Height);

    /// <summary>Writes a shape over an arrow, in two lines where it is too long for one.</summary>
    private static void Over(SvgDrawing drawing, Spot at, string text, double gap)
    {
        var room = (gap - 10) / 1.05;
        var cut = text.IndexOf('×', StringComparison.Ordinal) + 1;
        if (TextWidth.Of(text, Shape.Size) <= room || cut == 0)
        {
            drawing.Text(at, Label.Plain(text).Within(room, Shape.Size), Shape, Anchor.Middle);
            return;
        }
        drawing.Text(at + new Spot(0, -15), Label.Plain(text[..cut]).Within(room, Shape.Size), Shape, Anchor.Middle);
        drawing.Text(at, Label.Plain(text[cut..]).Within(room, Shape.Size), Shape, Anchor.Middle);
    }
}
