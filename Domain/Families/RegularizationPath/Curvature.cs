namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>Along which axis regularization moves the minimum more, relative to where it was.</summary>
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
}
