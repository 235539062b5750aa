namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>A regularization path as points, from w* to the origin, whatever λ belongs to each.</summary>
public static class PathCurve
{
    private const int RidgePoints = 750;
    private const double FarDecades = 6;

    /// <summary>The path: the bends of a lasso path, or dense points of a ridge path.</summary>
    public static IReadOnlyList<Point> Of(QuadraticLoss loss, Norm norm) =>
        norm == Norm.L1 ? [.. new LassoPath(loss).Knots.Select(knot => knot.Point)] : Ridge(loss);

    /// <summary>The point of the path where the norm is this share of the norm of w*, in (0, 1]. The norm falls along the whole path.</summary>
    public static Point AtShare(QuadraticLoss loss, Norm norm, double share)
    {
        var (level, path) = (share * norm.Of(loss.Minimum), Of(loss, norm));
        var next = 1;
        while (next < path.Count - 1 && norm.Of(path[next]) > level) next++;
        var (from, to) = (path[next - 1], path[next]);
        // Along a piece of a lasso path the norm is linear; pieces of a ridge path are so short that it nearly is.
        var along = (norm.Of(from) - level) / (norm.Of(from) - norm.Of(to));
        return from + Math.Clamp(along, 0, 1) * (to - from);
    }

    private static List<Point> Ridge(QuadraticLoss loss)
    {
        var path = new RidgePath(loss);
        var points = new List<Point>(RidgePoints + 2) { loss.Minimum };
        // Shrinking happens around the curvatures; six decades beyond them nothing is left to see.
        var (first, last) = (Math.Log10(loss.Axes.Flattest.Curvature) - FarDecades, Math.Log10(loss.Axes.Steepest.Curvature) + FarDecades);
        for (var i = 0; i < RidgePoints; i++)
            points.Add(path.OnCurve(Math.Pow(10, first + (last - first) * i / (RidgePoints - 1))));
        points.Add(Point.Origin);
        return points;
    }
}
