using System.Diagnostics.CodeAnalysis;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Operations;

/// <summary>The product of mathematics: matrix product, scaling by a number, inner product of two columns; a column before a matrix it fits
/// only as a row is read as one.</summary>
internal sealed record Product() : Operation(new Notation(NotationForm.Infix, "*", Precedence.Product))
{
    public static Product Instance { get; } = new();

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var (a, b) = (operands.First, operands.Second);
        if (a.Kind == ValueKind.Scalar) return Fits(Zip.Product, b, out kernel, out shape);
        if (b.Kind == ValueKind.Scalar) return Fits(Zip.Product, a, out kernel, out shape);
        if (a.Kind == ValueKind.Column && b.Kind == ValueKind.Column && a.Rows == b.Rows)
            return Fits(new MatrixProduct(1, a.Rows, 1), ValueShape.Scalar, out kernel, out shape);
        if (a.Columns == b.Rows && (long)a.Rows * b.Columns <= ValueShape.MaxEntries)
            return Fits(new MatrixProduct(a.Rows, a.Columns, b.Columns), Conforming(a, b), out kernel, out shape);
        if (a.Count == 1) return Fits(Zip.Product, b, out kernel, out shape);
        if (b.Count == 1) return Fits(Zip.Product, a, out kernel, out shape);
        if (a.Kind == ValueKind.Column && b.Kind == ValueKind.Matrix && a.Rows == b.Rows)
            return Fits(new MatrixProduct(1, a.Rows, b.Columns), ValueShape.Row(b.Columns), out kernel, out shape);
        return DoesNotFit(out kernel, out shape);
    }

    public override LocalizedText Misfit(in Operands operands)
    {
        var (a, b) = (operands.First, operands.Second);
        if (!a.IsVector || !b.IsVector || a.Count == b.Count) return base.Misfit(operands);
        return new(
            $"vektori duljina {a.Count} i {b.Count} nemaju umnožak (* je matrični umnožak; za konvoluciju pišite correlate(x, w))",
            $"vectors of {a.Count} and {b.Count} entries have no product (* is the matrix product; for a convolution write correlate(x, w))");
    }

    private static ValueShape Conforming(ValueShape a, ValueShape b) => (a.Kind, b.Kind) switch
    {
        (ValueKind.Row, ValueKind.Column) => ValueShape.Scalar,
        (ValueKind.Row, _) => ValueShape.Row(b.Columns),
        (_, ValueKind.Column) => ValueShape.Column(a.Rows),
        _ => ValueShape.Matrix(a.Rows, b.Columns),
    };
}

/// <summary>Division by a number, or of vectors entry by entry; matrices divide only with <c>./</c>.</summary>
internal sealed record Quotient() : Operation(new Notation(NotationForm.Infix, "/", Precedence.Product))
{
    public static Quotient Instance { get; } = new();

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape) =>
        (operands.Second.Count == 1 || (operands.First.Kind != ValueKind.Matrix && operands.Second.Kind != ValueKind.Matrix))
        && Zip.TryJoin(operands.First, operands.Second, out var joined)
            ? Fits(Zip.Quotient, joined, out kernel, out shape)
            : DoesNotFit(out kernel, out shape);
}

/// <summary>A power: of numbers, of vectors entry by entry as in NumPy, and a whole power of a square matrix.</summary>
internal sealed record Power() : Operation(new Notation(NotationForm.Infix, "^", Precedence.Power))
{
    private const int LargestMatrixExponent = 64;

    public static Power Instance { get; } = new();

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var (a, b) = (operands.First, operands.Second);
        if (a.Kind != ValueKind.Matrix && b.Kind != ValueKind.Matrix)
        {
            return Zip.TryJoin(a, b, out var joined)
                ? Fits(Zip.Power, joined, out kernel, out shape)
                : DoesNotFit(out kernel, out shape);
        }

        return a.Rows == a.Columns && operands.Constant is >= 0 and <= LargestMatrixExponent and { } exponent && double.IsInteger(exponent)
            ? Fits(new MatrixPower(a.Rows, (int)exponent), a, out kernel, out shape)
            : DoesNotFit(out kernel, out shape);
    }
}

/// <summary>The inner product of two vectors; otherwise the product.</summary>
internal sealed record Dot() : Operation(new Notation(NotationForm.Call, "dot"))
{
    public static Dot Instance { get; } = new();

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape) =>
        operands.First.IsVector && operands.Second.IsVector && operands.First.Count == operands.Second.Count
            ? Fits(new MatrixProduct(1, operands.First.Count, 1), ValueShape.Scalar, out kernel, out shape)
            : Product.Instance.TryBind(operands, stride, out kernel, out shape);
}

/// <summary>Rows and columns change places.</summary>
internal sealed record Transpose() : Operation(new Notation(NotationForm.Postfix, "'", Precedence.Postfix))
{
    public static Transpose Instance { get; } = new();

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape) => Fits(
        operands.First.Kind == ValueKind.Matrix ? new MatrixTranspose(operands.First.Rows, operands.First.Columns) : SameEntries.Instance,
        operands.First.Transposed,
        out kernel,
        out shape);
}

/// <summary>An entry of a vector, or of a matrix by row and column. Indices count from 0, negative ones from the end.</summary>
internal sealed record Index(int First, int? Second) : Operation(Written(First, Second))
{
    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var of = operands.First;
        if (Second is null)
        {
            return of.IsVector && TryPlace(First, of.Count, out var place)
                ? Fits(new Entry(place), ValueShape.Scalar, out kernel, out shape)
                : DoesNotFit(out kernel, out shape);
        }

        return of.Kind != ValueKind.Scalar && TryPlace(First, of.Rows, out var row) && TryPlace(Second.Value, of.Columns, out var column)
            ? Fits(new Entry(row * of.Columns + column), ValueShape.Scalar, out kernel, out shape)
            : DoesNotFit(out kernel, out shape);
    }

    public override LocalizedText Misfit(in Operands operands) => new(
        $"{Notation.Symbol} (brojeći od 0) ne postoji, a lijevo je {operands.First.Description.Hr}",
        $"{Notation.Symbol} (counting from 0) doesn't exist in {operands.First.Description.En}");

    private static bool TryPlace(int index, int count, out int place)
    {
        place = index < 0 ? index + count : index;
        return place >= 0 && place < count;
    }

    private static Notation Written(int first, int? second) => new(
        NotationForm.Postfix,
        second is null ? FormattableString.Invariant($"[{first}]") : FormattableString.Invariant($"[{first}, {second}]"),
        Precedence.Postfix);
}
