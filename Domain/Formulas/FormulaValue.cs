namespace GradingService.Domain.Formulas;

/// <summary>An immutable value of a formula: a matrix with a kind. Entries may be NaN or infinite; such a value is never equal to anything.</summary>
public sealed class FormulaValue
{
    private readonly double[] _entries;

    internal FormulaValue(ValueShape shape, double[] entries) => (Shape, _entries) = (shape, entries);

    /// <summary>Kind and size.</summary>
    public ValueShape Shape { get; }

    /// <summary>The entries, row by row.</summary>
    public ReadOnlySpan<double> Entries => _entries;

    /// <summary>The only entry of a value that has one.</summary>
    /// <exception cref="InvalidOperationException">There are more entries.</exception>
    public double Number => _entries.Length == 1 ? _entries[0] : throw new InvalidOperationException($"The value is {Shape}, not a number.");

    /// <summary>Whether no entry is NaN or infinite.</summary>
    public bool IsFinite
    {
        get
        {
            foreach (var entry in _entries)
            {
                if (!double.IsFinite(entry)) return false;
            }

            return true;
        }
    }

    /// <summary>A number.</summary>
    public static FormulaValue Scalar(double number) => new(ValueShape.Scalar, [number]);

    /// <summary>A column vector.</summary>
    public static FormulaValue Column(params ReadOnlySpan<double> entries) => new(ValueShape.Column(entries.Length), entries.ToArray());

    /// <summary>A row vector.</summary>
    public static FormulaValue Row(params ReadOnlySpan<double> entries) => new(ValueShape.Row(entries.Length), entries.ToArray());

    /// <summary>A value of the given shape from its entries, row by row.</summary>
    /// <exception cref="ArgumentException">The number of entries isn't the shape's.</exception>
    public static FormulaValue Of(ValueShape shape, params ReadOnlySpan<double> entries) => entries.Length == shape.Count
        ? new(shape, entries.ToArray())
        : throw new ArgumentException($"There are {entries.Length} entries for {shape}.", nameof(entries));
}
