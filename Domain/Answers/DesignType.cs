using GradingService.Domain.Numerics;

namespace GradingService.Domain.Answers;

/// <summary>An answer type for designs, drawings and programs: many different answers are right, so a judge examines them.</summary>
public abstract class DesignType<T> : AnswerType<T>
    where T : notnull
{
    /// <summary>The design that was sent, whatever it is worth.</summary>
    public abstract T Value(Answer answer);

    public sealed override Comparison Compare(Answer answer, T target, Tolerance tolerance) => Comparison.Of(Same(Value(answer), target));

    /// <summary>By default nothing is computed from a design.</summary>
    public override bool TryFollow(Answer answer, T reference, out T value)
    {
        value = reference;
        return false;
    }
}
