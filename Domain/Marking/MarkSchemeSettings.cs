using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>What an exam says of a question's marks: points, weights and tolerances.</summary>
/// <param name="Points">What the question is worth.</param>
public sealed record MarkSchemeSettings(Rational Points)
{
    /// <summary>Points and weights by part; parts left out share what the others leave, equally.</summary>
    public IReadOnlyDictionary<string, PartSettings> Parts { get; init; } = new Dictionary<string, PartSettings>();

    /// <summary>Tolerances by whole item name, such as <c>b.loss</c>.</summary>
    public IReadOnlyDictionary<string, Tolerance> Tolerances { get; init; } = new Dictionary<string, Tolerance>();

    /// <summary>The share of its points that a followed-through answer earns, in [0, 1].</summary>
    public Rational FollowThroughCredit { get; init; } = Rational.One;
}

/// <summary>What a part is worth and how its items share it.</summary>
/// <param name="Points">What the part is worth.</param>
/// <param name="Weights">Weights by item; an item left out keeps its family's weight.</param>
public sealed record PartSettings(Rational Points, IReadOnlyDictionary<string, Rational>? Weights = null);

/// <summary>The exam says something of a question that the question doesn't have.</summary>
/// <param name="pointer">A JSON pointer relative to the question.</param>
public sealed class MarkSchemeException(string pointer, string reason) : Exception(reason)
{
    /// <summary>A JSON pointer relative to the question.</summary>
    public string Pointer { get; } = pointer;
}
