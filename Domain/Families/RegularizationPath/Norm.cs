namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>The norm that regularizes.</summary>
public enum Norm
{
    /// <summary>‖w‖₁ = |w₁| + |w₂|: level sets are diamonds.</summary>
    L1,

    /// <summary>‖w‖₂: level sets are circles.</summary>
    L2,
}

/// <summary>The value of a norm.</summary>
public static class NormValue
{
    /// <summary>‖w‖ in this norm.</summary>
    public static double Of(this Norm norm, Point w) => norm == Norm.L1 ? Math.Abs(w.X) + Math.Abs(w.Y) : w.Length;
}
