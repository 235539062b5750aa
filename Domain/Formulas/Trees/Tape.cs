using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>A tree laid out for computing: all values in one array, one instruction per operation, operands before results. Shapes are
/// settled when the tape is made, so running it needs no decisions; running it backwards gives vector–Jacobian products.</summary>
internal sealed class Tape(ValueShape shape, Slot result, double[] initial, Tape.Load[] loads, Tape.Instruction[] instructions)
{
    internal readonly record struct Load(int Variable, Slot Slot);

    internal readonly record struct Instruction(Kernel Kernel, Slot First, Slot Second, Slot Result);

    // Up to this many doubles live on the stack.
    private const int SmallSize = 256;

    public ValueShape Shape => shape;

    public int Size => initial.Length;

    public FormulaValue Run(FormulaAssignment at)
    {
        var values = initial.Length <= SmallSize ? stackalloc double[initial.Length] : new double[initial.Length];
        Forward(at, values);
        return new FormulaValue(shape, result.Of(values).ToArray());
    }

    public bool IsClose(FormulaAssignment at, FormulaValue expected, double tolerance)
    {
        var values = initial.Length <= SmallSize ? stackalloc double[initial.Length] : new double[initial.Length];
        Forward(at, values);
        var given = result.Of(values);
        for (var i = 0; i < given.Length; i++)
        {
            // Written so that NaN is never close.
            if (!(Math.Abs(given[i] - expected.Entries[i]) <= tolerance)) return false;
        }

        return true;
    }

    public FormulaValue[] Pullback(FormulaAssignment at, ReadOnlySpan<int> variables, FormulaValue upstream)
    {
        var values = initial.Length <= SmallSize ? stackalloc double[initial.Length] : new double[initial.Length];
        Forward(at, values);
        var adjoints = initial.Length <= SmallSize ? stackalloc double[initial.Length] : new double[initial.Length];
        adjoints.Clear();
        upstream.Entries.CopyTo(result.Of(adjoints));
        for (var i = instructions.Length - 1; i >= 0; i--)
        {
            var step = instructions[i];
            var tangents = new Tangents(step.First.Of(values), step.Second.Of(values), step.Result.Of(values), step.Result.Of(adjoints));
            if (step.Result.IsActive) step.Kernel.Backward(tangents, step.First.Wanted(adjoints), step.Second.Wanted(adjoints));
        }

        var gradients = new FormulaValue[variables.Length];
        for (var i = 0; i < gradients.Length; i++) gradients[i] = Gradient(at.Scope, variables[i], adjoints);
        return gradients;
    }

    private void Forward(FormulaAssignment at, Span<double> values)
    {
        initial.CopyTo(values);
        foreach (var load in loads) at[load.Variable].Entries.CopyTo(load.Slot.Of(values));
        foreach (var step in instructions) step.Kernel.Forward(step.First.Of(values), step.Second.Of(values), step.Result.Of(values));
    }

    private FormulaValue Gradient(FormulaScope scope, int variable, ReadOnlySpan<double> adjoints)
    {
        var of = scope.Names[variable].Shape;
        foreach (var load in loads)
        {
            if (load.Variable == variable) return new FormulaValue(of, adjoints.Slice(load.Slot.Offset, load.Slot.Count).ToArray());
        }

        return new FormulaValue(of, new double[of.Count]);
    }
}

/// <summary>Where a value lies on the tape; active where it depends on a name.</summary>
internal readonly record struct Slot(int Offset, int Count, bool IsActive)
{
    public Span<double> Of(Span<double> values) => values.Slice(Offset, Count);

    public Span<double> Wanted(Span<double> adjoints) => IsActive ? adjoints.Slice(Offset, Count) : default;
}
