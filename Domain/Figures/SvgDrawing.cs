using System.Globalization;
using System.Text;
using System.Xml;

namespace GradingService.Domain.Figures;

/// <summary>A line's colour, width and dashes.</summary>
/// <param name="Width">In the drawing's units, which are pixels at its natural size.</param>
/// <param name="Dashes">As SVG writes them, <c>6 4</c>; null for a solid line.</param>
public readonly record struct Stroke(Ink Ink, double Width = 1.5, string? Dashes = null);

/// <summary>A text's size, colour and weight.</summary>
/// <param name="Halo">Whether a rim of paper keeps lines behind it away.</param>
public readonly record struct Lettering(double Size, Ink Ink = Ink.Text, bool Bold = false, bool Halo = false);

/// <summary>Where a text's place is: at its beginning, its middle or its end.</summary>
public enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>Shapes and real text, in the order in which they cover each other, written as one SVG document.</summary>
/// <remarks>No identifiers, no references and no script, so that several drawings can stand in one HTML page.</remarks>
public sealed class SvgDrawing(double width, double height)
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private const double Farthest = 100_000;

    /// <summary>The height of capitals above the baseline, and so twice the way from a text's middle to it.</summary>
    private const double CapHeight = 0.72;

    private readonly List<Action<XmlWriter>> _shapes = [];

    public double Width => width;
    public double Height => height;

    /// <summary>Adds a rectangle.</summary>
    public void Rectangle(Box box, Ink? fill, Stroke? stroke = null, double radius = 0) => Add("rect", fill, stroke,
        ("x", box.Left), ("y", box.Top), ("width", box.Width), ("height", box.Height), ("rx", radius));

    /// <summary>Adds a filled or hollow dot.</summary>
    public void Dot(Spot at, double radius, Ink? fill, Stroke? stroke = null) =>
        Add("circle", fill, stroke, ("cx", at.X), ("cy", at.Y), ("r", radius));

    public void Line(Spot from, Spot to, Stroke stroke) =>
        Add("line", null, stroke, ("x1", from.X), ("y1", from.Y), ("x2", to.X), ("y2", to.Y));

    /// <summary>Adds a line through places; a closed one may be filled.</summary>
    public void Path(IReadOnlyList<Spot> spots, Stroke? stroke, bool closed = false, Ink? fill = null)
    {
        if (spots.Count < 2) return;
        var d = new StringBuilder("M");
        foreach (var spot in spots) d.Append(Number(spot.X)).Append(' ').Append(Number(spot.Y)).Append('L');
        d.Length--;
        if (closed) d.Append('Z');
        var text = d.ToString();
        _shapes.Add(svg =>
        {
            svg.WriteStartElement("path", Svg);
            svg.WriteAttributeString("d", text);
            Paint(svg, fill, stroke);
            svg.WriteEndElement();
        });
    }

    /// <summary>Adds a line with a head at its end.</summary>
    public void Arrow(Spot from, Spot to, Stroke stroke, double head = 7)
    {
        var length = from.DistanceTo(to);
        if (!(length > 0)) return;
        var (x, y) = ((to.X - from.X) / length, (to.Y - from.Y) / length);
        Line(from, new(to.X - 0.8 * head * x, to.Y - 0.8 * head * y), stroke);
        Path([to, new(to.X - head * x - 0.4 * head * y, to.Y - head * y + 0.4 * head * x), new(to.X - head * x + 0.4 * head * y, to.Y - head * y - 0.4 * head * x)],
            null, closed: true, stroke.Ink);
    }

    /// <summary>Adds an × of this half-width.</summary>
    public void Cross(Spot at, double size, Stroke stroke)
    {
        Line(new(at.X - size, at.Y - size), new(at.X + size, at.Y + size), stroke);
        Line(new(at.X - size, at.Y + size), new(at.X + size, at.Y - size), stroke);
    }

    /// <summary>Adds a tick mark as one puts beside what is right.</summary>
    public void Check(Spot at, double size, Stroke stroke) =>
        Path([new(at.X - size, at.Y + 0.1 * size), new(at.X - 0.25 * size, at.Y + 0.8 * size), new(at.X + size, at.Y - 0.8 * size)], stroke);

    /// <summary>Adds a text whose capitals are centred on the height of <paramref name="at"/>.</summary>
    /// <returns>About what the text covers.</returns>
    public Box Text(Spot at, Label label, Lettering lettering, Anchor anchor = Anchor.Start)
    {
        var (size, wide) = (lettering.Size, label.Width(lettering.Size, lettering.Bold));
        var baseline = at.Y + size * CapHeight / 2;
        _shapes.Add(svg =>
        {
            svg.WriteStartElement("text", Svg);
            Attributes(svg, ("x", at.X), ("y", baseline));
            svg.WriteAttributeString("font-size", Number(size));
            if (anchor != Anchor.Start) svg.WriteAttributeString("text-anchor", anchor == Anchor.Middle ? "middle" : "end");
            if (lettering.Bold) svg.WriteAttributeString("font-weight", "bold");
            svg.WriteAttributeString("class", InkStyle.Fill(lettering.Ink) + (lettering.Halo ? " halo" : ""));
            label.Write(svg, size);
            svg.WriteEndElement();
        });
        var left = anchor switch { Anchor.Start => at.X, Anchor.Middle => at.X - wide / 2, _ => at.X - wide };
        return new Box(left, at.Y - 0.6 * size, wide, 1.2 * size);
    }

    /// <summary>Writes the document.</summary>
    /// <param name="language">The texts' language, <c>hr</c> or <c>en</c>.</param>
    public string Write(string title, string description, string language)
    {
        var text = new StringBuilder();
        using (var svg = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            svg.WriteStartElement("svg", Svg);
            svg.WriteAttributeString("viewBox", $"0 0 {Number(width)} {Number(height)}");
            Attributes(svg, ("width", width), ("height", height));
            svg.WriteAttributeString("class", "figure");
            svg.WriteAttributeString("role", "img");
            svg.WriteAttributeString("lang", language);
            svg.WriteElementString("title", Svg, Label.Plain(title).Text);
            svg.WriteElementString("desc", Svg, Label.Plain(description).Text);
            svg.WriteElementString("style", Svg, InkStyle.Sheet);
            foreach (var shape in _shapes) shape(svg);
            svg.WriteEndElement();
        }
        return text.ToString();
    }

    /// <summary>A number as SVG reads it: finite, and no more digits than anybody sees.</summary>
    internal static string Number(double value)
    {
        var seen = double.IsNaN(value) ? 0 : Math.Clamp(value, -Farthest, Farthest);
        return (Math.Round(seen, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
    }

    private void Add(string element, Ink? fill, Stroke? stroke, params (string Name, double Value)[] attributes) => _shapes.Add(svg =>
    {
        svg.WriteStartElement(element, Svg);
        Attributes(svg, attributes);
        Paint(svg, fill, stroke);
        svg.WriteEndElement();
    });

    private static void Attributes(XmlWriter svg, params (string Name, double Value)[] attributes)
    {
        foreach (var (name, value) in attributes) svg.WriteAttributeString(name, Number(value));
    }

    private static void Paint(XmlWriter svg, Ink? fill, Stroke? stroke)
    {
        if (fill is null) svg.WriteAttributeString("fill", "none");
        if (stroke is { } line)
        {
            svg.WriteAttributeString("stroke-width", Number(line.Width));
            svg.WriteAttributeString("stroke-linejoin", "round");
            if (line.Dashes is { } dashes) svg.WriteAttributeString("stroke-dasharray", dashes);
        }
        string?[] classes = [fill is { } area ? InkStyle.Fill(area) : null, stroke is { } drawn ? InkStyle.Stroke(drawn.Ink) : null];
        var named = string.Join(' ', classes.OfType<string>());
        if (named.Length > 0) svg.WriteAttributeString("class", named);
    }
}
