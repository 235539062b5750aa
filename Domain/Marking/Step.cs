using System.Text.Json.Nodes;
using GradingService.Domain.Answers;

namespace GradingService.Domain.Marking;

/// <summary>One step of a derivation: a value and how it follows from the values before it.</summary>
public abstract class Step
{
    private protected Step(int index, string name, AnswerType type, bool isWorking)
    {
        Index = index;
        Name = name;
        Type = type;
        IsWorking = isWorking;
    }

    /// <summary>The place in the derivation; a step only depends on steps with a smaller one.</summary>
    public int Index { get; }

    /// <summary>The whole name: <c>a.negative</c>, <c>a.conv1.out</c>, or a working's own name.</summary>
    public string Name { get; }

    /// <summary>How the step's answers are read and written.</summary>
    public AnswerType Type { get; }

    /// <summary>A working is needed but not asked.</summary>
    public bool IsWorking { get; }

    /// <summary>The asked steps that this one is computed from, workings seen through; ascending.</summary>
    internal int[] DependsOn { get; set; } = [];

    /// <summary>The value that the step has over the values before it.</summary>
    internal abstract object Compute(Values values);

    /// <summary>The student's value as one to compute from; null where nothing may follow from it.</summary>
    internal abstract object? Own(Answer answer, object reference);

    internal abstract bool Same(object left, object right);

    /// <summary>Whether a value is zero where the reference is not, so that following it earns nothing.</summary>
    internal abstract bool Vanishes(object value, object reference);

    internal abstract JsonNode Write(object value);
}

/// <summary>A step whose value is a <typeparamref name="T"/>.</summary>
public abstract class Step<T> : Step
    where T : notnull
{
    private readonly AnswerType<T> _type;

    private protected Step(int index, string name, AnswerType<T> type, bool isWorking)
        : base(index, name, type, isWorking) => _type = type;

    /// <summary>This step's value among <paramref name="values"/>.</summary>
    public T this[Values values] => (T)values.Get(this);

    internal override object? Own(Answer answer, object reference) => _type.TryFollow(answer, (T)reference, out var value) ? value : null;

    internal override bool Vanishes(object value, object reference) => _type.Vanishes((T)value, (T)reference);

    internal override bool Same(object left, object right) => _type.Same((T)left, (T)right);

    internal override JsonNode Write(object value) => _type.Write((T)value);
}
