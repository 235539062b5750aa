namespace GradingService.Domain.Formulas;

/// <summary>A name a question's formulas may use.</summary>
/// <remarks>Underscores and braces never distinguish names, so <c>fq</c> is also <c>f_q</c> and <c>f_{q}</c>; a Greek letter is its name,
/// so <c>alpha</c> is also <c>α</c> and <c>\alpha</c>. An alias may be a whole phrase such as <c>h^(t-1)</c> or <c>f(x_q)</c>.</remarks>
public sealed class FormulaName
{
    /// <summary>Declares a name.</summary>
    /// <param name="name">The canonical spelling: letters, digits, underscores.</param>
    /// <param name="shape">What the name stands for.</param>
    /// <param name="aliases">Other spellings.</param>
    public FormulaName(string name, ValueShape shape, params ReadOnlySpan<string> aliases) =>
        (Name, Shape, Aliases) = (name, shape, aliases.ToArray());

    /// <summary>Declares a size: a whole number that a formula may compute with, and may build matrices of.</summary>
    /// <param name="name">The canonical spelling.</param>
    /// <param name="size">Its value in this scope, at least 1.</param>
    public static FormulaName OfSize(string name, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return new FormulaName(name, ValueShape.Scalar) { Size = size };
    }

    /// <summary>The value of a size; null for other names.</summary>
    public int? Size { get; private init; }

    /// <summary>What the sizes along the axes are called where they aren't fixed (a number's digits where one is); null where all are.</summary>
    public IReadOnlyList<string>? Sizes { get; init; }

    /// <summary>The canonical spelling.</summary>
    public string Name { get; }

    /// <summary>Kind and size of the value.</summary>
    public ValueShape Shape { get; }

    /// <summary>Other spellings.</summary>
    public IReadOnlyList<string> Aliases { get; }
}
