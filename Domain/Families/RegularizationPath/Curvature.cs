namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>Along which directions a loss curves how much.</summary>
/// <remarks>
/// A direction with curvature h shrinks by μ/(h + μ) (ridge; Goodfellow et al., Deep Learning, 7.1.1): the flatter direction gives way more.
/// For an H that isn't diagonal the directions are its eigenvectors; the axis is the one that the flattest eigenvector leans to.
/// </remarks>
public static class Curvature
{
    private const double Negligible = 1e-12;

    /// <summary>The axis of lower curvature: 0, 1, or null where neither is lower.</summary>
    /// <param name="hessian">H, 2×2, symmetric positive definite.</param>
    public static int? FlatterAxis(double[][] hessian)
    {
        // The flattest eigenvector of [[a, c], [c, b]] leans to the axis with the smaller diagonal entry, whatever c is; at a = b it lies at 45°.
        var (a, b) = (hessian[0][0], hessian[1][1]);
        return Math.Abs(a - b) <= Negligible * Math.Max(a, b) ? null : a < b ? 0 : 1;
    }

    /// <summary>The eigenvalues of H with their unit eigenvectors, the flattest first.</summary>
    /// <param name="hessian">H, 2×2, symmetric positive definite.</param>
    public static (PrincipalAxis Flattest, PrincipalAxis Steepest) PrincipalAxes(double[][] hessian)
    {
        var (a, b, c) = (hessian[0][0], hessian[1][1], hessian[0][1]);
        var steepest = (a + b) / 2 + double.Hypot((a - b) / 2, c);
        // The determinant over the larger eigenvalue: their difference would cancel.
        var flattest = (a * b - c * c) / steepest;
        var (sin, cos) = Math.SinCos(Math.Atan2(2 * c, a - b) / 2);
        return (new PrincipalAxis(flattest, new Point(-sin, cos)), new PrincipalAxis(steepest, new Point(cos, sin)));
    }
}

/// <summary>An eigenvector of H and its eigenvalue.</summary>
/// <param name="Curvature">The eigenvalue, positive.</param>
/// <param name="Direction">The eigenvector, of unit length; either sign.</param>
public readonly record struct PrincipalAxis(double Curvature, Point Direction);
