namespace GradingService.Domain.Families.RegularizationPath.Pictures;

/// <summary>Level sets of the loss as points: ellipses around w* along the eigenvectors of H.</summary>
internal static class LossContours
{
    private const int Points = 240;

    /// <summary>An ellipse this many times longer than what is seen is drawn where it is seen only.</summary>
    private const double Long = 8;

    /// <summary>The lines on which J has this value, as far as <paramref name="seen"/> from w*.</summary>
    public static IEnumerable<IEnumerable<(double X, double Y)>> Of(QuadraticLoss loss, double level, double seen)
    {
        var (flat, steep) = loss.Axes;
        var (a, b) = (Math.Sqrt(2 * level / flat.Curvature), Math.Sqrt(2 * level / steep.Curvature));
        if (a <= Long * seen) return [Around()];
        return [Side(1), Side(-1)];

        IEnumerable<(double X, double Y)> Around() => Enumerable.Range(0, Points + 1).Select(i =>
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / Points);
            return Place(a * cos, b * sin);
        });

        IEnumerable<(double X, double Y)> Side(int side) => Enumerable.Range(0, Points + 1).Select(i =>
        {
            var along = seen * (2.0 * i / Points - 1);
            return Place(along, side * b * Math.Sqrt(1 - along / a * (along / a)));
        });

        (double X, double Y) Place(double along, double across)
        {
            var point = loss.Minimum + along * flat.Direction + across * steep.Direction;
            return (point.X, point.Y);
        }
    }
}
