using GradingService.Domain.Formulas;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.AffineLayer;

/// <summary>One thing that an answer may say: the derivative in some layout, its right ingredient in the wrong shape, or a known mistake.</summary>
internal sealed class DerivativeReading
{
    private const double Relative = 1e-9;

    private readonly bool _isVector;
    private readonly FormulaValue[] _values;

    private DerivativeReading(string code, Rational credit, LocalizedText text, string formula, bool isVector)
    {
        (Code, Credit, Text, _isVector) = (code, credit, text, isVector);
        _values = [.. AffineInstance.All.Select(instance => Formula.Parse(formula, instance.Scope).Evaluate(instance.Point))];
    }

    /// <summary>The layout's code, or the mistake's.</summary>
    public string Code { get; }

    public Rational Credit { get; }

    public LocalizedText Text { get; }

    public static DerivativeReading Layout(string code, string formula, LocalizedText text) => new(code, Rational.One, text, formula, isVector: false);

    /// <summary>A layout whose entries may stand in a row or in a column.</summary>
    public static DerivativeReading VectorLayout(string code, string formula, LocalizedText text) => new(code, Rational.One, text, formula, isVector: true);

    public static DerivativeReading Half(string code, string formula, LocalizedText text) => new(code, new Rational(1, 2), text, formula, isVector: true);

    public static DerivativeReading Mistake(string code, string formula, LocalizedText text) => new(code, Rational.Zero, text, formula, isVector: true);

    /// <summary>Whether a value of an instance is what this reading says.</summary>
    public bool Matches(int instance, FormulaValue value)
    {
        var due = _values[instance];
        var (given, shape) = (value.Shape, due.Shape);
        var fits = (given.Rows, given.Columns) == (shape.Rows, shape.Columns)
            || (_isVector && (given.Rows, given.Columns) == (shape.Columns, shape.Rows) && shape.Kind != ValueKind.Matrix);
        return fits && AreClose(value.Entries, due.Entries);
    }

    private static bool AreClose(ReadOnlySpan<double> given, ReadOnlySpan<double> due)
    {
        var largest = 0.0;
        foreach (var entry in due) largest = Math.Max(largest, Math.Abs(entry));
        var tolerance = Math.Max(Relative * largest, 1e-12);
        for (var i = 0; i < due.Length; i++)
        {
            // Written so that NaN is never close.
            if (!(Math.Abs(given[i] - due[i]) <= tolerance)) return false;
        }

        return true;
    }
}
