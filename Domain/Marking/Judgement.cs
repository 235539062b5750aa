using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>What a judge says of an answer that is not compared but examined: a design, a drawing, a program.</summary>
/// <param name="Credit">In [0, 1]: 1 is correct, 0 incorrect.</param>
public sealed record Judgement(Rational Credit)
{
    /// <summary>The judge can't say yet; the answer stays stored and is judged later.</summary>
    public static Judgement Pending { get; } = new(Rational.Zero) { IsPending = true };

    public bool IsPending { get; private init; }

    /// <summary>The code of what is wrong.</summary>
    public string? Mistake { get; init; }

    public LocalizedText? Message { get; init; }
    public Evidence? Evidence { get; init; }
    public IReadOnlyList<Warning>? Warnings { get; init; }
}

/// <summary>Examines an answer.</summary>
/// <param name="answer">The student's answer.</param>
/// <param name="own">The values that stand before it: the student's own where given, else the reference.</param>
public delegate ValueTask<Judgement> Judge<in T>(T answer, Values own, CancellationToken cancellation);
