using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>One thing that the student fills in: a single field, or a few named ones that are marked together.</summary>
/// <param name="Part">The part it belongs to.</param>
/// <param name="Id">Its name within the part.</param>
/// <param name="Label">What a form writes beside it.</param>
/// <param name="Fields">Its fields; a single one has no name of its own.</param>
public sealed record Item(string Part, string Id, LocalizedText Label, IReadOnlyList<ItemField> Fields)
{
    /// <summary>The whole name: <c>a.negative</c>.</summary>
    public string Name => $"{Part}.{Id}";

    /// <summary>The share of its part's points, relative to the other items' weights.</summary>
    public Rational Weight { get; init; } = Rational.One;

    /// <summary>What it is worth.</summary>
    public Rational Points { get; init; }

    /// <summary>Whether it is one field, written without a name.</summary>
    public bool IsSingle => Fields is [{ Name: null }];
}

/// <summary>A field of an item: a name within it (null for a single field) and the step that it answers.</summary>
public sealed record ItemField(string? Name, Step Step);

/// <summary>A part of a question and its items.</summary>
public sealed record Part(string Id, IReadOnlyList<Item> Items, Rational Points);
