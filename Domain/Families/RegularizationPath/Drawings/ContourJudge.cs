using System.Text.Json.Nodes;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RegularizationPath.Drawings;

/// <summary>Judges drawn isocontours of a norm, in stages of a quarter each; a stage counts when the one before it is reached.</summary>
/// <remarks>
/// A closed line that is a level set of something known; of this norm; around the origin: the mean over the lines. Then, when all are right, at
/// least two different levels, which makes them nested. A line that doesn't go all the way round earns half. Straight strokes and specks are left out,
/// and so are contours of the loss beside right ones of the norm: the figure that explains the minima has both.
/// </remarks>
public sealed class ContourJudge(QuadraticLoss loss, Norm norm)
{
    private const double FarthestSeen = 1e6;
    private const double Straight = 0.98;
    private const double Speck = 0.1;
    private const double Dot = 0.01;
    private const double NextLevel = 1.1;
    private const int MostShown = 20;

    private static readonly Rational Quarter = new(1, 4);

    /// <summary>Judges lines of points.</summary>
    public Judgement Judge(double[][][] lines)
    {
        var contours = Recognise(lines).Contours;
        return contours.Count == 0
            ? new Judgement(0) { Mistake = ContourMistakes.NoContours.Code, Message = ContourMistakes.NoContours.Message }
            : Judge(contours);
    }

    /// <summary>The lines that could be isocontours, recognised, and the strokes that are left out.</summary>
    internal (List<Contour> Contours, List<Polyline> LeftOut) Recognise(double[][][] lines)
    {
        var strokes = lines.Where(line => line.Length > 1).Select(line => new Polyline(Array.ConvertAll(line, Seen)));
        var joined = Strokes.Join(strokes.Where(stroke => stroke.Length > Dot * loss.Minimum.Length));
        var curved = joined.ToLookup(line => line.First.DistanceTo(line.Last) < Straight * line.Length);
        var longest = curved[true].Select(line => line.Length).DefaultIfEmpty().Max();
        var large = curved[true].ToLookup(line => line.First == line.Last || line.Length >= Speck * longest);
        var contours = large[true].Select(line => Contour.Recognise(line, loss, norm)).ToList();
        var isBesideTheNorms = contours.Exists(contour => contour.Kind == ContourKind.Right);
        var counted = contours.ToLookup(contour => !(isBesideTheNorms && contour.BelongsToTheLoss(loss)));
        return ([.. counted[true]], [.. curved[false], .. large[false], .. counted[false].Select(contour => contour.Line)]);
    }

    private Judgement Judge(List<Contour> contours)
    {
        var sum = contours.Aggregate(Rational.Zero, (sum, contour) => sum + Halved(contour, Stages(contour) * Quarter));
        var allRight = contours.TrueForAll(contour => contour.Kind == ContourKind.Right);
        var nested = allRight && Levels(contours) >= 2;
        if (nested) sum += contours.Aggregate(Rational.Zero, (bonus, contour) => bonus + Halved(contour, Quarter));
        var credit = sum / contours.Count;
        var worst = contours.MinBy(contour => Halved(contour, Stages(contour)))!;
        var mistake = credit == Rational.One ? null
            : worst is { Kind: ContourKind.Right, Closed: true } ? ContourMistakes.TooFew : ContourMistakes.Of(worst, norm);
        return new Judgement(credit) { Mistake = mistake?.Code, Message = mistake?.Message, Evidence = Evidence(contours) };
    }

    /// <summary>The stages that a line reaches by itself.</summary>
    private static int Stages(Contour contour) => contour.Kind switch
    {
        ContourKind.Right => 3,
        ContourKind.Rough or ContourKind.AroundMinimum or ContourKind.OffCentre => 2,
        ContourKind.OtherNorm or ContourKind.Square or ContourKind.OfLoss => 1,
        _ => 0,
    };

    private static Rational Halved(Contour contour, Rational share) => contour.Closed ? share : share / 2;

    /// <summary>How many different values of the norm were drawn.</summary>
    private int Levels(List<Contour> contours)
    {
        var (count, last) = (0, 0.0);
        foreach (var level in contours.Select(contour => contour.Measured.LevelOf(norm)).Order())
            if (level >= NextLevel * last) (count, last) = (count + 1, level);
        return count;
    }

    private Point Seen(double[] point)
    {
        var farthest = FarthestSeen * loss.Minimum.Length;
        return new Point(Math.Clamp(point[0], -farthest, farthest), Math.Clamp(point[1], -farthest, farthest));
    }

    private Evidence Evidence(List<Contour> contours) => new("drawn-contours")
    {
        Details = new JsonObject
        {
            ["allowedVariation"] = Contour.Even,
            ["contours"] = new JsonArray([.. contours.Take(MostShown).Select(contour => (JsonNode)new JsonObject
            {
                ["mistake"] = contour is { Kind: ContourKind.Right, Closed: true } ? null : ContourMistakes.Of(contour, norm).Code,
                ["closed"] = contour.Closed,
                ["degrees"] = contour.Measured.Coverage,
                ["centre"] = new JsonArray(Rounded(contour.Measured.Centre.X), Rounded(contour.Measured.Centre.Y)),
                ["radius"] = Rounded(contour.Measured.Levels[(int)LevelSet.L2]),
                ["variation"] = new JsonObject
                {
                    ["l1"] = Rounded(contour.Measured.Variation[(int)LevelSet.L1]),
                    ["l2"] = Rounded(contour.Measured.Variation[(int)LevelSet.L2]),
                    ["lInfinity"] = Rounded(contour.Measured.Variation[(int)LevelSet.LInfinity]),
                    ["loss"] = Rounded(contour.Measured.Variation[(int)LevelSet.Loss]),
                },
            })]),
        },
    };

    private static double Rounded(double value) => Math.Round(value, 4);
}
