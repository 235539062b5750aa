using System.Text.Json.Nodes;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RegularizationPath.Drawings;

/// <summary>Judges the points w1 to w4 without knowing their λ: the ends, then w2 and w3 on the path, then their order.</summary>
/// <remarks>
/// Ends a quarter each, w2 and w3 a sixth each, their order a sixth. A point within 5 % of ‖w*‖ is right, within 10 % half right. Points that are
/// right when read backwards earn half. A minimum at the origin is right for L1 and, with the plain norm, for L2.
/// </remarks>
public sealed class PointsJudge
{
    /// <summary>How far a point may be off, relative to ‖w*‖.</summary>
    public const double Near = 0.05;

    private const double HalfNear = 0.10;

    /// <summary>As near as a hand can draw two points apart on purpose, as a share of the path's length.</summary>
    private const double SamePlace = 0.02;

    /// <summary>Points that differ by less have been given the same coordinates.</summary>
    private const double Identical = 1e-6;

    private const double FarthestSeen = 1e6;

    private static readonly Rational End = new(1, 4);
    private static readonly Rational OnPath = new(1, 6);
    private static readonly Rational InOrder = new(1, 6);
    private static readonly Rational Half = new(1, 2);

    private readonly QuadraticLoss _loss;
    private readonly Norm _norm;
    private readonly double _scale;
    private readonly Polyline _path, _otherPath, _straight;

    public PointsJudge(QuadraticLoss loss, Norm norm)
    {
        (_loss, _norm, _scale) = (loss, norm, loss.Minimum.Length);
        _path = new Polyline(PathCurve.Of(loss, norm));
        _otherPath = new Polyline(PathCurve.Of(loss, norm == Norm.L1 ? Norm.L2 : Norm.L1));
        _straight = new Polyline([loss.Minimum, Point.Origin]);
    }

    /// <summary>Judges w1, w2, w3, w4; a point that was not marked is null.</summary>
    public Judgement Judge(double[]?[] points)
    {
        var marked = Array.ConvertAll(points, point => point is null ? (Point?)null : Seen(point));
        var forward = Mark(marked);
        var backward = Mark([.. marked.Reverse()]);
        var isReversed = backward.AreEndsRight && !forward.AreEndsRight && backward.Credit * Half >= forward.Credit;
        var credit = isReversed ? backward.Credit * Half : forward.Credit;
        var mistake = isReversed ? PointMistakes.Reversed : credit == Rational.One ? null : MistakeIn(marked, forward);
        return new Judgement(credit)
        {
            Mistake = mistake?.Code,
            Message = mistake?.Message,
            Evidence = Evidence(marked),
            Warnings = credit == Rational.One && _norm == Norm.L2 && IsAtOrigin(marked[2]!.Value) ? [PlainNormOnly] : null,
        };
    }

    private static Warning PlainNormOnly { get; } = new("plain-norm-only", new(
        "Točka w3 u ishodištu moguća je samo ako se regularizira normom ‖w‖₂; uz njezin kvadrat minimum u ishodište stiže tek za λ = ∞.",
        "A w3 at the origin is possible only when ‖w‖₂ itself regularizes; with its square the minimum reaches the origin only for λ = ∞."));

    /// <summary>How right each of w1, w2, w3, w4 is by its place alone: 1, ½ or 0; null where it was not marked.</summary>
    internal Rational?[] Places(double[]?[] points)
    {
        var marked = Array.ConvertAll(points, point => point is null ? (Point?)null : Seen(point));
        var marks = Mark(marked);
        var places = new[] { marks.Start, marks.Places[0].Right, marks.Places[1].Right, marks.End };
        return [.. places.Zip(marked, (place, point) => point is null ? (Rational?)null : place)];
    }

    private PointMarks Mark(Point?[] points)
    {
        var start = Nearness(points[0]?.DistanceTo(_loss.Minimum));
        var end = Nearness(points[3]?.Length);
        var places = new[] { PlaceOf(points[1], points[0]), PlaceOf(points[2], points[0]) };
        var order = OrderOf(points, places);
        var credit = End * (start + end) + OnPath * (places[0].Right + places[1].Right)
            + (order == Order.Right ? InOrder * places.Min(place => place.Right) : Rational.Zero);
        return new PointMarks(credit, start, end, places, order);
    }

    /// <summary>1 where a distance is within reach, ½ where it nearly is, else 0.</summary>
    private Rational Nearness(double? distance) => (distance / _scale) switch
    {
        <= Near => 1,
        <= HalfNear => Half,
        _ => 0,
    };

    /// <summary>A later minimum has left w*, so a point that was put there, or on w1, shows none.</summary>
    private PathPlace PlaceOf(Point? point, Point? start)
    {
        if (point is not { } marked) return new PathPlace(0, double.NaN, 0);
        var (distance, place) = _path.Nearest(marked);
        return new PathPlace(HasMoved(marked, start) ? Nearness(distance) : 0, distance, place);
    }

