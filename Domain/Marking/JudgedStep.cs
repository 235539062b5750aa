using GradingService.Domain.Answers;

namespace GradingService.Domain.Marking;

/// <summary>What marking needs of a judged step, whatever the type of its design.</summary>
internal interface IJudgedStep
{
    bool HasJudge { get; }
    bool InBackground { get; }
    ValueTask<Judgement> Judge(Answer answer, Values own, CancellationToken cancellation);
}

/// <summary>A step whose answer is a design, a drawing or a program; steps after it are computed from the student's own design.</summary>
public sealed class JudgedStep<T> : Step<T>, IJudgedStep
    where T : notnull
{
    private readonly DesignType<T> _type;
    private readonly Func<Values, T> _example;
    private readonly Judge<T>? _judge;

    internal JudgedStep(int index, string name, DesignType<T> type, Func<Values, T> example, Judge<T>? judge, bool inBackground)
        : base(index, name, type, isWorking: false)
    {
        _type = type;
        _example = example;
        _judge = judge;
        InBackground = inBackground;
    }

    /// <summary>Whether its judge takes too long to be asked while a request waits, as one that runs a program.</summary>
    public bool InBackground { get; }

    bool IJudgedStep.HasJudge => _judge is not null;

    internal override object Compute(Values values) => _example(values);

    ValueTask<Judgement> IJudgedStep.Judge(Answer answer, Values own, CancellationToken cancellation) =>
        _judge is null ? new(Judgement.Pending) : _judge(_type.Value(answer), own, cancellation);
}
