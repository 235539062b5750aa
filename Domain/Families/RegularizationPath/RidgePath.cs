namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>What multiplies λ when the L2 norm regularizes: three conventions, one and the same curve.</summary>
public enum RidgePenalty
{
    /// <summary>‖w‖₂.</summary>
    Norm,

    /// <summary>‖w‖₂².</summary>
    Squared,

    /// <summary>½‖w‖₂².</summary>
    HalfSquared,
}

/// <summary>The minima of J(w) + λΩ(w) for L2: w(μ) = (H + μI)⁻¹Hw*, where the conventions only relabel μ.</summary>
/// <remarks>
/// μ = λ for ½‖w‖₂², 2λ for ‖w‖₂², λ/‖w‖₂ for ‖w‖₂, which reaches zero at λ = ‖Hw*‖₂. In the eigenvectors of H each coordinate shrinks by
/// h/(h + μ).
/// </remarks>
public sealed class RidgePath(QuadraticLoss loss)
{
    /// <summary>Bisection halves its bracket until no double lies between; this is more than it needs.</summary>
    private const int MostHalvings = 2100;

    private readonly double _strongestPull = loss.Pull(Point.Origin).Length;

    /// <summary>The λ from which on the minimum is zero: ‖Hw*‖₂ for the plain norm, infinite for the squared ones.</summary>
    public double EndsAt(RidgePenalty penalty) => penalty == RidgePenalty.Norm ? _strongestPull : double.PositiveInfinity;

    /// <summary>The minimum at a λ ≥ 0.</summary>
    public Point At(double lambda, RidgePenalty penalty) => penalty switch
    {
        RidgePenalty.HalfSquared => OnCurve(lambda),
        RidgePenalty.Squared => OnCurve(2 * lambda),
        _ => lambda >= _strongestPull ? Point.Origin : OnCurve(MultiplierOfNorm(lambda)),
    };

    /// <summary>The point of the shared curve with multiplier μ ≥ 0.</summary>
    public Point OnCurve(double mu)
    {
        if (double.IsPositiveInfinity(mu)) return Point.Origin;
        var (flat, steep) = loss.Axes;
        return Shrunk(flat) + Shrunk(steep);

        Point Shrunk(PrincipalAxis axis) => axis.Curvature / (axis.Curvature + mu) * loss.Minimum.Dot(axis.Direction) * axis.Direction;
    }

    /// <summary>The μ with μ‖w(μ)‖ = λ, which grows with μ from 0 to ‖Hw*‖₂.</summary>
    private double MultiplierOfNorm(double lambda)
    {
        var ratio = lambda / (_strongestPull - lambda);
        var (low, high) = (loss.Axes.Flattest.Curvature * ratio, loss.Axes.Steepest.Curvature * ratio);
        for (var i = 0; i < MostHalvings; i++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) break;
            if (middle * OnCurve(middle).Length < lambda) low = middle;
            else high = middle;
        }
        return low + (high - low) / 2;
    }
}
