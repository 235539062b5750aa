using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>The marks of one submission.</summary>
/// <param name="Points">Exact; pending items are left out.</param>
/// <param name="MaxPoints">Exact; what the question is worth.</param>
/// <param name="Parts">The parts, in the question's order.</param>
public sealed record Marks(Rational Points, Rational MaxPoints, IReadOnlyList<PartMarks> Parts)
{
    /// <summary>Whether an item still waits for its judge.</summary>
    [JsonIgnore]
    public bool IsPending
    {
        get
        {
            // Asked several times of every submission.
            for (var part = 0; part < Parts.Count; part++)
                for (var item = 0; item < Parts[part].Items.Count; item++)
                    if (Parts[part].Items[item].Verdict == Verdict.Pending) return true;
            return false;
        }
    }

    internal ItemMark? Find(Item item) =>
        Parts.FirstOrDefault(part => part.Id == item.Part)?.Items.FirstOrDefault(mark => mark.Id == item.Id);
}

/// <summary>The marks of one part of a question.</summary>
public sealed record PartMarks(string Id, Rational Points, Rational MaxPoints, IReadOnlyList<ItemMark> Items);

/// <summary>The mark of one item.</summary>
/// <param name="Points">Null while the item is pending.</param>
public sealed record ItemMark(string Id, Verdict Verdict, Rational? Points, Rational MaxPoints)
{
    /// <summary>The code of the mistake that explains the answer.</summary>
    public string? Mistake { get; init; }

    /// <summary>What to tell the student.</summary>
    public LocalizedText? Message { get; init; }

    /// <summary>The answer as it was understood.</summary>
    public JsonNode? Understood { get; init; }

    /// <summary>Paths of the entries that are wrong, such as <c>[2]</c> or <c>out[1]</c>.</summary>
    public IReadOnlyList<string>? WrongEntries { get; init; }

    /// <summary>What the student should know and which costs nothing.</summary>
    public IReadOnlyList<Warning>? Warnings { get; init; }

    /// <summary>What a judge found, for the student to check.</summary>
    public Evidence? Evidence { get; init; }
}

/// <summary>Something to know that costs no points.</summary>
public sealed record Warning(string Code, LocalizedText Message);

/// <summary>What a judge found that anyone can check: a failing input size, a counterexample, a failing call.</summary>
/// <param name="Kind">What the evidence is, kebab-case.</param>
[JsonConverter(typeof(EvidenceJson))]
public sealed record Evidence(string Kind)
{
    /// <summary>The particulars of this kind of evidence.</summary>
    public JsonObject Details { get; init; } = [];
}
