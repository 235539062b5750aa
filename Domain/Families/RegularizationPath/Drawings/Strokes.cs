namespace GradingService.Domain.Families.RegularizationPath.Drawings;

/// <summary>Puts strokes together that a hand has drawn one after the other, and closes lines whose last corner was not repeated.</summary>
internal static class Strokes
{
    /// <summary>Ends meet when they are this near, relative to the shorter stroke's length.</summary>
    private const double Meeting = 0.05;

    /// <summary>A gap is the edge nobody drew when it is no longer than those drawn.</summary>
    private const double LikeAnEdge = 1.1;

    /// <summary>A line whose ends are farther apart than this, relative to its length, doesn't come back.</summary>
    private const double ComesBack = 0.5;

    public static List<Polyline> Join(IEnumerable<Polyline> strokes)
    {
        var (closed, open) = (new List<Polyline>(), new List<Polyline>());
        foreach (var stroke in strokes) Add(stroke);
        while (Nearest(open) is { } pair)
        {
            var (first, second) = (open[pair.First], open[pair.Second]);
            open.RemoveAt(pair.Second);
            open.RemoveAt(pair.First);
            Add(new Polyline([.. pair.FromFirst ? first.Points.Reverse() : first.Points, .. pair.FromLast ? second.Points.Reverse() : second.Points]));
        }
        return [.. closed, .. open];

        void Add(Polyline stroke)
        {
            if (Closed(stroke) is { } whole) closed.Add(whole);
            else open.Add(stroke);
        }
    }

    /// <summary>The line with its last edge, where it comes back to its beginning; else null.</summary>
    private static Polyline? Closed(Polyline line)
    {
        var gap = line.First.DistanceTo(line.Last);
        if (gap > ComesBack * line.Length) return null;
        return gap <= Meeting * line.Length || gap <= LikeAnEdge * line.LongestEdge ? new Polyline([.. line.Points, line.First]) : null;
    }

    /// <summary>The two open strokes whose ends are nearest, and which ends; null where none meet.</summary>
    private static (int First, int Second, bool FromFirst, bool FromLast)? Nearest(List<Polyline> open)
    {
        (int, int, bool, bool)? pair = null;
        var nearest = double.PositiveInfinity;
        for (var i = 0; i < open.Count; i++)
            for (var j = i + 1; j < open.Count; j++)
                foreach (var (fromFirst, fromLast) in new[] { (false, false), (false, true), (true, false), (true, true) })
                {
                    var gap = (fromFirst ? open[i].First : open[i].Last).DistanceTo(fromLast ? open[j].Last : open[j].First);
                    if (gap < nearest && gap <= Meeting * Math.Min(open[i].Length, open[j].Length)) (nearest, pair) = (gap, (i, j, fromFirst, fromLast));
                }
        return pair;
    }
}
