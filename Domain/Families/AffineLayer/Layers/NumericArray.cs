namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>An array of doubles as NumPy has them: any number of axes, stored with the last one running fastest.</summary>
/// <param name="Shape">Sizes along the axes; empty for a number by itself.</param>
/// <param name="Data">As many numbers as the product of the sizes.</param>
public sealed record NumericArray(IReadOnlyList<int> Shape, double[] Data)
{
    /// <summary>The number of entries.</summary>
    public int Size => Data.Length;

    /// <summary>An array of the same shape whose entries are computed one by one.</summary>
    public NumericArray Map(Func<double, double> function) => new(Shape, Array.ConvertAll(Data, x => function(x)));

    /// <summary>The same numbers in another shape of as many entries.</summary>
    public NumericArray Reshaped(params IReadOnlyList<int> shape) => new(shape, Data);

    /// <summary>The transpose of a matrix.</summary>
    public NumericArray Transposed()
    {
        var (rows, columns) = (Shape[0], Shape[1]);
        return Matrix(columns, rows, (i, j) => Data[j * columns + i]);
    }

    /// <summary>Several arrays of one shape as one, along a new first axis; null where their shapes differ.</summary>
    public static NumericArray? Stack(IReadOnlyList<NumericArray> arrays)
    {
        if (arrays.Count == 0 || arrays.Any(array => !array.HasShape(arrays[0].Shape))) return null;
        return new([arrays.Count, .. arrays[0].Shape], [.. arrays.SelectMany(array => array.Data)]);
    }

    /// <summary>A matrix whose entries are computed from row and column.</summary>
    public static NumericArray Matrix(int rows, int columns, Func<int, int, double> entry)
    {
        var data = new double[rows * columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) data[i * columns + j] = entry(i, j);
        return new([rows, columns], data);
    }

    /// <summary>Whether the sizes along all axes are these.</summary>
    public bool HasShape(IReadOnlyList<int> shape)
    {
        if (Shape.Count != shape.Count) return false;
        for (var axis = 0; axis < shape.Count; axis++)
            if (Shape[axis] != shape[axis]) return false;
        return true;
    }

    /// <summary>Same shape, and the same number in every place.</summary>
    public bool Equals(NumericArray? other) => other is not null && HasShape(other.Shape) && Data.AsSpan().SequenceEqual(other.Data);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Shape.Count, Size, Size > 0 ? Data[0] : 0);
}
