using FluentValidation;

namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>The loss J(w) = ½(w − w*)ᵀH(w − w*) whose minimum is regularized.</summary>
/// <param name="Hessian">H, 2×2, symmetric and positive definite.</param>
/// <param name="Minimum">w*, two numbers.</param>
public sealed record RegularizationPathParameters(double[][] Hessian, double[] Minimum);

/// <summary>H must be a curvature, and w* must be away from the origin, or there is nothing to draw.</summary>
public sealed class RegularizationPathRules : AbstractValidator<RegularizationPathParameters>
{
    private const double Largest = 1e6;
    private const double Smallest = 1e-6;

    /// <summary>Beyond this ratio of curvatures one of them can't be told from zero, neither in a plot nor in a double.</summary>
    private const double MostElongated = 1e6;

    public RegularizationPathRules()
    {
        RuleFor(p => p.Hessian)
            .Must(h => h is [[_, _], [_, _]]).WithMessage("the Hessian is a 2×2 matrix")
            .DependentRules(() => RuleFor(p => p.Hessian)
                .Must(h => h[0][1] == h[1][0]).WithMessage("the Hessian is symmetric")
                .Must(h => h[0][0] > 0 && h[0][0] * h[1][1] - h[0][1] * h[1][0] > 0).WithMessage("the Hessian is positive definite")
                .Must(h => h.All(row => row.All(x => Math.Abs(x) <= Largest))).WithMessage($"entries are at most {Largest}")
                .DependentRules(() => RuleFor(p => p.Hessian)
                    .Must(h => Curvature.PrincipalAxes(h).Flattest.Curvature >= Smallest).WithMessage($"curvatures are at least {Smallest}")
                    .Must(h => Curvature.PrincipalAxes(h) is var (flat, steep) && steep.Curvature <= MostElongated * flat.Curvature)
                    .WithMessage($"curvatures differ at most by a factor of {MostElongated}")));
        RuleFor(p => p.Minimum)
            .Must(w => w is [_, _]).WithMessage("the minimum is two numbers")
            .Must(w => w.Any(x => Math.Abs(x) >= Smallest)).WithMessage($"the minimum is at least {Smallest} from the origin")
            .Must(w => w.All(x => Math.Abs(x) <= Largest)).WithMessage($"entries are at most {Largest}");
    }
}
