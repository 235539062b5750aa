namespace GradingService.Domain.Marking;

/// <summary>The values that a step of a solution is computed from: all references, or the student's own where given. Read as <c>f1[v]</c>.</summary>
/// <remarks>A working, which nobody gives, is computed when it is first asked for, from the other values here.</remarks>
public sealed class Values
{
    private readonly object?[] _slots;
    private readonly bool[]? _reads;

    /// <param name="slots">A value for each step; null where it is to be computed.</param>
    /// <param name="reads">Told which asked steps are read.</param>
    internal Values(object?[] slots, bool[]? reads = null)
    {
        _slots = slots;
        _reads = reads;
    }

    internal object Get(Step step)
    {
        if (_reads is not null && !step.IsWorking) _reads[step.Index] = true;
        return _slots[step.Index] ??= step.Compute(this);
    }
}
