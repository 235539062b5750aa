namespace GradingService.Domain.Formulas;

/// <summary>Whether formulas are equal to a reference: at every one of the given points the value has the reference's kind and size, is finite
/// and close. Immutable and safe to share.</summary>
public sealed class FormulaComparer
{
    private readonly FormulaAssignment[] _points;
    private readonly FormulaValue[] _expected;
    private readonly double[] _tolerances;

    /// <summary>Compares with a reference formula.</summary>
    /// <param name="reference">The formula to be equal to.</param>
    /// <param name="points">Where to compare, at least one; both sides of every kink should be among them.</param>
    /// <param name="relative">The tolerance relative to the largest entry of the reference's value.</param>
    /// <param name="absolute">The tolerance where the reference is zero or nearly so.</param>
    /// <exception cref="ArgumentException">There is no point, or the reference isn't finite at one.</exception>
    /// <exception cref="FormulaMisfitException">The reference's shapes don't fit.</exception>
    public FormulaComparer(Formula reference, IReadOnlyList<FormulaAssignment> points, double relative = 1e-9, double absolute = 1e-12)
        : this(points, [.. points.Select(reference.Evaluate)], relative, absolute)
    {
    }

    /// <summary>Compares with reference values already computed, one for each point.</summary>
    /// <inheritdoc cref="FormulaComparer(Formula, IReadOnlyList{FormulaAssignment}, double, double)"/>
    public FormulaComparer(
        IReadOnlyList<FormulaAssignment> points, IReadOnlyList<FormulaValue> expected, double relative = 1e-9, double absolute = 1e-12)
    {
        if (points.Count == 0 || points.Count != expected.Count)
            throw new ArgumentException("There must be points, and one reference value for each.", nameof(points));
        if (expected.Any(value => !value.IsFinite)) throw new ArgumentException("The reference isn't finite at every point.", nameof(expected));
        (_points, _expected) = ([.. points], [.. expected]);
        _tolerances = Array.ConvertAll(_expected, value => Tolerance(value, relative, absolute));
    }

    /// <summary>Compares a formula of the points' scope with the reference.</summary>
    /// <exception cref="ArgumentException">The formula belongs to another scope.</exception>
    public FormulaComparison Compare(Formula formula)
    {
        if (formula.Shape is not { } shape) return new FormulaComparison(false, formula.Misfit, null);
        for (var i = 0; i < _points.Length; i++)
        {
            if (!shape.Agrees(_expected[i].Shape)) return new FormulaComparison(false, WrongShape(shape, _expected[i].Shape), null);
            if (!formula.IsClose(_points[i], _expected[i], _tolerances[i])) return new FormulaComparison(false, null, _points[i]);
        }

        return new FormulaComparison(true, null, null);
    }

    private static double Tolerance(FormulaValue expected, double relative, double absolute)
    {
        var largest = 0.0;
        foreach (var entry in expected.Entries) largest = Math.Max(largest, Math.Abs(entry));
        return Math.Max(absolute, relative * largest);
    }

    private static LocalizedText WrongShape(ValueShape given, ValueShape due) => new(
        $"Vrijednost formule je {given.Description.Hr}, a treba biti {due.Description.Hr}.",
        $"The value of the formula is {given.Description.En}; it should be {due.Description.En}.");
}

/// <summary>How a formula compares with the reference.</summary>
/// <param name="AreEqual">Whether it is equal at every point.</param>
/// <param name="Misfit">Why it can't be: its shapes don't fit together, or its value is of another shape than the reference's.</param>
/// <param name="Counterexample">A point where the values differ.</param>
public sealed record FormulaComparison(bool AreEqual, LocalizedText? Misfit, FormulaAssignment? Counterexample);
