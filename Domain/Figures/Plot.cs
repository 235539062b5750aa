namespace GradingService.Domain.Figures;

/// <summary>A part of a drawing with data coordinates.</summary>
/// <param name="drawing">What it is part of.</param>
/// <param name="area">Where in the drawing.</param>
/// <param name="x">What the area shows from left to right.</param>
/// <param name="y">What the area shows from bottom to top.</param>
public sealed class Plot(SvgDrawing drawing, Box area, DataRange x, DataRange y)
{
    private const double TickLength = 4;
    private const double PixelsBetweenTicks = 46;
    private const double Finest = 0.35;
    private const double Farthest = 1e7;

    private static readonly int[] RoundSteps = [1, 2, 5, 10, 20, 50, 100];
    private static readonly Lettering TickWords = new(11.5, Ink.Muted);
    private static readonly Lettering AxisWords = new(13.5);

    public SvgDrawing Drawing => drawing;
    public Box Area => area;
    public DataRange X => x;
    public DataRange Y => y;

    /// <summary>Where a point of the data is in the drawing.</summary>
    public Spot At(double dataX, double dataY) => new(
        area.Left + Math.Clamp((dataX - x.Low) / x.Length * area.Width, -Farthest, Farthest),
        area.Bottom - Math.Clamp((dataY - y.Low) / y.Length * area.Height, -Farthest, Farthest));

    /// <summary>Whether a point is within the area.</summary>
    public bool Shows(double dataX, double dataY) => area.Contains(At(dataX, dataY));

    /// <summary>Draws a line through points of the data; what lies outside the area is cut off.</summary>
    /// <param name="most">How many points may be drawn at most.</param>
    /// <returns>The places that were drawn, piece by piece.</returns>
    public IReadOnlyList<IReadOnlyList<Spot>> Curve(IEnumerable<(double X, double Y)> points, Stroke stroke, int most = 400)
    {
        List<IReadOnlyList<Spot>> pieces = [];
        foreach (var piece in Polylines.Clip(points.Select(point => At(point.X, point.Y)), area))
        {
            if (most < 2) break;
            var seen = Polylines.Thin(piece, Finest, most);
            most -= seen.Count;
            pieces.Add(seen);
            drawing.Path(seen, stroke);
        }
        return pieces;
    }

    /// <summary>Draws axes through the origin, with arrows and names at their ends, and numbers along the lower and the left edge; both at one scale.</summary>
    public void CrossingAxes(Label xName, Label yName)
    {
        var (xTicks, yTicks) = Ticks.Alike(x, MostAlong(area.Width), y, MostAlong(area.Height));
        foreach (var tick in xTicks.Values) VerticalTick(tick, xTicks.Text(tick));
        foreach (var tick in yTicks.Values) HorizontalTick(tick, yTicks.Text(tick));
        drawing.Rectangle(area, null, new(Ink.Grid, 1));
        var origin = At(0, 0);
        var (left, bottom) = (Math.Clamp(origin.X, area.Left, area.Right), Math.Clamp(origin.Y, area.Top, area.Bottom));
        drawing.Arrow(new(area.Left, bottom), new(area.Right + 10, bottom), new(Ink.Muted, 1.2));
        drawing.Arrow(new(left, area.Bottom), new(left, area.Top - 10), new(Ink.Muted, 1.2));
        drawing.Text(new(area.Right + 14, bottom), xTicks.Name(xName), AxisWords);
        drawing.Text(new(left + 8, area.Top - 10), yTicks.Name(yName), AxisWords);
    }

    /// <summary>Draws horizontal guides with their numbers on the left, and the vertical axis's name above them.</summary>
    public void VerticalScale(Label name)
    {
        var ticks = Ticks.Of(y, MostAlong(area.Height));
        foreach (var tick in ticks.Values) HorizontalTick(tick, ticks.Text(tick));
        if (y.Low < 0 && y.High > 0) drawing.Line(At(x.Low, 0), At(x.High, 0), new(Ink.Muted, 1));
        drawing.Line(new(area.Left, area.Top), new(area.Left, area.Bottom), new(Ink.Muted, 1));
        drawing.Text(new(area.Left - 30, area.Top - 14), ticks.Name(name), AxisWords);
    }

    /// <summary>Draws texts below the area at whole numbers of the data, as many as there is room for, and the axis's name at its end.</summary>
    public void Places(int from, int to, Func<int, string> text, Label name)
    {
        var widest = Enumerable.Range(from, Math.Min(to - from, 400) + 1).Max(i => TextWidth.Of(text(i), TickWords.Size)) * 1.1 + 8;
        var apart = area.Width / x.Length;
        var every = RoundSteps.FirstOrDefault(step => step * apart >= widest, 200);
        drawing.Line(new(area.Left, area.Bottom), new(area.Right, area.Bottom), new(Ink.Muted, 1));
        for (var i = from; i <= to; i++)
        {
            if ((i - from) % every != 0) continue;
            var at = At(i, y.Low);
            drawing.Line(at, at + new Spot(0, TickLength), new(Ink.Muted, 1));
            drawing.Text(at + new Spot(0, TickLength + 9), text(i), TickWords, Anchor.Middle);
        }
        drawing.Text(new(area.Right + 10, area.Bottom), name, AxisWords);
    }

    private static int MostAlong(double pixels) => Math.Clamp((int)(pixels / PixelsBetweenTicks), 2, 12);

    private void VerticalTick(double at, string text)
    {
        var spot = At(at, y.Low);
        drawing.Line(new(spot.X, area.Top), new(spot.X, area.Bottom), new(Ink.Grid, 1));
        drawing.Text(new(spot.X, area.Bottom + 12), text, TickWords, Anchor.Middle);
    }

    private void HorizontalTick(double at, string text)
    {
        var spot = At(x.Low, at);
        drawing.Line(new(area.Left, spot.Y), new(area.Right, spot.Y), new(Ink.Grid, 1));
        drawing.Text(new(area.Left - 7, spot.Y), text, TickWords, Anchor.End);
    }
}
