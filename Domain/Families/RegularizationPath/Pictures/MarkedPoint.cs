using GradingService.Domain.Families.RegularizationPath.Drawings;
using GradingService.Domain.Figures;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RegularizationPath.Pictures;

/// <summary>How a marked point is drawn.</summary>
internal enum PlaceVerdict
{
    Right,
    Near,
    Wrong,

    /// <summary>Not judged yet, or not to be told.</summary>
    Untold,
}

/// <summary>One of the points w1 to w4 as a student marked it.</summary>
/// <param name="Index">0 for w1.</param>
/// <param name="Remark">What is off, in a few words.</param>
internal sealed record MarkedPoint(int Index, Point Place, PlaceVerdict Verdict, LocalizedText? Remark)
{
    private static readonly LocalizedText[] NotThere =
    [
        new("nije w*", "not at w*"), new("nije na putu", "off the path"), new("nije na putu", "off the path"), new("nije ishodište", "not the origin"),
    ];

    private static readonly LocalizedText Nearly = new("malo dalje", "a little off");
    private static readonly LocalizedText Unmoved = new("nije se pomaknula", "hasn't moved");
    private static readonly LocalizedText Order = new("krivi redoslijed", "wrong order");

    public Ink Ink => Verdict switch { PlaceVerdict.Right or PlaceVerdict.Near => Ink.Right, PlaceVerdict.Wrong => Ink.Wrong, _ => Ink.Text };

    /// <summary>The points that were marked, in order.</summary>
    public static IReadOnlyList<MarkedPoint> Of(PointsJudge judge, double[]?[] points, ItemMark? mark)
    {
        var places = judge.Places(points);
        var marked = new List<MarkedPoint>();
        var canBeOrdered = HasMoved(1) && HasMoved(2);
        for (var i = 0; i < points.Length; i++)
            if (points[i] is { } point) marked.Add(Judged(i, Point.Of(point), places[i]!.Value, HasMoved(i), canBeOrdered, mark));
        return marked;

        bool HasMoved(int i) => i is 0 or 3 || points[i] is not { } point || judge.HasMoved(Point.Of(point), points[0] is { } start ? Point.Of(start) : null);
    }

    /// <summary>The legend's words.</summary>
    public static LocalizedText Words(PlaceVerdict verdict) => verdict switch
    {
        PlaceVerdict.Right => new("točka na mjestu", "point in place"),
        PlaceVerdict.Near => new("točka blizu mjesta", "point nearly in place"),
        PlaceVerdict.Wrong => new("točka nije na mjestu", "point out of place"),
        _ => new("označena točka", "marked point"),
    };

    public void Draw(SvgDrawing drawing, Spot at)
    {
        if (Verdict == PlaceVerdict.Wrong) drawing.Cross(at, 4.5, new(Ink.Wrong, 2.4));
        else if (Verdict == PlaceVerdict.Near) drawing.Dot(at, 4.2, Ink.Paper, new(Ink.Right, 2));
        else drawing.Dot(at, 4.8, Ink, new(Ink.Paper, 1.2));
    }

    public Label Label(Say say)
    {
        var name = Figures.Label.Math($"~w~_{(char)('1' + Index)}");
        return Remark is { } remark ? name + $" {say(remark)}" : name;
    }

    private static MarkedPoint Judged(int index, Point place, Rational right, bool hasMoved, bool canBeOrdered, ItemMark? mark)
    {
        if (mark.IsRight()) return new(index, place, PlaceVerdict.Right, null);
        if (!mark.IsWrong() || mark?.Mistake is not { } mistake) return new(index, place, PlaceVerdict.Untold, null);
        if (!hasMoved && mistake != PointMistakes.Reversed.Code) return new(index, place, PlaceVerdict.Wrong, Unmoved);
        var isOutOfOrder = index is 1 or 2 && canBeOrdered && (mistake == PointMistakes.OutOfOrder.Code || mistake == PointMistakes.Coincide.Code);
        if (mistake == PointMistakes.Reversed.Code || isOutOfOrder) return new(index, place, PlaceVerdict.Wrong, Order);
        if (right == Rational.One) return new(index, place, PlaceVerdict.Right, null);
        return right.IsZero ? new(index, place, PlaceVerdict.Wrong, NotThere[index]) : new(index, place, PlaceVerdict.Near, Nearly);
    }
}
