namespace GradingService.Domain.Families.RegularizationPath.Drawings;

/// <summary>What a closed line may be a level set of.</summary>
internal enum LevelSet
{
    /// <summary>|x| + |y|, a diamond.</summary>
    L1,

    /// <summary>√(x² + y²), a circle.</summary>
    L2,

    /// <summary>max(|x|, |y|), a square.</summary>
    LInfinity,

    /// <summary>The loss, an ellipse.</summary>
    Loss,
}

/// <summary>How constant the functions are along a line, around one centre.</summary>
/// <param name="Centre">Where distances are measured from.</param>
/// <param name="Variation">The standard deviation over the mean of each function, in the order of <see cref="LevelSet"/>.</param>
/// <param name="Levels">The mean of each function along the line.</param>
/// <param name="Coverage">Degrees around the centre in which the line is seen.</param>
internal sealed record Measurement(Point Centre, double[] Variation, double[] Levels, int Coverage)
{
    private const int Sectors = 72;
    private const int FullTurn = 360;

    /// <summary>Where two functions are as constant up to this many decimals, the first is meant: the loss of a round bowl has circles too.</summary>
    private const int Decimals = 3;

    /// <summary>The function that is most constant, and how constant.</summary>
    public (LevelSet Set, double Variation) Best =>
        Enum.GetValues<LevelSet>().Select(set => (Set: set, Variation: Variation[(int)set])).MinBy(fit => Math.Round(fit.Variation, Decimals));

    public double VariationOf(Norm norm) => Variation[norm == Norm.L1 ? 0 : 1];

    public double LevelOf(Norm norm) => Levels[norm == Norm.L1 ? 0 : 1];

    public static Measurement Around(Point centre, Point[] samples, QuadraticLoss loss)
    {
        Func<Point, double>[] functions =
        [
            p => Norm.L1.Of(p), p => Norm.L2.Of(p), p => Math.Max(Math.Abs(p.X), Math.Abs(p.Y)), p => Math.Sqrt(Math.Max(0, p.Dot(loss.Curve(p)))),
        ];
        var (variation, levels) = (new double[functions.Length], new double[functions.Length]);
        for (var i = 0; i < functions.Length; i++) (levels[i], variation[i]) = Spread(samples, p => functions[i](p - centre));
        var seen = new bool[Sectors];
        foreach (var sample in samples)
        {
            var turn = Math.Atan2(sample.Y - centre.Y, sample.X - centre.X) / (2 * Math.PI) + 0.5;
            seen[Math.Clamp((int)(turn * Sectors), 0, Sectors - 1)] = true;
        }
        return new Measurement(centre, variation, levels, seen.Count(sector => sector) * (FullTurn / Sectors));
    }

    private static (double Mean, double Variation) Spread(Point[] samples, Func<Point, double> function)
    {
        var values = Array.ConvertAll(samples, point => function(point));
        var mean = values.Average();
        return mean > 0 ? (mean, Math.Sqrt(values.Average(value => (value / mean - 1) * (value / mean - 1)))) : (0, 1);
    }
}
