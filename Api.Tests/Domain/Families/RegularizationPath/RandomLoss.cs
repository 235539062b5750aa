using GradingService.Domain.Families.RegularizationPath;

namespace GradingService.Tests.Domain.Families.RegularizationPath;

/// <summary>Positive definite H of every orientation, and w* in every quadrant, near and on the axes.</summary>
internal static class RandomLoss
{
    public const int Count = 320;

    public static IEnumerable<QuadraticLoss> All()
    {
        var random = new Random(20231);
        for (var i = 0; i < Count; i++)
        {
            var (flat, steep) = (0.2 + random.NextDouble(), 0.5 + 6 * random.NextDouble());
            var (sin, cos) = Math.SinCos(i % 8 == 0 ? 0 : Math.PI * random.NextDouble());
            double[][] hessian =
            [
                [flat * cos * cos + steep * sin * sin, (flat - steep) * cos * sin],
                [(flat - steep) * cos * sin, flat * sin * sin + steep * cos * cos],
            ];
            var minimum = new Point((i % 11 == 0 ? 0 : i % 16 == 7 ? 0.03 : 1) * (6 * random.NextDouble() - 3), i % 11 == 5 ? 0 : 6 * random.NextDouble() - 3);
            yield return new QuadraticLoss(hessian, minimum);
        }
    }

    public static QuadraticLoss Of(double a, double c, double b, double x, double y) => new([[a, c], [c, b]], new Point(x, y));
}
