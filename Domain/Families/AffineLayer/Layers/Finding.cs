namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>How what was seen of a call compares to what it must give.</summary>
internal enum FindingKind
{
    Right,

    /// <summary>Right to the accuracy of float32, where float64 went in.</summary>
    Rough,
    WrongNumbers,
    WrongShape,
    NotFinite,
    NotNumbers,
    Nothing,
    ArgumentChanged,
    ParametersChanged,
    Raised,
    TimedOut,
    NotTried,
    Garbled,
    Unseen,
}

/// <summary>What was found about one expectation.</summary>
internal sealed record Finding(Expectation Expectation, FindingKind Kind)
{
    /// <summary>The numbers that came, where some did.</summary>
    public NumericArray? Actual { get; init; }

    /// <summary>The exception.</summary>
    public Raised? Error { get; init; }

    /// <summary>What came instead of numbers.</summary>
    public string? OddType { get; init; }

    /// <summary>Whether a result came that can be held against the layer, rather than none.</summary>
    public bool HasResult => Kind is FindingKind.Rough or FindingKind.WrongNumbers or FindingKind.WrongShape or FindingKind.NotFinite
        or FindingKind.ArgumentChanged or FindingKind.ParametersChanged;
}
