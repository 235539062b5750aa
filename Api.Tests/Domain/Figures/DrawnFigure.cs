using System.Globalization;
using System.Xml.Linq;
using GradingService.Domain.Figures;

namespace GradingService.Tests.Domain.Figures;

/// <summary>A figure read back from its SVG as a reader sees it: texts, dots and lines, and data coordinates from the numbers beside the axes.</summary>
internal sealed class DrawnFigure
{
    private const double TickSize = 11.5;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly List<(double Value, double Place)> _across = [];
    private readonly List<List<(double Value, double Place)>> _panels = [];

    public DrawnFigure(string svg)
    {
        Root = XDocument.Parse(svg).Root!;
        foreach (var text in Elements("text").Where(text => Number(text, "font-size") == TickSize && Classes(text).Contains("fill-muted")))
        {
            if (!double.TryParse(text.Value.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) continue;
            if ((string?)text.Attribute("text-anchor") == "middle") _across.Add((value, Number(text, "x")));
            else
            {
                var place = Number(text, "y") - TickSize * 0.72 / 2;
                // A scale grows upwards; a number farther down begins the next one.
                if (_panels.Count == 0 || place >= _panels[^1][^1].Place) _panels.Add([]);
                _panels[^1].Add((value, place));
            }
        }
    }

    public XElement Root { get; }

    public IEnumerable<string> Texts => Elements("text").Select(text => text.Value);

    /// <summary>The panels from top to bottom, in the order of their scales.</summary>
    public int Panels => _panels.Count;

    public IEnumerable<XElement> Elements(string name) => Root.Descendants(Svg + name);

    public IEnumerable<XElement> Of(string @class) => Root.Descendants().Where(element => Classes(element).Contains(@class));

    /// <summary>The centres of the dots with a class, as data.</summary>
    public IEnumerable<(double X, double Y)> Dots(string @class, int panel = 0) =>
        Elements("circle").Where(dot => Classes(dot).Contains(@class)).Select(dot => Data(Number(dot, "cx"), Number(dot, "cy"), panel));

    /// <summary>The corners of the lines with a class, as data.</summary>
    public IEnumerable<(double X, double Y)> Corners(string @class, int panel = 0) => Elements("path").Where(path => Classes(path).Contains(@class))
        .SelectMany(path => ((string)path.Attribute("d")!).TrimStart('M').TrimEnd('Z').Split('L').Select(corner => corner.Split(' ').Select(Parsed).ToArray()))
        .Select(corner => Data(corner[0], corner[1], panel));

    public (double X, double Y) Data(double x, double y, int panel = 0) => (At(_across, x), At(_panels[panel], y));

    public static double Number(XElement element, string name) => Parsed((string?)element.Attribute(name) ?? "NaN");

    public static string[] Classes(XElement element) => ((string?)element.Attribute("class") ?? "").Split(' ');

    private static double Parsed(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    private static double At(List<(double Value, double Place)> scale, double place)
    {
        var (first, last) = (scale.MinBy(tick => tick.Value), scale.MaxBy(tick => tick.Value));
        return first.Value + (place - first.Place) * (last.Value - first.Value) / (last.Place - first.Place);
    }

    /// <summary>Both languages of a figure.</summary>
    public static IEnumerable<(string Language, string Title, string Description, string Svg)> Languages(Figure figure) =>
    [
        ("hr", figure.Title.Hr, figure.Description.Hr, figure.Svg.Hr), ("en", figure.Title.En, figure.Description.En, figure.Svg.En),
    ];
}
