using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Answers;

namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>Named points marked in a plot: <c>{"w1": [x, y], …}</c>; a point that was left out is null.</summary>
public sealed class MarkedPointsType(IReadOnlyList<string> names) : DesignType<double[]?[]>
{
    public override string Name => "points";

    public override FieldForm Describe() => new(Name)
    {
        Names = [.. names.Select(name => new NameForm(name, [], [2]))],
        Hint = new("Točke u koordinatama grafa: {\"w1\": [x, y], …}.", "Points in the plot's coordinates: {\"w1\": [x, y], …}."),
    };

    public override Reading Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Reading.Unreadable(Problems.Expected(new("objekt s točkama", "an object of points"), element.ValueKind.ToString()));
        var points = new double[]?[names.Count];
        foreach (var property in element.EnumerateObject())
        {
            var pointer = "/" + property.Name;
            var i = names.ToList().IndexOf(property.Name);
            if (i < 0) return Reading.Unreadable(Problems.UnknownItem(property.Name, names), pointer);
            if (Marking.AnswerSheet.IsBlank(property.Value)) continue;
            var reading = NumberArray.Read(property.Value);
            if (reading.Answer is not NumberArray { Dimensions: [2] } point || point.Entries.Any(entry => entry is null))
                return Reading.Unreadable(reading.Problem ?? Problems.Ragged, pointer + reading.Pointer);
            points[i] = [point.Entries[0]!.Value.Value, point.Entries[1]!.Value.Value];
        }
        return new MarkedPointsAnswer(names, points);
    }

    public override double[]?[] Value(Answer answer) => ((MarkedPointsAnswer)answer).Points;

    public override bool Same(double[]?[] left, double[]?[] right) =>
        left.Zip(right).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    public override JsonNode Write(double[]?[] value) => new MarkedPointsAnswer(names, value).Understood();
}

/// <summary>Points as they were marked.</summary>
public sealed record MarkedPointsAnswer(IReadOnlyList<string> Names, double[]?[] Points) : Answer
{
    public override JsonNode Understood() => new JsonObject(
        Names.Zip(Points).Where(point => point.Second is not null).Select(point =>
            KeyValuePair.Create(point.First, (JsonNode?)JsonSerializer.SerializeToNode(point.Second))));
}
