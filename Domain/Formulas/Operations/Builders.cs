using System.Diagnostics.CodeAnalysis;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Operations;

/// <summary>Ones or zeros: <c>ones(n)</c> is a column, <c>ones(m, n)</c> a matrix.</summary>
internal sealed record Filled(double Value, string Name) : Operation(new Notation(NotationForm.Call, Name))
{
    /// <summary>The most entries that a formula may ask for by size.</summary>
    public const int MostEntries = 1 << 14;

    public static Filled Ones { get; } = new(1, "ones");

    public static Filled Zeros { get; } = new(0, "zeros");

    public override bool BuildsBySize => true;

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var columns = operands.IsUnary ? 1 : operands.SecondSize;
        if (operands.FirstSize is not >= 1 || columns is not >= 1 || (long)operands.FirstSize * columns > MostEntries)
            return DoesNotFit(out kernel, out shape);
        var of = operands.IsUnary ? ValueShape.Column(operands.FirstSize.Value) : ValueShape.Matrix(operands.FirstSize.Value, columns.Value);
        return Fits(new Fill(Value), of, out kernel, out shape);
    }

    public override LocalizedText Misfit(in Operands operands) => Sizes(Notation.Symbol);

    internal static LocalizedText Sizes(string name) => new(
        $"{name} traži veličine: prirodne brojeve ili imena veličina, ne prevelike",
        $"{name} takes sizes: whole numbers from 1 or names of sizes, not too large");
}

/// <summary>The identity of a stated size.</summary>
internal sealed record Eye() : Operation(new Notation(NotationForm.Call, "eye"))
{
    public static Eye Instance { get; } = new();

    public override bool BuildsBySize => true;

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape) =>
        operands.FirstSize is { } size and >= 1 && (long)size * size <= Filled.MostEntries
            ? Fits(new Identity(size), ValueShape.Matrix(size, size), out kernel, out shape)
            : DoesNotFit(out kernel, out shape);

    public override LocalizedText Misfit(in Operands operands) => Filled.Sizes(Notation.Symbol);
}

/// <summary>Blocks side by side or one above the other: what the commas and semicolons of a matrix in brackets do.</summary>
internal sealed record Blocks(bool Beside) : Operation(new Notation(NotationForm.Brackets, Beside ? ", " : "; "))
{
    public static Blocks InRow { get; } = new(true);

    public static Blocks InColumn { get; } = new(false);

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var (a, b) = (operands.First, operands.Second);
        var conforming = Beside ? a.Rows == b.Rows : a.Columns == b.Columns;
        if (!conforming || (long)a.Count + b.Count > ValueShape.MaxEntries) return DoesNotFit(out kernel, out shape);
        var (rows, columns) = Beside ? (a.Rows, a.Columns + b.Columns) : (a.Rows + b.Rows, a.Columns);
        var of = rows == 1 ? ValueShape.Row(columns) : columns == 1 ? ValueShape.Column(rows) : ValueShape.Matrix(rows, columns);
        return Fits(new Joined(rows, Beside ? a.Columns : a.Count, Beside ? b.Columns : b.Count, Beside), of, out kernel, out shape);
    }

    public override LocalizedText Misfit(in Operands operands) => new(
        $"dijelovi matrice ne pristaju jedan uz drugi: {operands.First.Description.Hr} i {operands.Second.Description.Hr}",
        $"the parts of the matrix don't fit together: {operands.First.Description.En} and {operands.Second.Description.En}");
}

/// <summary>Every entry of the first times the whole second.</summary>
internal sealed record Kronecker() : Operation(new Notation(NotationForm.Call, "kron"))
{
    public static Kronecker Instance { get; } = new();

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var (a, b) = (operands.First, operands.Second);
        if ((long)a.Count * b.Count > ValueShape.MaxEntries) return DoesNotFit(out kernel, out shape);
        var (rows, columns) = (a.Rows * b.Rows, a.Columns * b.Columns);
        var of = a.Kind == ValueKind.Scalar ? b
            : b.Kind == ValueKind.Scalar ? a
            : a.Kind == ValueKind.Column && b.Kind == ValueKind.Column ? ValueShape.Column(rows)
            : a.Kind == ValueKind.Row && b.Kind == ValueKind.Row ? ValueShape.Row(columns)
            : ValueShape.Matrix(rows, columns);
        return Fits(new KroneckerKernel(a.Columns, b.Rows, b.Columns), of, out kernel, out shape);
    }
}

/// <summary>The product of a column and a row, whichever way the vectors lie.</summary>
internal sealed record Outer() : Operation(new Notation(NotationForm.Call, "outer"))
{
    public static Outer Instance { get; } = new();

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var (a, b) = (operands.First, operands.Second);
        return a.Kind != ValueKind.Matrix && b.Kind != ValueKind.Matrix && (long)a.Count * b.Count <= ValueShape.MaxEntries
            ? Fits(new MatrixProduct(a.Count, 1, b.Count), ValueShape.Matrix(a.Count, b.Count), out kernel, out shape)
            : DoesNotFit(out kernel, out shape);
    }
}

/// <summary>A vector on the diagonal of a matrix of zeros, or the diagonal of a matrix.</summary>
internal sealed record Diagonal() : Operation(new Notation(NotationForm.Call, "diag"))
{
    public static Diagonal Instance { get; } = new();

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var of = operands.First;
        if (of.Kind == ValueKind.Matrix)
        {
            var shorter = Math.Min(of.Rows, of.Columns);
            return Fits(new DiagonalOf(of.Columns), ValueShape.Column(shorter), out kernel, out shape);
        }

        return of.IsVector && (long)of.Count * of.Count <= Filled.MostEntries
            ? Fits(new OnDiagonal(of.Count), ValueShape.Matrix(of.Count, of.Count), out kernel, out shape)
            : DoesNotFit(out kernel, out shape);
    }
}
