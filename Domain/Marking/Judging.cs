using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>Which judges a marking asks, and what becomes of an item whose judge fails.</summary>
public sealed record Judging
{
    /// <summary>Asks every judge; one that fails ends the marking.</summary>
    public static Judging Everything { get; } = new();

    /// <summary>Leaves items pending whose judge works in the background.</summary>
    public bool OnlyAtOnce { get; init; }

    /// <summary>What was marked before of the same answers: an item that was judged then isn't judged again.</summary>
    public Marks? Earlier { get; init; }

    /// <summary>Told of a judge that failed, by its item's whole name; the item is then pending. Where this is null, a failure ends the marking.</summary>
    public Action<string, Exception>? Failed { get; init; }

    internal async ValueTask<Judgement> Of(Item item, IJudgedStep step, Answer answer, Values own, CancellationToken cancellation)
    {
        if (Earlier?.Find(item) is { } mark && Given(mark) is { } given) return given;
        if (OnlyAtOnce && step.InBackground) return Judgement.Pending;
        try
        {
            return await step.Judge(answer, own, cancellation);
        }
        catch (Exception e) when (Failed is not null && e is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            Failed(item.Name, e);
            return Judgement.Pending;
        }
    }

    /// <summary>The judgement that a mark was made from; null where none was given.</summary>
    private static Judgement? Given(ItemMark mark)
    {
        Rational? credit = mark.Verdict switch
        {
            Verdict.Correct => Rational.One,
            Verdict.Incorrect => Rational.Zero,
            // An item that is worth nothing doesn't tell how much of it was right; nothing depends on it.
            Verdict.Partial => mark.MaxPoints.IsZero ? new Rational(1, 2) : mark.Points!.Value / mark.MaxPoints,
            _ => null,
        };
        return credit is not { } earned ? null : new Judgement(earned)
        {
            Mistake = mark.Mistake,
            Message = mark.Message,
            Evidence = mark.Evidence,
            Warnings = mark.Warnings,
        };
    }
}
