using GradingService.Domain.Figures;

namespace GradingService.Domain.Families.RegularizationPath.Pictures;

/// <summary>The plane of the two weights, ready to draw in: axes at one scale, the origin and w* within.</summary>
internal sealed class WeightPlane
{
    public const double Width = 660;

    private const double PlotWidth = 520;
    private const double PlotHeight = 400;
    private const double Left = 54;
    private const double Top = FigureWriter.TitleHeight + 24;
    private const double BelowPlot = 34;
    private const double Margin = 0.06;

    /// <summary>The half-width of what is always seen, relative to ‖w*‖₁: enough for the level sets of either norm that the solution draws.</summary>
    private const double AroundOrigin = 0.7;

    /// <summary>How much farther a student's lines are followed.</summary>
    private const double Farthest = 2;

    private static readonly Label FirstWeight = Label.Math("*w*_1"), SecondWeight = Label.Math("*w*_2");

    private readonly QuadraticLoss _loss;

    /// <param name="drawn">Points that should be seen too, within reason.</param>
    public WeightPlane(SvgDrawing drawing, QuadraticLoss loss, IEnumerable<Point> drawn)
    {
        _loss = loss;
        var around = AroundOrigin * Norm.L1.Of(loss.Minimum);
        var farthest = Farthest * Norm.L1.Of(loss.Minimum);
        var (left, right, bottom, top) = (Math.Min(-around, loss.Minimum.X), Math.Max(around, loss.Minimum.X), Math.Min(-around, loss.Minimum.Y), Math.Max(around, loss.Minimum.Y));
        foreach (var point in drawn)
        {
            var (x, y) = (Math.Clamp(point.X, -farthest, farthest), Math.Clamp(point.Y, -farthest, farthest));
            (left, right, bottom, top) = (Math.Min(left, x), Math.Max(right, x), Math.Min(bottom, y), Math.Max(top, y));
        }
        var unit = (1 + 2 * Margin) * Math.Max((right - left) / PlotWidth, (top - bottom) / PlotHeight);
        var (middleX, middleY) = ((left + right) / 2, (bottom + top) / 2);
        Plot = new Plot(drawing, new Box(Left, Top, PlotWidth, PlotHeight),
            new DataRange(middleX - unit * PlotWidth / 2, middleX + unit * PlotWidth / 2), new DataRange(middleY - unit * PlotHeight / 2, middleY + unit * PlotHeight / 2));
        Labels = new LabelPlacement(Plot.Area);
        Plot.CrossingAxes(FirstWeight, SecondWeight);
        Labels.AvoidLine([Plot.At(Plot.X.Low, 0), Plot.At(Plot.X.High, 0)]);
        Labels.AvoidLine([Plot.At(0, Plot.Y.Low), Plot.At(0, Plot.Y.High)]);
    }

    public Plot Plot { get; }
    public LabelPlacement Labels { get; }
    private SvgDrawing Drawing => Plot.Drawing;

    /// <summary>How high a drawing with a legend is.</summary>
    public static double Height(Legend legend) => Top + PlotHeight + BelowPlot + legend.Height(Width - 2 * FigureWriter.Margin) + FigureWriter.Margin - 4;

    /// <summary>Draws the legend under the plane.</summary>
    public void Explain(Legend legend) =>
        legend.Draw(Drawing, new(FigureWriter.Margin, Top + PlotHeight + BelowPlot), Width - 2 * FigureWriter.Margin);

    /// <summary>Draws contours of the loss.</summary>
    public void Loss(IEnumerable<double> levels, Stroke stroke)
    {
        var seen = 2 * double.Hypot(Plot.X.Length, Plot.Y.Length);
        foreach (var level in levels)
            foreach (var line in LossContours.Of(_loss, level, seen)) Line(line, stroke);
    }

    /// <summary>Draws a line and keeps labels off it.</summary>
    public IReadOnlyList<IReadOnlyList<Spot>> Line(IEnumerable<(double X, double Y)> points, Stroke stroke, int most = 400)
    {
        var pieces = Plot.Curve(points, stroke, most);
        foreach (var piece in pieces) Labels.AvoidLine(piece);
        return pieces;
    }

    /// <summary>Draws the level set of a norm through a point.</summary>
    public void Ball(Norm norm, double level, Stroke stroke) => Line(Enumerable.Range(0, 121).Select(i =>
    {
        var (sin, cos) = Math.SinCos(Math.PI * i / 60);
        var radius = level / norm.Of(new Point(cos, sin));
        return (radius * cos, radius * sin);
    }), stroke);

    public Spot At(Point point) => Plot.At(point.X, point.Y);
}
