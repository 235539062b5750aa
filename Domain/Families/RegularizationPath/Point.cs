namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>A point (or a vector) in the plane of the two weights.</summary>
/// <param name="X">The first coordinate.</param>
/// <param name="Y">The second coordinate.</param>
public readonly record struct Point(double X, double Y)
{
    /// <summary>The point that no weights are left at.</summary>
    public static Point Origin => default;

    /// <summary>‖p‖₂, without overflow.</summary>
    public double Length => double.Hypot(X, Y);

    public static Point Of(double[] coordinates) => new(coordinates[0], coordinates[1]);

    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);
    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);
    public static Point operator *(double factor, Point p) => new(factor * p.X, factor * p.Y);

    /// <summary>The inner product.</summary>
    public double Dot(Point other) => X * other.X + Y * other.Y;

    public double DistanceTo(Point other) => (this - other).Length;
}
