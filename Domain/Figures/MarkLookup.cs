using GradingService.Domain.Marking;

namespace GradingService.Domain.Figures;

/// <summary>What a figure asks of marks.</summary>
internal static class MarkLookup
{
    /// <summary>The mark of an item; null where there is none.</summary>
    public static ItemMark? Of(this Marks marks, string part, string item) =>
        marks.Parts.FirstOrDefault(candidate => candidate.Id == part)?.Items.FirstOrDefault(candidate => candidate.Id == item);

    /// <summary>Whether an item is right in full.</summary>
    public static bool IsRight(this ItemMark? mark) => mark?.Verdict is Verdict.Correct or Verdict.FollowThrough;

    /// <summary>Whether an item was marked and is not right; false while it waits for its judge.</summary>
    public static bool IsWrong(this ItemMark? mark) => mark?.Verdict is Verdict.Partial or Verdict.Incorrect;
}
