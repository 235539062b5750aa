namespace GradingService.Tests.Domain.Families.RegularizationPath.Drawings;

/// <summary>Draws as people do: curves point by point, with a hand that trembles.</summary>
internal sealed class Hand(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A curve around a centre: <paramref name="radius"/> says how far it is at each angle, in radians.</summary>
    public static double[][] Around(double x, double y, Func<double, double> radius, double from = 0, double to = 360, int points = 120) =>
    [
        .. Enumerable.Range(0, points + 1).Select(i => (from + (to - from) * i / points) * Math.PI / 180)
            .Select(angle => new[] { x + radius(angle) * Math.Cos(angle), y + radius(angle) * Math.Sin(angle) }),
    ];

    public static double[][] Circle(double radius, double x = 0, double y = 0, double from = 0, double to = 360) => Around(x, y, _ => radius, from, to);

    public static double[][] Diamond(double radius, double x = 0, double y = 0, double from = 0, double to = 360) =>
        Around(x, y, angle => radius / (Math.Abs(Math.Cos(angle)) + Math.Abs(Math.Sin(angle))), from, to);

    public static double[][] Square(double radius) => Around(0, 0, angle => radius / Math.Max(Math.Abs(Math.Cos(angle)), Math.Abs(Math.Sin(angle))));

    /// <summary>A level set of (w − centre)ᵀH(w − centre).</summary>
    public static double[][] Ellipse(double radius, double a, double c, double b, double x = 0, double y = 0) => Around(x, y, angle =>
    {
        var (sin, cos) = Math.SinCos(angle);
        return radius / Math.Sqrt(a * cos * cos + 2 * c * cos * sin + b * sin * sin);
    });

    /// <summary>The same line, each point moved towards or away from the origin by a normally distributed share.</summary>
    public double[][] Trembling(double[][] line, double share) => [.. line.Select(point =>
    {
        var factor = 1 + share * Normal();
        return new[] { factor * point[0], factor * point[1] };
    })];

    /// <summary>The same line, wavering slowly by at most a share.</summary>
    public double[][] Wavering(double[][] line, double share)
    {
        var (phase, waves) = (2 * Math.PI * _random.NextDouble(), 3 + _random.Next(4));
        return [.. line.Select(point =>
        {
            var factor = 1 + share * Math.Sqrt(2) * Math.Sin(waves * Math.Atan2(point[1], point[0]) + phase);
            return new[] { factor * point[0], factor * point[1] };
        })];
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
