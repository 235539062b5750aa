using GradingService.Domain.Families.RegularizationPath;

namespace GradingService.Tests.Domain.Families.RegularizationPath;

/// <summary>Minimizes a convex function of two weights by golden sections within golden sections: knows nothing of gradients or paths.</summary>
internal static class BruteForce
{
    private const int Sections = 75;

    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    public static Point Minimize(Func<Point, double> function, double reach)
    {
        var y = 0.0;
        var x = Minimize(
            first =>
            {
                y = Minimize(second => function(new Point(first, second)), reach);
                return function(new Point(first, y));
            },
            reach);
        return new Point(x, Minimize(second => function(new Point(x, second)), reach));
    }

    private static double Minimize(Func<double, double> function, double reach)
    {
        var (low, high) = (-reach, reach);
        var (left, right) = (high - Golden * (high - low), low + Golden * (high - low));
        var (atLeft, atRight) = (function(left), function(right));
        for (var i = 0; i < Sections; i++)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - Golden * (high - low);
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + Golden * (high - low);
                atRight = function(right);
            }
        }
        return (low + high) / 2;
    }
}
