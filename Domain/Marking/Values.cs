namespace GradingService.Domain.Marking;

/// <summary>The values that a step of a solution is computed from: all references, or the student's own where given. Read as <c>f1[v]</c>.</summary>
/// <remarks>A working, which nobody gives, is computed when it is first asked for, from the other values here.</remarks>
public sealed class Values
{
    private readonly object?[] _slots;
    private readonly ISet<int>? _reads;

    internal Values(object?[] slots, ISet<int>? reads = null)
    {
        _slots = slots;
        _reads = reads;
    }

    internal object Get(Step step)
    {
        if (!step.IsWorking) _reads?.Add(step.Index);
        return _slots[step.Index] ??= step.Compute(this);
    }
}
