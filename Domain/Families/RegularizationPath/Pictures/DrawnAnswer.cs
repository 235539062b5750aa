using GradingService.Domain.Families.RegularizationPath.Drawings;
using GradingService.Domain.Figures;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.RegularizationPath.Pictures;

/// <summary>What a student drew for one norm, with what was off marked; what is missing is not blamed.</summary>
internal sealed class DrawnAnswer
{
    private const int MostLines = 40;
    private const int MostPoints = 6000;
    private const int MostPointsOfALine = 500;
    private const int PlacesForARemark = 6;
    private const double ThirdShare = 1.0 / 3;

    private static readonly Lettering Remark = new(12, Ink.Wrong);
    private static readonly Stroke Neutral = new(Ink.Text, 2), Right = new(Ink.Right, 2.2), Wrong = new(Ink.Wrong, 2.2, "7 4"), Other = new(Ink.Muted, 1.2, "2 3");

    private readonly QuadraticLoss _loss;
    private readonly Norm _norm;
    private readonly List<Contour> _contours;
    private readonly List<Polyline> _leftOut;
    private readonly IReadOnlyList<MarkedPoint> _points;
    private readonly ItemMark? _contourMark;

    private DrawnAnswer(QuadraticLoss loss, Norm norm, double[][][] lines, double[]?[] points, ItemMark? contourMark, ItemMark? pointMark)
    {
        (_loss, _norm, _contourMark) = (loss, norm, contourMark);
        (_contours, _leftOut) = new ContourJudge(loss, norm).Recognise(lines);
        _points = MarkedPoint.Of(new PointsJudge(loss, norm), points, pointMark);
    }

    public bool IsBlank => _contours.Count + _leftOut.Count + _points.Count == 0;

    public static DrawnAnswer Of(QuadraticLoss loss, Norm norm, DrawnSteps steps, AnswerSheet sheet, Marks marks) => new(
        loss, norm,
        sheet.For(steps.Contours).Answer is PolylinesAnswer drawn ? drawn.Lines : [],
        sheet.For(steps.Points).Answer is MarkedPointsAnswer marked ? marked.Points : [null, null, null, null],
        marks.Of("a", steps.Item), marks.Of("b", steps.Item));

    public Figure Draw(bool showsSolution)
    {
        var name = RegularizationFigures.Name(_norm);
        var writer = new FigureWriter(
            $"{name.ToLowerInvariant()}-drawing", new($"Crtež uz normu {name}", $"The drawing for the {name} norm"), Description());
        return writer.Write(say => (WeightPlane.Width, WeightPlane.Height(Explanation(say, showsSolution))), (drawing, say) =>
        {
            var seen = _contours.SelectMany(contour => Sparse(contour.Line)).Concat(_leftOut.SelectMany(Sparse)).Concat(_points.Select(point => point.Place));
            var plane = new WeightPlane(drawing, _loss, seen);
            RegularizationFigures.DrawLoss(plane, _loss, 0.9);
            if (showsSolution) DrawReference(plane);
            var remarks = DrawLines(plane);
            DrawMinimum(plane);
            DrawPoints(plane, say);
            foreach (var (places, remark) in remarks) plane.Labels.Put(drawing, places, say(remark), Remark, 4);
            plane.Explain(Explanation(say, showsSolution));
        });
    }

    /// <summary>Whether a line is right, off, or not to be told: while it waits for its judge, or where the reader may not know.</summary>
    private Stroke StrokeOf(Contour contour) =>
        contour is { Kind: ContourKind.Right, Closed: true } && (_contourMark.IsRight() || IsTold) ? Right : IsTold ? Wrong : Neutral;

    private bool IsTold => _contourMark.IsWrong() && _contourMark!.Mistake is not null;

    private bool HasWrongContours => IsTold && _contours.Any(contour => StrokeOf(contour) == Wrong);

    private void DrawReference(WeightPlane plane)
    {
        if (HasWrongContours)
            foreach (var share in new[] { ThirdShare, 2 * ThirdShare }) plane.Ball(_norm, share * _norm.Of(_loss.Minimum), RegularizationFigures.NormLine with { Width = 1.1 });
        plane.Line(PathCurve.Of(_loss, _norm).Select(point => (point.X, point.Y)), RegularizationFigures.PathLine);
    }

