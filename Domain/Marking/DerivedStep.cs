using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>What marking needs of a derived step, whatever the type of its value.</summary>
internal interface IDerivedStep
{
    Tolerance Tolerance { get; set; }
    bool OnlyRecognisedIsFollowed { get; }
    int AcceptedCount { get; }
    IReadOnlyList<Mistake> Mistakes { get; }
    Comparison Compare(Answer answer, object target);

    /// <summary>Another convention's value, or null where it throws over these values.</summary>
    object? Accepted(int convention, Values values);

    /// <summary>A mistake's value, or null where it throws over these values.</summary>
    object? Mistaken(int mistake, Values values);

    /// <summary>The step's value, or null where it throws over these values.</summary>
    object? Derive(Values values);
}

/// <summary>A step that is written once as a function of the values before it, and marked by comparing.</summary>
/// <remarks>
/// The function gives the reference; over the student's own earlier values it gives what follows from them; a mistake is
/// another function of the same values.
/// </remarks>
public sealed class DerivedStep<T> : Step<T>, IDerivedStep
    where T : notnull
{
    private readonly AnswerType<T> _type;
    private readonly Func<Values, T> _derive;
    private readonly List<Func<Values, T>> _accepted = [];
    private readonly List<Mistake> _mistakes = [];
    private readonly List<Func<Values, T>> _mistaken = [];
    private bool _onlyRecognised;
    private Tolerance _tolerance;

    internal DerivedStep(int index, string name, AnswerType<T> type, bool isWorking, Func<Values, T> derive)
        : base(index, name, type, isWorking)
    {
        _type = type;
        _derive = derive;
        _tolerance = type.DefaultTolerance;
    }

    /// <summary>A known mistake: what a student who makes it gets from the values before.</summary>
    public DerivedStep<T> Mistake(Mistake mistake, Func<Values, T> value)
    {
        _mistakes.Add(mistake);
        _mistaken.Add(value);
        return this;
    }

    /// <summary>Another convention, as right as the reference.</summary>
    public DerivedStep<T> Accept(Func<Values, T> value)
    {
        _accepted.Add(value);
        return this;
    }

    /// <summary>Lets later steps follow only from an answer that is right, right up to a convention, or a named mistake.</summary>
    public DerivedStep<T> FollowedOnlyWhenRecognised()
    {
        _onlyRecognised = true;
        return this;
    }

    Tolerance IDerivedStep.Tolerance { get => _tolerance; set => _tolerance = value; }
    bool IDerivedStep.OnlyRecognisedIsFollowed => _onlyRecognised;
    int IDerivedStep.AcceptedCount => _accepted.Count;
    IReadOnlyList<Mistake> IDerivedStep.Mistakes => _mistakes;
    Comparison IDerivedStep.Compare(Answer answer, object target) => _type.Compare(answer, (T)target, _tolerance);
    object? IDerivedStep.Accepted(int convention, Values values) => Try(_accepted[convention], values);
    object? IDerivedStep.Mistaken(int mistake, Values values) => Try(_mistaken[mistake], values);
    object? IDerivedStep.Derive(Values values) => Try(_derive, values);

    internal override object Compute(Values values) => _derive(values);

    private static object? Try(Func<Values, T> function, Values values)
    {
        try
        {
            return function(values);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A function that throws over these values offers nothing.
            return null;
        }
    }
}
