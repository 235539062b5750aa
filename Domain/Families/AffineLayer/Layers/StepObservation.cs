namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>What was seen of one step.</summary>
public sealed record StepObservation(StepOutcome Outcome)
{
    /// <summary>The argument as it was after the call.</summary>
    public ObservedValue? Argument { get; init; }

    /// <summary>The layer's last input as it was after the call.</summary>
    public ObservedValue? Input { get; init; }

    /// <summary>The layer's own weights after the step.</summary>
    public ObservedValue? Weights { get; init; }

    /// <summary>The layer's own bias after the step.</summary>
    public ObservedValue? Bias { get; init; }
}

/// <summary>How a step ended.</summary>
public abstract record StepOutcome;

/// <summary>It gave a value.</summary>
/// <param name="Attributes">Gradients found as attributes of the layer, by <c>W</c> and <c>b</c>.</param>
public sealed record Returned(ObservedValue Value, IReadOnlyDictionary<string, ObservedValue> Attributes) : StepOutcome;

/// <summary>It raised an exception.</summary>
/// <param name="Type">The exception's class.</param>
/// <param name="Text">Python's own message.</param>
/// <param name="Line">The last line of the student's source that was running, from 1.</param>
/// <param name="NeedsTorch">Whether it was about PyTorch not being there.</param>
public sealed record Raised(string Type, string Text, int? Line, bool NeedsTorch) : StepOutcome;

/// <summary>It took too long.</summary>
public sealed record TimedOut : StepOutcome;

/// <summary>It wasn't tried, since the same call took too long before, or there was no layer to call.</summary>
public sealed record NotTried : StepOutcome;

/// <summary>What was told of it can't be what our harness tells.</summary>
public sealed record Garbled : StepOutcome;

/// <summary>A Python value as plain data.</summary>
public abstract record ObservedValue;

/// <summary>Numbers.</summary>
public sealed record ObservedArray(NumericArray Array) : ObservedValue;

/// <summary>An array that is too large to be right.</summary>
public sealed record ObservedHugeArray(IReadOnlyList<long> Shape) : ObservedValue;

/// <summary>A list or a tuple.</summary>
public sealed record ObservedList(IReadOnlyList<ObservedValue> Items) : ObservedValue;

/// <summary>A dictionary with text keys.</summary>
public sealed record ObservedEntries(IReadOnlyDictionary<string, ObservedValue> Entries) : ObservedValue;

/// <summary>Text.</summary>
public sealed record ObservedText(string Text) : ObservedValue;

/// <summary><c>None</c>.</summary>
public sealed record ObservedNothing : ObservedValue;

/// <summary>Something that isn't numbers.</summary>
/// <param name="Type">The name of its class.</param>
public sealed record ObservedOddity(string Type) : ObservedValue;

/// <summary>Values as arrays.</summary>
public static class ObservedValues
{
    /// <summary>The numbers of an array, or of nested lists of equal lengths; null for anything else.</summary>
    public static NumericArray? AsArray(this ObservedValue value) => value switch
    {
        ObservedArray { Array: var array } => array,
        ObservedList { Items: { Count: > 0 } items } when items.Select(AsArray).ToArray() is var parts && parts.All(part => part is not null) =>
            NumericArray.Stack(parts!),
        _ => null,
    };
}
