namespace GradingService.Domain.Families.RegularizationPath.Drawings;

/// <summary>What a drawn line turned out to be, from best to worst.</summary>
internal enum ContourKind
{
    /// <summary>A level set of the norm, around the origin.</summary>
    Right,

    /// <summary>Nearest to a level set of the norm around the origin, but too uneven.</summary>
    Rough,

    /// <summary>A level set of the norm, but around w*.</summary>
    AroundMinimum,

    /// <summary>A level set of the norm, but around another point.</summary>
    OffCentre,

    /// <summary>A level set of the other norm.</summary>
    OtherNorm,

    /// <summary>A level set of the maximum norm.</summary>
    Square,

    /// <summary>A level set of the loss.</summary>
    OfLoss,

    /// <summary>Less than half of anything that goes round.</summary>
    Fragment,

    /// <summary>Far too small or too large to be seen beside w*.</summary>
    OutOfPlot,

    /// <summary>Nothing of these.</summary>
    Unrecognised,
}

/// <summary>A drawn line, measured and recognised.</summary>
/// <param name="Line">The line, its strokes joined.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Closed">Whether it goes all the way round.</param>
/// <param name="Measured">The measurement that decided.</param>
internal sealed record Contour(Polyline Line, ContourKind Kind, bool Closed, Measurement Measured)
{
    /// <summary>The variation that is right in full: a hand's noise of 4 % and a little more.</summary>
    public const double Even = 0.06;

    private const double Uneven = 0.12;
    private const int Samples = 720;
    private const int AllRound = 330;

    /// <summary>Half round, as a hand draws it, in degrees.</summary>
    private const int HalfRound = 150;

    private const double SmallestVisible = 0.01;
    private const double LargestVisible = 100;
    private const double NearMinimum = 0.1;

    /// <summary>Recognises a line as a level set of a norm, or of something else.</summary>
    public static Contour Recognise(Polyline line, QuadraticLoss loss, Norm norm)
    {
        var samples = line.Resample(Samples);
        var origin = Measurement.Around(Point.Origin, samples, loss);
        var centroid = Measurement.Around(new Point(samples.Average(p => p.X), samples.Average(p => p.Y)), samples, loss);
        var (kind, measured) = Decide(origin, centroid, loss, norm);
        if (measured.Coverage < HalfRound) kind = ContourKind.Fragment;
        else if (measured.Levels[(int)LevelSet.L2] / loss.Minimum.Length is < SmallestVisible or > LargestVisible) kind = ContourKind.OutOfPlot;
        return new Contour(line, kind, measured.Coverage >= AllRound, measured);
    }

    private static (ContourKind Kind, Measurement Measured) Decide(Measurement origin, Measurement centroid, QuadraticLoss loss, Norm norm)
    {
        var (own, other) = norm == Norm.L1 ? (LevelSet.L1, Norm.L2) : (LevelSet.L2, Norm.L1);
        if (origin.VariationOf(norm) <= Even && origin.VariationOf(norm) < origin.VariationOf(other)) return (ContourKind.Right, origin);
        var better = origin.Best.Variation <= centroid.Best.Variation || centroid.Coverage < AllRound ? origin : centroid;
        if (better.Best.Variation <= Even)
        {
            if (better.Best.Set == own) return (IsAround(loss.Minimum, better, loss) ? ContourKind.AroundMinimum : ContourKind.OffCentre, better);
            return (better.Best.Set switch
            {
                LevelSet.LInfinity => ContourKind.Square,
                LevelSet.Loss => ContourKind.OfLoss,
                _ => ContourKind.OtherNorm,
            }, better);
        }
        var rough = origin.Best.Set == own && origin.VariationOf(norm) <= Uneven;
        return (rough ? ContourKind.Rough : ContourKind.Unrecognised, origin);
    }

    /// <summary>Whether the line is one of the loss's own contours, around w*, which a picture of the minima may show beside the norm's.</summary>
    public bool BelongsToTheLoss(QuadraticLoss loss) =>
        Kind != ContourKind.Right && Closed && Measured.Variation[(int)LevelSet.Loss] <= Even && IsAround(loss.Minimum, Measured, loss);

    private static bool IsAround(Point point, Measurement measured, QuadraticLoss loss) =>
        measured.Centre.DistanceTo(point) <= NearMinimum * (loss.Minimum.Length + measured.Levels[(int)LevelSet.L2]);
}
