namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>J(w) = ½(w − w*)ᵀH(w − w*) with a symmetric positive definite H of size 2×2.</summary>
public sealed class QuadraticLoss
{
    private readonly double _a, _b, _c;

    /// <param name="hessian">H.</param>
    /// <param name="minimum">w*.</param>
    public QuadraticLoss(double[][] hessian, Point minimum)
    {
        (_a, _b, _c) = (hessian[0][0], hessian[1][1], hessian[0][1]);
        Minimum = minimum;
        Axes = Curvature.PrincipalAxes(hessian);
    }

    /// <summary>w*, where the loss is zero.</summary>
    public Point Minimum { get; }

    /// <summary>The eigenvalues of H with their unit eigenvectors, the flattest first.</summary>
    public (PrincipalAxis Flattest, PrincipalAxis Steepest) Axes { get; }

    /// <summary>The diagonal of H.</summary>
    public Point Diagonal => new(_a, _b);

    /// <summary>The entry of H off the diagonal.</summary>
    public double Coupling => _c;

    /// <summary>J(w).</summary>
    public double At(Point w) => 0.5 * (w - Minimum).Dot(Curve(w - Minimum));

    /// <summary>−∇J(w) = H(w* − w): where the loss pulls.</summary>
    public Point Pull(Point w) => Curve(Minimum - w);

    /// <summary>H·v.</summary>
    public Point Curve(Point v) => new(_a * v.X + _c * v.Y, _c * v.X + _b * v.Y);
}
