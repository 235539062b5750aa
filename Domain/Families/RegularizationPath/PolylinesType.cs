using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Answers;

namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>Drawn lines, each a list of points <c>[x, y]</c> in the coordinates of the data.</summary>
public sealed class PolylinesType : DesignType<double[][][]>
{
    private const int MostLines = 100;

    public override string Name => "polylines";

    public override FieldForm Describe() => new(Name)
    {
        Shape = [null, null, 2],
        Hint = new(
            "Nacrtane linije u koordinatama grafa: [[[x, y], [x, y], …], …].", "Drawn lines in the plot's coordinates: [[[x, y], [x, y], …], …]."),
    };

    public override Reading Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
            return Reading.Unreadable(Problems.Expected(new("polje linija", "an array of lines"), element.ValueKind.ToString()));
        if (element.GetArrayLength() > MostLines) return Reading.Unreadable(Problems.TooMany(MostLines));
        var lines = new List<double[][]>();
        foreach (var line in element.EnumerateArray())
        {
            var pointer = Problems.Invariant($"/{lines.Count}");
            if (line.ValueKind != JsonValueKind.Array) return Reading.Unreadable(Problems.Ragged, pointer);
            if (line.GetArrayLength() == 0)
            {
                lines.Add([]);
                continue;
            }
            var reading = NumberArray.Read(line);
            if (reading.Answer is not NumberArray { Dimensions: [_, 2] } points || points.Entries.Any(entry => entry is null))
                return Reading.Unreadable(reading.Problem ?? Problems.Ragged, pointer + reading.Pointer);
            lines.Add([.. points.Entries.Chunk(2).Select(point => new[] { point[0]!.Value.Value, point[1]!.Value.Value })]);
        }
        return new PolylinesAnswer([.. lines]);
    }

    public override double[][][] Value(Answer answer) => ((PolylinesAnswer)answer).Lines;

    public override bool Same(double[][][] left, double[][][] right) =>
        left.Length == right.Length && left.Zip(right).All(lines =>
            lines.First.Length == lines.Second.Length && lines.First.Zip(lines.Second).All(points => points.First.AsSpan().SequenceEqual(points.Second)));

    public override JsonNode Write(double[][][] value) => new PolylinesAnswer(value).Understood();
}

/// <summary>Lines as they were drawn.</summary>
public sealed record PolylinesAnswer(double[][][] Lines) : Answer
{
    public override JsonNode Understood() => JsonSerializer.SerializeToNode(Lines)!;
}
