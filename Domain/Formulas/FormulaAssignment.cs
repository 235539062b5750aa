namespace GradingService.Domain.Formulas;

/// <summary>A value for every name of a scope. Immutable. Made by <see cref="FormulaScope.Assign"/>.</summary>
public sealed class FormulaAssignment
{
    private readonly FormulaValue[] _values;

    internal FormulaAssignment(FormulaScope scope, FormulaValue[] values) => (Scope, _values) = (scope, values);

    /// <summary>The scope whose names have values here.</summary>
    public FormulaScope Scope { get; }

    /// <summary>The value of a name, given by any of its spellings.</summary>
    /// <exception cref="ArgumentException">The scope has no such name.</exception>
    public FormulaValue this[string name] => _values[Scope.IndexOf(name)];

    internal FormulaValue this[int index] => _values[index];

    /// <summary>The same assignment with another value for one name.</summary>
    /// <exception cref="ArgumentException">The scope has no such name, or the value is not of its shape.</exception>
    public FormulaAssignment With(string name, FormulaValue value)
    {
        var index = Scope.IndexOf(name);
        var values = _values.ToArray();
        values[index] = Scope.Fitting(index, value);
        return new FormulaAssignment(Scope, values);
    }
}