    /// <summary>Draws the lines.</summary>
    /// <returns>What to remark, once for each kind of fault, and where.</returns>
    private List<(IEnumerable<Spot> Places, LocalizedText Remark)> DrawLines(WeightPlane plane)
    {
        var remarks = new List<(IEnumerable<Spot> Places, LocalizedText Remark)>();
        var most = Math.Clamp(MostPoints / Math.Max(1, _contours.Count + _leftOut.Count), 12, MostPointsOfALine);
        foreach (var line in _leftOut.Take(MostLines)) plane.Line(line.Points.Select(point => (point.X, point.Y)), Other, most);
        foreach (var contour in _contours.Take(MostLines))
        {
            var stroke = StrokeOf(contour);
            var pieces = plane.Line(contour.Line.Points.Select(point => (point.X, point.Y)), stroke, most);
            var remark = ContourMistakes.RemarkOn(contour, _norm);
            if (stroke != Wrong || pieces.Count == 0 || remarks.Exists(other => other.Remark == remark)) continue;
            var longest = pieces.MaxBy(piece => piece.Count)!;
            remarks.Add((Enumerable.Range(0, PlacesForARemark).Select(i => longest[i * longest.Count / PlacesForARemark]).Distinct().ToArray(), remark));
        }
        return remarks;
    }

    private void DrawMinimum(WeightPlane plane)
    {
        if (_points.Count > 0 && _points[0] is { Index: 0, Verdict: PlaceVerdict.Right }) return;
        plane.Plot.Drawing.Dot(plane.At(_loss.Minimum), 3.5, Ink.Blue);
        plane.Labels.Avoid(Box.Around(plane.At(_loss.Minimum), 8, 8));
        plane.Labels.Put(plane.Plot.Drawing, plane.At(_loss.Minimum), RegularizationFigures.MinimumName, RegularizationFigures.PointName with { Ink = Ink.Blue }, 6);
    }

    private void DrawPoints(WeightPlane plane, Say say)
    {
        var drawing = plane.Plot.Drawing;
        var shown = _points.Where(point => plane.Plot.Shows(point.Place.X, point.Place.Y)).ToArray();
        foreach (var point in shown)
        {
            point.Draw(drawing, plane.At(point.Place));
            plane.Labels.Avoid(Box.Around(plane.At(point.Place), 11, 11));
        }
        foreach (var point in shown)
            plane.Labels.Put(drawing, plane.At(point.Place), point.Label(say), RegularizationFigures.PointName with { Ink = point.Ink }, 8);
    }

    private Legend Explanation(Say say, bool showsSolution)
    {
        var legend = new Legend().Line(say(RegularizationFigures.LossWords), RegularizationFigures.LossLine);
        if (showsSolution) legend.Line(say(RegularizationFigures.PathWords), RegularizationFigures.PathLine);
        if (showsSolution && HasWrongContours)
            legend.Line(say(new($"izokonture norme {RegularizationFigures.Name(_norm)}", $"level sets of the {RegularizationFigures.Name(_norm)} norm")), RegularizationFigures.NormLine);
        var strokes = _contours.Select(StrokeOf).ToHashSet();
        if (strokes.Contains(Right)) legend.Line(say(new("nacrtano, točno", "drawn, right")), Right);
        if (strokes.Contains(Wrong)) legend.Line(say(new("nacrtano, pogrešno", "drawn, off")), Wrong);
        if (strokes.Contains(Neutral)) legend.Line(say(new("nacrtano", "drawn")), Neutral);
        if (_leftOut.Count > 0) legend.Line(say(new("ostale crte", "other strokes")), Other);
        foreach (var verdict in _points.Select(point => point.Verdict).Distinct().Order())
            legend.Add(say(MarkedPoint.Words(verdict)), (drawing, at) => new MarkedPoint(0, default, verdict, null).Draw(drawing, at));
        return legend;
    }

    private LocalizedText Description()
    {
        var (lines, off) = (FigureNumber.Of(_contours.Count), IsTold ? FigureNumber.Of(_contours.Count(contour => StrokeOf(contour) == Wrong)) : null);
        return new(
            $"Nacrtanih izokontura: {lines}{(off is null ? "" : $", od toga pogrešnih: {off}")}. Označene točke: {Points(point => point.Hr)}.",
            $"Isocontours drawn: {lines}{(off is null ? "" : $", of these off: {off}")}. Points marked: {Points(point => point.En)}.");

        string Points(Func<LocalizedText, string> pick) => _points.Count == 0 ? "0" : string.Join(", ", _points.Select(point =>
            $"w{point.Index + 1} = {RegularizationFigures.Coordinates(point.Place)}{(point.Remark is { } remark ? $" ({pick(remark)})" : "")}"));
    }

    private static IEnumerable<Point> Sparse(Polyline line)
    {
        var every = Math.Max(1, line.Points.Count / 200);
        return line.Points.Where((_, i) => i % every == 0);
    }
}
