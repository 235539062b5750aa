using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>What one step earned; <c>default</c> where nothing was answered.</summary>
internal readonly record struct StepMark(Verdict Verdict, Rational Credit)
{
    /// <summary>The mistakes that explain the answer, as declared.</summary>
    public IReadOnlyList<Mistake>? Mistakes { get; init; }

    public IReadOnlyList<string>? WrongEntries { get; init; }
    public LocalizedText? Remark { get; init; }
    public Judgement? Judgement { get; init; }

    public bool IsJudged => Judgement is not null;
    public bool IsUnrecognised => Verdict is Verdict.Partial or Verdict.Incorrect && Mistakes is null or { Count: 0 };

    public static StepMark Of(Judgement judgement) => judgement switch
    {
        { IsPending: true } => new StepMark(Verdict.Pending, Rational.Zero) { Judgement = judgement },
        { Credit: var credit } => new StepMark(
            credit == Rational.One ? Verdict.Correct : credit.IsZero ? Verdict.Incorrect : Verdict.Partial, credit) { Judgement = judgement },
    };
}
