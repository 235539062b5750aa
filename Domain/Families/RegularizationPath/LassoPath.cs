namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>The minima of J(w) + λ‖w‖₁ for every λ ≥ 0: piecewise linear in λ, exact.</summary>
/// <remarks>
/// Homotopy (Osborne, Presnell and Turlach, 2000; Efron et al., 2004): with H(w* − w) = λ·s on the active coordinates the minimum moves by
/// −H_AA⁻¹ s_A per unit of λ, until an active coordinate reaches zero and leaves or an inactive one's gradient reaches ±λ and enters.
/// </remarks>
public sealed class LassoPath
{
    /// <summary>A coordinate may leave, return with the other sign and leave again; two coordinates make at most five pieces.</summary>
    private const int MostPieces = 16;

    /// <summary>Relative to ‖w*‖: what rounding leaves of a coordinate that has reached zero.</summary>
    private const double Negligible = 1e-14;

    private readonly QuadraticLoss _loss;
    private readonly List<LassoKnot> _knots = [];

    /// <param name="loss">J.</param>
    public LassoPath(QuadraticLoss loss)
    {
        _loss = loss;
        Trace();
    }

    /// <summary>Where the path bends, from (0, w*) to (<see cref="EndsAt"/>, 0).</summary>
    public IReadOnlyList<LassoKnot> Knots => _knots;

    /// <summary>The λ from which on the minimum is zero: ‖Hw*‖∞.</summary>
    public double EndsAt => _knots[^1].Lambda;

    /// <summary>The minimum at a λ ≥ 0.</summary>
    public Point At(double lambda)
    {
        if (lambda >= EndsAt) return Point.Origin;
        var next = _knots.FindIndex(knot => knot.Lambda > lambda);
        var (from, to) = (_knots[next - 1], _knots[next]);
        return from.Point + (lambda - from.Lambda) / (to.Lambda - from.Lambda) * (to.Point - from.Point);
    }

    private void Trace()
    {
        var (lambda, w) = (0.0, _loss.Minimum);
        var signs = (X: Math.Sign(w.X), Y: Math.Sign(w.Y));
        _knots.Add(new LassoKnot(0, w));
        for (var piece = 0; piece < MostPieces && signs != (0, 0); piece++)
        {
            signs = Entering(w, lambda, signs);
            var rate = Rate(signs);
            var pull = _loss.Pull(w);
            var change = -1 * _loss.Curve(rate);
            var step = Math.Min(
                NextEvent(w.X, rate.X, signs.X, pull.X, change.X, lambda), NextEvent(w.Y, rate.Y, signs.Y, pull.Y, change.Y, lambda));
            lambda += step;
            w += step * rate;
            var zero = Negligible * _loss.Minimum.Length;
            if (signs.X != 0 && w.X * signs.X <= zero) (w, signs.X) = (w with { X = 0 }, 0);
            if (signs.Y != 0 && w.Y * signs.Y <= zero) (w, signs.Y) = (w with { Y = 0 }, 0);
            _knots.Add(new LassoKnot(lambda, w));
        }
    }

    /// <summary>The signs after an inactive coordinate has entered whose gradient would otherwise outgrow λ at once.</summary>
    private (int X, int Y) Entering(Point w, double lambda, (int X, int Y) signs)
    {
        var (pull, change) = (_loss.Pull(w), -1 * _loss.Curve(Rate(signs)));
        if (signs.X == 0) signs.X = Entry(pull.X, change.X, lambda);
        else if (signs.Y == 0) signs.Y = Entry(pull.Y, change.Y, lambda);
        return signs;
    }

    private static int Entry(double pull, double change, double lambda)
    {
        const double slack = 1e-12;
        var outgrows = Math.Abs(change) > 1 + slack && (lambda == 0 || Math.Sign(pull) == Math.Sign(change));
        return outgrows && Math.Abs(pull) >= lambda * (1 - slack) ? Math.Sign(change) : 0;
    }

    /// <summary>dw/dλ while the signs stay: −H_AA⁻¹ s_A, zero for inactive coordinates.</summary>
    private Point Rate((int X, int Y) signs)
    {
        var (a, b, c) = (_loss.Diagonal.X, _loss.Diagonal.Y, _loss.Coupling);
        if (signs.Y == 0) return new(-signs.X / a, 0);
        if (signs.X == 0) return new(0, -signs.Y / b);
        var determinant = a * b - c * c;
        return new(-(b * signs.X - c * signs.Y) / determinant, -(a * signs.Y - c * signs.X) / determinant);
    }

    /// <summary>How far λ can grow until a coordinate leaves (at zero) or enters (at a gradient of ±λ).</summary>
    private static double NextEvent(double w, double rate, int sign, double pull, double change, double lambda)
    {
        if (sign != 0) return rate * sign < 0 ? Math.Max(0, -w / rate) : double.PositiveInfinity;
        if (Math.Abs(change) <= 1) return double.PositiveInfinity;
        // |pull + t·change| = λ + t, on the side that the gradient moves to.
        return Math.Max(0, (lambda - Math.Sign(change) * pull) / (Math.Abs(change) - 1));
    }
}

/// <summary>A bend of the path.</summary>
/// <param name="Lambda">The strength of the regularization there.</param>
/// <param name="Point">The minimum there.</param>
public readonly record struct LassoKnot(double Lambda, Point Point);
