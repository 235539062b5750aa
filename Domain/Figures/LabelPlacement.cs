namespace GradingService.Domain.Figures;

/// <summary>Finds places for labels beside what they name: never over one another, over lines only where there is no other place.</summary>
/// <param name="within">Where labels may be.</param>
public sealed class LabelPlacement(Box within)
{
    private const int Directions = 16;
    private const double Gap = 3;
    private const double Apart = 7;
    private const double OverLine = 14;
    private const double LeaderFrom = 12;
    private const int MostSamples = 3000;

    private static readonly double[] Distances = [0, 7, 16, 28, 44, 64, 90, 120];

    private readonly List<Box> _taken = [];
    private readonly List<Spot> _lines = [];

    /// <summary>Keeps labels off a box.</summary>
    public void Avoid(Box box) => _taken.Add(box);

    /// <summary>Keeps labels off a line where that is possible.</summary>
    public void AvoidLine(IReadOnlyList<Spot> line)
    {
        for (var i = 1; i < line.Count; i++)
        {
            var (from, to) = (line[i - 1], line[i]);
            var steps = (int)Math.Clamp(Math.Ceiling(from.DistanceTo(to) / Apart), 1, 200);
            for (var step = 0; step < steps && _lines.Count < MostSamples; step++)
                _lines.Add(new(from.X + (to.X - from.X) * step / steps, from.Y + (to.Y - from.Y) * step / steps));
        }
    }

    /// <summary>Draws a label beside a place, with a thin leader where it had to go far.</summary>
    /// <param name="clearance">How far from the place the label begins at least.</param>
    /// <returns>False where there is no room; nothing is drawn then.</returns>
    public bool Put(SvgDrawing drawing, Spot at, Label label, Lettering lettering, double clearance) =>
        Put(drawing, [at], label, lettering, clearance);

    /// <summary>Draws a label beside whichever of some places has most room.</summary>
    public bool Put(SvgDrawing drawing, IEnumerable<Spot> places, Label label, Lettering lettering, double clearance)
    {
        var (width, height) = (1.06 * label.Width(lettering.Size, lettering.Bold) + 2, 1.25 * lettering.Size);
        (Box Box, Spot At, double Distance, double Cost)? best = null;
        foreach (var (at, distance) in places.SelectMany(at => Distances.Select(distance => (at, distance))))
            for (var direction = 0; direction < Directions; direction++)
            {
                // The first direction is up and to the right, where a reader looks first.
                var (sin, cos) = Math.SinCos(2 * Math.PI * direction / Directions - Math.PI / 4);
                var reach = clearance + distance;
                var box = Box.Around(new(at.X + cos * reach + Towards(cos) * width / 2, at.Y + sin * reach + Towards(sin) * height / 2), width, height);
                if (!within.Contains(box) || _taken.Exists(taken => taken.Overlaps(box.Grown(Gap)))) continue;
                var cost = distance + OverLine * _lines.Count(box.Contains) + 0.1 * Math.Min(direction, Directions - direction);
                if (best is null || cost < best.Value.Cost) best = (box, at, distance, cost);
            }
        if (best is not { } found) return false;
        _taken.Add(found.Box);
        if (found.Distance >= LeaderFrom)
        {
            var from = found.At;
            var end = new Spot(Math.Clamp(from.X, found.Box.Left, found.Box.Right), Math.Clamp(from.Y, found.Box.Top + 2, found.Box.Bottom - 2));
            var share = clearance / Math.Max(clearance, from.DistanceTo(end));
            drawing.Line(new(from.X + share * (end.X - from.X), from.Y + share * (end.Y - from.Y)), end, new(lettering.Ink, 0.8));
        }
        drawing.Text(found.Box.Centre, label, lettering with { Halo = true }, Anchor.Middle);
        return true;
    }

    /// <summary>On which side of the place a label's middle lies along one axis: beside it, or centred on it.</summary>
    private static double Towards(double direction) => Math.Abs(direction) < 0.2 ? 0 : Math.Clamp(direction * 1.6, -1, 1);
}
