namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>Along which axis the minimum moves more, and why: by curvature, unless one weight is so much longer that it decides.</summary>
/// <remarks>
/// Relative to where it was, a weight moves more along the flatter axis. In absolute terms it also moves in proportion to its length; where that makes
/// another axis the one of the larger shift for every λ, that answer is right too, and where the flatter axis has no weight to lose it is the only one.
/// </remarks>
public sealed record LargerShift
{
    private const double Negligible = 1e-9;

    private LargerShift(int? axis, int? also, bool byLength) => (Axis, AlsoRight, IsByLength) = (axis, also, byLength);

    /// <summary>The axis of the larger shift: 0, 1, or null where both are alike.</summary>
    public int? Axis { get; }

    /// <summary>Another axis that is right too, since its weight is longer; else null.</summary>
    public int? AlsoRight { get; }

    /// <summary>Whether the axis is right because its weight is longer, not because the loss is flatter along it.</summary>
    public bool IsByLength { get; }

    /// <summary>Derives the axis from H and w*.</summary>
    /// <param name="hessian">H, 2×2, symmetric positive definite.</param>
    /// <param name="minimum">w*.</param>
    public static LargerShift Of(double[][] hessian, Point minimum)
    {
        var (flatter, longer) = (Curvature.FlatterAxis(hessian), AlwaysLonger(new QuadraticLoss(hessian, minimum)));
        if (longer is not { } other || other == flatter) return new LargerShift(flatter, null, byLength: false);
        var isDiagonal = Math.Abs(hessian[0][1]) <= Negligible * Math.Max(hessian[0][0], hessian[1][1]);
        var left = other == 0 ? minimum.Y : minimum.X;
        return isDiagonal && left == 0 && flatter is not null ? new LargerShift(other, null, byLength: true) : new LargerShift(flatter, other, byLength: false);
    }

    /// <summary>The axis along which the absolute shift is larger at every point of the ridge path; null where there is none.</summary>
    private static int? AlwaysLonger(QuadraticLoss loss)
    {
        // Near w* the shifts are rounding errors of each other; they are compared where there is something to see.
        var seen = Negligible * loss.Minimum.Length;
        var shifts = PathCurve.Of(loss, Norm.L2).Select(point => loss.Minimum - point).Where(shift => shift.Length > seen).ToArray();
        if (Array.TrueForAll(shifts, shift => Math.Abs(shift.X) > Math.Abs(shift.Y) + seen)) return 0;
        return Array.TrueForAll(shifts, shift => Math.Abs(shift.Y) > Math.Abs(shift.X) + seen) ? 1 : null;
    }
}
