using System.Text;
using System.Xml;

namespace GradingService.Domain.Figures;

/// <summary>A line of text with italics, bold, subscripts and superscripts, as mathematics is typeset.</summary>
public sealed class Label
{
    private const double SmallerScript = 0.72;
    private const char Ellipsis = '…';

    private readonly List<Run> _runs = [];

    private Label() { }

    private enum Level { Base, Sub, Super }

    private readonly record struct Run(string Text, bool Italic, bool Bold, Level Level);

    /// <summary>The text without its typesetting.</summary>
    public string Text => string.Concat(_runs.Select(run => run.Text));

    /// <summary>A text just as it is, whoever wrote it.</summary>
    public static Label Plain(string text)
    {
        var label = new Label();
        label.Add(text, italic: false, bold: false, Level.Base);
        return label;
    }

    /// <summary>
    /// A text of our own: <c>*w*_1</c> is an italic w with a subscript, <c>~w~</c> a bold one, <c>10^{-3}</c> a power; braces hold longer scripts.
    /// </summary>
    public static Label Math(string markup)
    {
        var label = new Label();
        var (text, italic, bold) = (new StringBuilder(), false, false);
        for (var i = 0; i < markup.Length; i++)
        {
            if (markup[i] is not ('*' or '~' or '_' or '^'))
            {
                text.Append(markup[i]);
                continue;
            }
            label.Add(text.ToString(), italic, bold, Level.Base);
            text.Clear();
            if (markup[i] == '*') italic = !italic;
            else if (markup[i] == '~') bold = !bold;
            else if (i + 1 < markup.Length)
            {
                var end = markup[i + 1] == '{' ? markup.IndexOf('}', i) : -1;
                var script = end < 0 ? markup.Substring(i + 1, 1) : markup[(i + 2)..end];
                label.Add(script, italic: false, bold, markup[i] == '_' ? Level.Sub : Level.Super);
                i = end < 0 ? i + 1 : end;
            }
        }
        label.Add(text.ToString(), italic, bold, Level.Base);
        return label;
    }

    public static implicit operator Label(string text) => Plain(text);

    public static Label operator +(Label first, Label second)
    {
        var label = new Label();
        label._runs.AddRange(first._runs);
        label._runs.AddRange(second._runs);
        return label;
    }

    /// <summary>How wide the label is at a size.</summary>
    public double Width(double size, bool bold = false) =>
        _runs.Sum(run => TextWidth.Of(run.Text, run.Level == Level.Base ? size : size * SmallerScript, bold || run.Bold));

    /// <summary>The label, or its beginning and an ellipsis, so that it is no wider than <paramref name="width"/>.</summary>
    public Label Within(double width, double size, bool bold = false)
    {
        if (Width(size, bold) <= width) return this;
        var text = Text;
        var length = 0;
        while (length < text.Length && TextWidth.Of(text[..(length + 1)] + Ellipsis, size, bold) <= width) length++;
        if (length > 0 && char.IsHighSurrogate(text[length - 1])) length--;
        return Plain(text[..length].TrimEnd() + Ellipsis);
    }

    /// <summary>Writes the runs as the content of a <c>text</c> element.</summary>
    internal void Write(XmlWriter svg, double size)
    {
        var (below, shift) = (0.0, size * 0.24);
        foreach (var run in _runs)
        {
            var wanted = run.Level switch { Level.Sub => shift, Level.Super => -1.5 * shift, _ => 0 };
            if (run is { Italic: false, Bold: false, Level: Level.Base } && wanted == below)
            {
                svg.WriteString(run.Text);
                continue;
            }
            svg.WriteStartElement("tspan");
            if (wanted != below) svg.WriteAttributeString("dy", SvgDrawing.Number(wanted - below));
            if (run.Level != Level.Base) svg.WriteAttributeString("font-size", SvgDrawing.Number(size * SmallerScript));
            if (run.Italic) svg.WriteAttributeString("font-style", "italic");
            if (run.Bold) svg.WriteAttributeString("font-weight", "bold");
            svg.WriteString(run.Text);
            svg.WriteEndElement();
            below = wanted;
        }
    }

    private void Add(string text, bool italic, bool bold, Level level)
    {
        if (text.Length > 0) _runs.Add(new Run(Writable(text), italic, bold, level));
    }

    /// <summary>What XML can't hold becomes the replacement character; a line break becomes a space.</summary>
    private static string Writable(string text)
    {
        var written = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) written.Append(text[i]).Append(text[++i]);
            else if (char.IsWhiteSpace(text[i]) && text[i] < ' ') written.Append(' ');
            else written.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }
        return written.ToString();
    }
}
