using GradingService.Domain.Figures;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Pictures;

/// <summary>Whether a line of a box is marked, and how.</summary>
internal enum LineMark
{
    None,
    Right,
    Wrong,
}

/// <summary>A line under a layer's description.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Mark">A tick, a cross, or nothing at its end.</param>
internal readonly record struct BoxLine(LocalizedText Text, LineMark Mark = LineMark.None)
{
    /// <summary>What is written in muted letters, such as the right value beneath a wrong one.</summary>
    public bool IsQuiet { get; init; }
}

/// <summary>A layer as a box: its name under a strip of its kind's colour, what it is, and further lines.</summary>
/// <param name="Title">The layer's name; its kind where it has none.</param>
/// <param name="Further">Shapes, counts, or what a student answered.</param>
/// <param name="Before">What is written over the arrow that enters the box.</param>
internal sealed record LayerBox(string Title, Layer Layer, IReadOnlyList<BoxLine> Further, string? Before)
{
    public const double Width = 154;

    private const double Strip = 5;
    private const double LineHeight = 16.5;
    private const double Inset = 10;
    private const double MarkRoom = 16;

    private static readonly Lettering TitleWords = new(14, Bold: true), Words = new(12, Ink.Muted), Strong = new(12.5);

    /// <summary>Draws a thick edge: the layer that a judgement is about.</summary>
    public bool IsPointedAt { get; init; }

    public double Height => Strip + 26 + (Lines.Length + Further.Count) * LineHeight + (Further.Count > 0 ? 9 : 0) + 7;

    private LocalizedText[] Lines => [.. LayerWords.Lines(Layer)];

    public void Draw(SvgDrawing drawing, Spot corner, double height, Say say)
    {
        var (box, ink) = (new Box(corner.X, corner.Y, Width, height), LayerWords.Ink(Layer));
        drawing.Rectangle(box, Ink.Panel, IsPointedAt ? new(Ink.Wrong, 2.4, "6 3") : new(Ink.Grid, 1.2), radius: 5);
        drawing.Rectangle(box with { Height = Strip }, ink, radius: 2.5);
        drawing.Text(new(box.Left + Inset, box.Top + Strip + 14), Label.Plain(Title).Within(Width - 2 * Inset, TitleWords.Size, bold: true), TitleWords);
        var y = box.Top + Strip + 26 + LineHeight / 2;
        foreach (var line in Lines)
        {
            drawing.Text(new(box.Left + Inset, y), Fitting(say(line), Words, 0), Words);
            y += LineHeight;
        }
        if (Further.Count == 0) return;
        drawing.Line(new(box.Left + Inset, y - LineHeight / 2 + 5), new(box.Right - Inset, y - LineHeight / 2 + 5), new(Ink.Grid, 1));
        y += 9;
        foreach (var line in Further)
        {
            var words = line.IsQuiet ? Words : line.Mark == LineMark.Wrong ? Strong with { Ink = Ink.Wrong } : Strong;
            drawing.Text(new(box.Left + Inset, y), Fitting(say(line.Text), words, line.Mark == LineMark.None ? 0 : MarkRoom), words);
            var at = new Spot(box.Right - Inset - 5, y);
            if (line.Mark == LineMark.Right) drawing.Check(at, 4.5, new(Ink.Right, 2));
            if (line.Mark == LineMark.Wrong) drawing.Cross(at, 4, new(Ink.Wrong, 2));
            y += LineHeight;
        }
    }

    private static Label Fitting(string text, Lettering words, double room) => Label.Plain(text).Within((Width - 2 * Inset - room) / 1.05, words.Size);
}
