namespace GradingService.Domain.Families.RegularizationPath.Drawings;

/// <summary>Points joined by straight lines, measured along its edges.</summary>
internal sealed class Polyline
{
    private readonly double[] _lengths;

    public Polyline(IReadOnlyList<Point> points)
    {
        Points = points;
        _lengths = new double[points.Count];
        for (var i = 1; i < points.Count; i++) _lengths[i] = _lengths[i - 1] + points[i].DistanceTo(points[i - 1]);
    }

    public IReadOnlyList<Point> Points { get; }
    public Point First => Points[0];
    public Point Last => Points[^1];
    public double Length => _lengths[^1];
    public double LongestEdge => _lengths.Zip(_lengths.Skip(1), (from, to) => to - from).DefaultIfEmpty().Max();

    /// <summary>How far a point is from the line, and at what share of its length the nearest place lies.</summary>
    public (double Distance, double Place) Nearest(Point point)
    {
        var (nearest, place) = (point.DistanceTo(First), 0.0);
        for (var i = 1; i < Points.Count; i++)
        {
            var (from, edge, length) = (Points[i - 1], Points[i] - Points[i - 1], _lengths[i] - _lengths[i - 1]);
            if (length == 0) continue;
            var along = Math.Clamp((point - from).Dot(1 / length * edge) / length, 0, 1);
            var distance = point.DistanceTo(from + along * edge);
            if (distance < nearest) (nearest, place) = (distance, (_lengths[i - 1] + along * length) / Length);
        }
        return (nearest, place);
    }

    /// <summary>Points at equal steps along the edges, in the middle of each step.</summary>
    public Point[] Resample(int count)
    {
        var samples = new Point[count];
        var edge = 1;
        for (var i = 0; i < count; i++)
        {
            var at = Length * (i + 0.5) / count;
            while (edge < Points.Count - 1 && _lengths[edge] < at) edge++;
            var length = _lengths[edge] - _lengths[edge - 1];
            samples[i] = length == 0 ? Points[edge] : Points[edge - 1] + (at - _lengths[edge - 1]) / length * (Points[edge] - Points[edge - 1]);
        }
        return samples;
    }
}
