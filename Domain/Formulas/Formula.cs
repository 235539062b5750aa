using GradingService.Domain.Formulas.Syntax;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas;

/// <summary>A formula read from text against the names of a scope. Immutable and safe to share; two formulas are equal when they are the same
/// tree, however they were written.</summary>
public sealed class Formula : IEquatable<Formula>
{
    /// <summary>The most Unicode characters a formula may have.</summary>
    public const int MaxLength = 2_000;

    private const int MostComparisons = 64;

    private readonly Node _root;
    private readonly Tape? _tape;
    private string? _canonical;
    private string? _latex;
    private string? _mathMl;
    private (FormulaComparer By, FormulaComparison Result)[] _comparisons = [];

    private Formula(string source, string? leftSide, FormulaScope scope, Node root, IReadOnlyList<IndexAxis> axes)
    {
        (Source, LeftSide, Scope, _root) = (source, leftSide, scope, root);
        _tape = TapeMaker.TryMake(root, scope, axes, out var misfit);
        Misfit = misfit;
    }

    /// <summary>The text as typed.</summary>
    public string Source { get; }

    /// <summary>What stands before <c>=</c>, if anything does.</summary>
    public string? LeftSide { get; }

    /// <summary>The names the formula may use.</summary>
    public FormulaScope Scope { get; }

    /// <summary>The formula, without a left side, with as few parentheses as it needs. Reads back as the same tree.</summary>
    public string Canonical => _canonical ??= CanonicalText.Of(_root, Scope);

    /// <summary>The formula as LaTeX, without a left side. Reads back as the same tree, but for numbers below 1e-6 or from 1e15, which are written as a
    /// product with a power of ten.</summary>
    public string Latex => _latex ??= LatexText.Of(_root, Scope);

    /// <summary>The formula, without a left side, as people write it: a MathML element.</summary>
    public string MathMl => _mathMl ??= MathMarkup.Of(_root);

    /// <summary>Why the shapes don't fit; null where they do.</summary>
    public LocalizedText? Misfit { get; }

    /// <summary>Kind and size of the value; null where the shapes don't fit.</summary>
    public ValueShape? Shape => _tape?.Shape;

    /// <summary>The numbers that one computation of the value takes; 0 where the shapes don't fit.</summary>
    internal int Size => _tape?.Size ?? 0;

    /// <summary>Reads a formula: mathematical notation, NumPy spellings, and everyday LaTeX.</summary>
    /// <param name="text">The text; a left side with <c>=</c> is allowed.</param>
    /// <param name="scope">The names it may use.</param>
    /// <exception cref="FormulaSyntaxException">The text isn't a formula of the scope.</exception>
    public static Formula Parse(string text, FormulaScope scope)
    {
        var (leftSide, root) = FormulaReader.Read(text, scope);
        return new Formula(text, leftSide, scope, MatrixDots.AsProducts(root, scope), scope.Axes);
    }

    /// <summary>The letters of the indices that the formula leaves free, in alphabetical order; empty for a formula without index notation.</summary>
    public string FreeIndices => string.Concat(IndexLetters.Free(_root).Order());

    /// <summary>The same formula with its free indices running over other axes. Its value has an axis for each: one is a column, two are a matrix, and
    /// of more all but the first lie in the matrix's rows, the last changing fastest.</summary>
    public Formula Along(params IReadOnlyList<IndexAxis> axes) => new(Source, LeftSide, Scope, _root, axes);

    /// <summary>The value at given values of the names.</summary>
    /// <exception cref="FormulaMisfitException">The shapes don't fit.</exception>
    /// <exception cref="ArgumentException">The assignment belongs to another scope.</exception>
    public FormulaValue Evaluate(FormulaAssignment at) => Computable(at).Run(at);

    /// <summary>Whether the value at given values of the names is finite and close to another of the same shape.</summary>
    /// <inheritdoc cref="Evaluate" path="/exception"/>
    internal bool IsClose(FormulaAssignment at, FormulaValue expected, double tolerance) => Computable(at).IsClose(at, expected, tolerance);

    /// <summary>Vector–Jacobian products by reverse-mode automatic differentiation: Σᵢ upstreamᵢ · ∂valueᵢ/∂name for each name, in that
    /// name's shape. At a kink: relu, abs and hardtanh have slope 0, a norm at 0 has gradient 0, equal arguments of max and min share equally.</summary>
    /// <param name="at">The values of the names.</param>
    /// <param name="upstream">A weight for each entry of the value, of the value's size; the number 1 for a formula whose value is a number.</param>
    /// <param name="names">The names to differentiate by, in any of their spellings.</param>
    /// <exception cref="FormulaMisfitException">The shapes don't fit.</exception>
    /// <exception cref="ArgumentException">The assignment belongs to another scope, a name is unknown, or the upstream has another size.</exception>
    public IReadOnlyList<FormulaValue> Pullback(FormulaAssignment at, FormulaValue upstream, params ReadOnlySpan<string> names)
    {
        var tape = Computable(at);
        if (!upstream.Shape.Agrees(tape.Shape))
            throw new ArgumentException($"The value is {tape.Shape}, the upstream {upstream.Shape}.", nameof(upstream));
        var indices = new int[names.Length];
        for (var i = 0; i < indices.Length; i++) indices[i] = Scope.IndexOf(names[i]);
        return tape.Pullback(at, indices, upstream);
    }

    /// <summary>The gradient by one name of a formula whose value is a number.</summary>
    /// <inheritdoc cref="Pullback" path="/exception"/>
    public FormulaValue Gradient(FormulaAssignment at, string name) => Pullback(at, FormulaValue.Scalar(1), name)[0];

    /// <summary>Whether both are the same tree over the same scope.</summary>
    public bool Equals(Formula? other) => other is not null && ReferenceEquals(Scope, other.Scope) && _root == other._root;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Formula);

    /// <inheritdoc/>
    public override int GetHashCode() => _root.GetHashCode();

    /// <summary>The canonical text.</summary>
    public override string ToString() => Canonical;

    /// <summary>How the formula compares with a reference, computed once for each.</summary>
    internal FormulaComparison ComparedBy(FormulaComparer comparer)
    {
        var known = Volatile.Read(ref _comparisons);
        foreach (var (by, earlier) in known)
            if (ReferenceEquals(by, comparer)) return earlier;
        var result = comparer.Compare(this);
        // A thread that adds another at the same time may win; that one is computed again.
        if (known.Length < MostComparisons) Volatile.Write(ref _comparisons, [.. known, (comparer, result)]);
        return result;
    }

    private Tape Computable(FormulaAssignment at)
    {
        if (_tape is null) throw new FormulaMisfitException(Misfit!);
        return ReferenceEquals(at.Scope, Scope) ? _tape : throw new ArgumentException("The assignment belongs to another scope.", nameof(at));
    }
}