    /// <summary>Whether a point is elsewhere than w* and than where w1 was marked.</summary>
    internal bool HasMoved(Point point, Point? start) =>
        Math.Min(point.DistanceTo(_loss.Minimum), point.DistanceTo(start ?? _loss.Minimum)) > Identical * _scale;

    private Order OrderOf(Point?[] points, PathPlace[] places)
    {
        if (points[1] is not { } second || points[2] is not { } third || places[0].Right.IsZero || places[1].Right.IsZero) return Order.Unknown;
        if (IsAtOrigin(second) && IsAtOrigin(third)) return Order.Right;
        if (second.DistanceTo(third) <= Identical * _scale) return Order.Same;
        var ahead = places[1].Place - places[0].Place;
        return ahead > 0 ? Order.Right : ahead >= -SamePlace ? Order.Same : Order.Reversed;
    }

    private bool IsAtOrigin(Point point) => point.Length <= SamePlace * _scale;

    private Mistake MistakeIn(Point?[] points, PointMarks marks)
    {
        var between = new[] { points[1], points[2] }.OfType<Point>().ToArray();
        if (between.Length == 2 && marks.Places.Any(place => place.Right != Rational.One) && OtherCurve(between) is { } curve) return curve;
        if (_norm == Norm.L2 && between.Any(point => IsOnAxis(point) && Nearness(_path.Nearest(point).Distance).IsZero)) return PointMistakes.OnAxis;
        if (between.Any(point => Nearness(_path.Nearest(point).Distance).IsZero)) return PointMistakes.OffPath;
        if (points[0] is not null && marks.Start.IsZero) return PointMistakes.WrongStart;
        if (points[3] is not null && marks.End.IsZero) return PointMistakes.WrongEnd;
        if (points.Any(point => point is null)) return PointMistakes.Missing;
        if (marks.Order == Order.Reversed) return PointMistakes.OutOfOrder;
        return marks.Order == Order.Right ? PointMistakes.Imprecise : PointMistakes.Coincide;
    }

    /// <summary>Another curve that both points fit better than the path.</summary>
    private Mistake? OtherCurve(Point[] between)
    {
        var (own, other, straight) = (Farthest(_path), Farthest(_otherPath), Farthest(_straight));
        if (Math.Min(other, straight) > Near * _scale || Math.Min(other, straight) >= own) return null;
        return straight < other ? PointMistakes.StraightLine : _norm == Norm.L1 ? PointMistakes.RidgePathForL1 : PointMistakes.LassoPathForL2;

        double Farthest(Polyline curve) => between.Max(point => curve.Nearest(point).Distance);
    }

    private bool IsOnAxis(Point point) => Math.Min(Math.Abs(point.X), Math.Abs(point.Y)) <= SamePlace * _scale && !IsAtOrigin(point);

    private Point Seen(double[] point) =>
        new(Math.Clamp(point[0], -FarthestSeen * _scale, FarthestSeen * _scale), Math.Clamp(point[1], -FarthestSeen * _scale, FarthestSeen * _scale));

    /// <summary>For every point how far off it is, and between the ends the pull of the loss, which the norm's must balance.</summary>
    private Evidence Evidence(Point?[] points)
    {
        var shown = new JsonObject();
        for (var i = 0; i < points.Length; i++)
        {
            if (points[i] is not { } point) continue;
            var distance = i switch { 0 => point.DistanceTo(_loss.Minimum), 3 => point.Length, _ => _path.Nearest(point).Distance };
            var details = new JsonObject { ["distance"] = Math.Round(distance, 6) };
            if (i is 1 or 2) details["pullOfTheLoss"] = new JsonArray(Math.Round(_loss.Pull(point).X, 6), Math.Round(_loss.Pull(point).Y, 6));
            shown[$"w{(char)('1' + i)}"] = details;
        }
        return new Evidence("marked-points")
        {
            Details = new JsonObject
            {
                ["allowedDistance"] = Math.Round(Near * _scale, 6),
                ["balance"] = new JsonObject { ["hr"] = Balance.Hr, ["en"] = Balance.En },
                ["points"] = shown,
            },
        };
    }

    private LocalizedText Balance => _norm == Norm.L1
        ? new("H(w* − w) mora po svakoj koordinati biti λ·sign(wᵢ), a gdje je wᵢ = 0 najviše λ.", "H(w* − w) must be λ·sign(wᵢ) in every coordinate, and at most λ where wᵢ = 0.")
        : new("H(w* − w) mora imati smjer od w.", "H(w* − w) must have the direction of w.");

    private enum Order
    {
        Unknown,
        Right,
        Same,
        Reversed,
    }

    /// <summary>Where a point between the ends is.</summary>
    /// <param name="Right">1 on the path, ½ near it, 0 off it.</param>
    /// <param name="Distance">From the path.</param>
    /// <param name="Place">The nearest place, as a share of the path's length from w*.</param>
    private readonly record struct PathPlace(Rational Right, double Distance, double Place);

    private sealed record PointMarks(Rational Credit, Rational Start, Rational End, PathPlace[] Places, Order Order)
    {
        public bool AreEndsRight => Start == Rational.One && End == Rational.One;
    }
}
