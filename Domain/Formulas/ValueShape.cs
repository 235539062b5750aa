namespace GradingService.Domain.Formulas;

/// <summary>What a value of a formula is: every value is a matrix, and its kind says how it was meant.</summary>
public enum ValueKind
{
    /// <summary>A number, 1×1.</summary>
    Scalar,

    /// <summary>A column vector, n×1. Vectors are columns unless transposed.</summary>
    Column,

    /// <summary>A row vector, 1×n.</summary>
    Row,

    /// <summary>A matrix, m×n, of any size, 1×1 included.</summary>
    Matrix,
}

/// <summary>The kind and size of a formula's value. The default is a scalar.</summary>
public readonly record struct ValueShape
{
    private readonly int _rows;
    private readonly int _columns;

    private ValueShape(ValueKind kind, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)rows * columns, MaxEntries);
        (Kind, _rows, _columns) = (kind, rows - 1, columns - 1);
    }

    /// <summary>The largest number of entries a value may have.</summary>
    public const int MaxEntries = 1 << 20;

    /// <summary>How the value was meant.</summary>
    public ValueKind Kind { get; }

    /// <summary>The number of rows, at least 1.</summary>
    public int Rows => _rows + 1;

    /// <summary>The number of columns, at least 1.</summary>
    public int Columns => _columns + 1;

    /// <summary>The number of entries.</summary>
    public int Count => Rows * Columns;

    /// <summary>Whether the value is a row or a column.</summary>
    public bool IsVector => Kind is ValueKind.Column or ValueKind.Row;

    /// <summary>A number.</summary>
    public static ValueShape Scalar => default;

    /// <summary>A column vector of <paramref name="length"/> entries.</summary>
    public static ValueShape Column(int length) => new(ValueKind.Column, length, 1);

    /// <summary>A row vector of <paramref name="length"/> entries.</summary>
    public static ValueShape Row(int length) => new(ValueKind.Row, 1, length);

    /// <summary>A matrix of <paramref name="rows"/>×<paramref name="columns"/> entries.</summary>
    public static ValueShape Matrix(int rows, int columns) => new(ValueKind.Matrix, rows, columns);

    /// <summary>The shape after transposition: rows and columns change places.</summary>
    public ValueShape Transposed => Kind switch
    {
        ValueKind.Column => Row(Rows),
        ValueKind.Row => Column(Columns),
        ValueKind.Matrix => Matrix(Columns, Rows),
        _ => this,
    };

    /// <summary>Whether a value of this shape can stand for one of the other: same kind and size, where a single entry is a number
    /// whatever its kind.</summary>
    public bool Agrees(ValueShape other) => this == other || (Count == 1 && other.Count == 1);

    /// <summary>The shape in words.</summary>
    public LocalizedText Description => Kind switch
    {
        ValueKind.Column => new($"stupac duljine {Rows}", $"a column of {Rows}"),
        ValueKind.Row => new($"redak duljine {Columns}", $"a row of {Columns}"),
        ValueKind.Matrix => new($"matrica {Rows}×{Columns}", $"a {Rows}×{Columns} matrix"),
        _ => new("broj", "a number"),
    };

    /// <summary>The shape in English.</summary>
    public override string ToString() => Description.En;
}
