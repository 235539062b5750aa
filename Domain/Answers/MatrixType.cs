using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Answers;

/// <summary>A matrix of real numbers, by rows; a matrix of one column may be written as a plain array.</summary>
/// <param name="rows">The rows that a form shows; null where they are the student's choice.</param>
/// <param name="columns">The columns that a form shows; null where they are the student's choice.</param>
public sealed class MatrixType(int? rows, int? columns) : AnswerType<double[][]>
{
    public override string Name => "matrix";

    public override FieldForm Describe() => new(Name)
    {
        Shape = [rows, columns],
        Hint = new("Polje redaka: [[1, 0], [\"1/2\", 3]].", "An array of rows: [[1, 0], [\"1/2\", 3]]."),
    };

    public override Reading Read(JsonElement element)
    {
        var reading = NumberArray.Read(element);
        return reading.Answer switch
        {
            NumberArray { Dimensions.Count: 0 } => Reading.Unreadable(Problems.Expected(new("polje redaka", "an array of rows"), element.ValueKind.ToString())),
            NumberArray { Dimensions.Count: > 2 } => Reading.Unreadable(Problems.Ragged),
            _ => reading,
        };
    }

    public override Comparison Compare(Answer answer, double[][] target, Tolerance tolerance)
    {
        var given = (NumberArray)answer;
        var (height, width) = Size(target);
        if (!Fits(given, height, width))
            return Comparison.WrongSize(Sizes(string.Join("×", given.Dimensions)), Sizes(Problems.Invariant($"{height}×{width}")));
        var compared = VectorType.CompareEntries(given.Entries, [.. target.SelectMany(row => row)], tolerance);
        return compared with { WrongEntries = compared.WrongEntries?.Select(entry => InRows(entry, width)).ToArray() };
    }

    private static LocalizedText Sizes(string sizes) => new(sizes, sizes);

    public override bool TryFollow(Answer answer, double[][] reference, out double[][] value)
    {
        var given = (NumberArray)answer;
        var (height, width) = Size(reference);
        value = reference;
        if (!Fits(given, height, width)) return false;
        var follows = VectorType.TryFollowEntries(given.Entries, [.. reference.SelectMany(row => row)], out var entries);
        value = [.. entries.Chunk(Math.Max(1, width))];
        return follows;
    }

    public override bool Vanishes(double[][] value, double[][] reference)
    {
        var scale = reference.SelectMany(row => row).Select(Math.Abs).DefaultIfEmpty().Max();
        return scale > 0 && value.All(row => Array.TrueForAll(row, x => Math.Abs(x) <= VectorType.LastBits * scale));
    }

    public override bool Same(double[][] left, double[][] right) =>
        left.Length == right.Length && left.Zip(right).All(rows => rows.First.Length == rows.Second.Length && SameRow(rows.First, rows.Second));

    private static bool SameRow(double[] left, double[] right) =>
        left.Zip(right).All(pair => Math.Abs(pair.First - pair.Second) <= VectorType.LastBits * Math.Max(1, Math.Abs(pair.Second)));

    public override JsonNode Write(double[][] value) =>
        new JsonArray([.. value.Select(row => (JsonNode)new JsonArray([.. row.Select(x => (JsonNode)VectorType.Tidy(x))]))]);

    private static (int Height, int Width) Size(double[][] matrix) => (matrix.Length, matrix.Length == 0 ? 0 : matrix[0].Length);

    private static bool Fits(NumberArray given, int height, int width) => given.Dimensions switch
    {
        [var rows, var columns] => rows == height && columns == width,
        [var rows] => rows == height && width == 1,
        _ => false,
    };

    private static string InRows(string entry, int width)
    {
        var index = int.Parse(entry.AsSpan(1, entry.Length - 2), System.Globalization.CultureInfo.InvariantCulture);
        return Problems.Invariant($"[{index / width}][{index % width}]");
    }
}
