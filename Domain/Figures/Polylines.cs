namespace GradingService.Domain.Figures;

/// <summary>What of a line is seen: the pieces within a box, with no more points than the eye can tell apart.</summary>
internal static class Polylines
{
    /// <summary>Points farther apart than this can be told apart in any line.</summary>
    private const double Coarsest = 4;

    /// <summary>The pieces of a line within a box (Liang and Barsky, 1984, edge by edge).</summary>
    public static IEnumerable<List<Spot>> Clip(IEnumerable<Spot> line, Box box)
    {
        List<Spot> piece = [];
        Spot? last = null;
        foreach (var spot in line)
        {
            if (!double.IsFinite(spot.X) || !double.IsFinite(spot.Y))
            {
                if (piece.Count > 1) yield return piece;
                (piece, last) = ([], null);
                continue;
            }
            if (last is { } from)
            {
                if (Visible(from, spot, box) is var (enter, leave))
                {
                    if (piece.Count == 0) piece.Add(enter);
                    piece.Add(leave);
                }
                if (!box.Contains(spot))
                {
                    if (piece.Count > 1) yield return piece;
                    piece = [];
                }
            }
            last = spot;
        }
        if (piece.Count > 1) yield return piece;
    }

    /// <summary>The line without points that are nearer than <paramref name="apart"/> to the one before, and with at most <paramref name="most"/>.</summary>
    public static List<Spot> Thin(IReadOnlyList<Spot> line, double apart, int most)
    {
        var kept = Apart(line, apart);
        for (var distance = 2 * apart; kept.Count > most && distance < Coarsest; distance *= 2) kept = Apart(line, distance);
        if (kept.Count <= most) return kept;
        // Points that all lie far apart: a scribble stays one when only some of them are joined.
        var every = (kept.Count - 1.0) / (most - 1);
        var scattered = kept;
        return [.. Enumerable.Range(0, most).Select(i => scattered[(int)Math.Round(i * every)])];
    }

    private static List<Spot> Apart(IReadOnlyList<Spot> line, double distance)
    {
        List<Spot> kept = [line[0]];
        for (var i = 1; i < line.Count - 1; i++)
            if (line[i].DistanceTo(kept[^1]) >= distance) kept.Add(line[i]);
        kept.Add(line[^1]);
        return kept;
    }

    private static (Spot Enter, Spot Leave)? Visible(Spot from, Spot to, Box box)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var (enter, leave) = (0.0, 1.0);
        foreach (var (p, q) in new[] { (-dx, from.X - box.Left), (dx, box.Right - from.X), (-dy, from.Y - box.Top), (dy, box.Bottom - from.Y) })
        {
            if (p == 0 && q < 0) return null;
            if (p < 0) enter = Math.Max(enter, q / p);
            else if (p > 0) leave = Math.Min(leave, q / p);
        }
        return enter > leave ? null : (new Spot(from.X + enter * dx, from.Y + enter * dy), new Spot(from.X + leave * dx, from.Y + leave * dy));
    }
}
