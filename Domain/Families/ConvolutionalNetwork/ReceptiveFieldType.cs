using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>A receptive field in input pixels: a side (9), <c>[height, width]</c>, <c>"9×9"</c>, or <c>{"area": 81}</c>.</summary>
public sealed partial class ReceptiveFieldType : AnswerType<Extent>
{
    private ReceptiveFieldType() { }

    public static ReceptiveFieldType Instance { get; } = new();

    public override string Name => "receptiveField";
    public override Tolerance DefaultTolerance => Tolerance.Exact;

    public override FieldForm Describe() => new(Name)
    {
        Shape = [null],
        Hint = new(
            "Stranica u pikselima (5), [visina, širina], „5×7” ili {\"area\": 35}.", "The side in pixels (5), [height, width], \"5×7\", or {\"area\": 35}."),
    };

    public override Reading Read(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var area = default(JsonElement);
            foreach (var property in element.EnumerateObject())
            {
                if (property.Name != "area") return Reading.Unreadable(Problems.UnknownItem(property.Name, ["area"]), "/" + property.Name);
                area = property.Value;
            }
            var reading = NumberArray.Read(area, integer: true);
            return reading.Answer is NumberArray { Entries: [{ } number] }
                ? new ReceptiveFieldAnswer(number.Value, null, FieldNotation.Area)
                : Reading.Unreadable(reading.Problem ?? Problems.Ragged, "/area" + reading.Pointer);
        }
        if (element.ValueKind == JsonValueKind.String && Times().Match(element.GetString()!) is { Success: true } times)
            return new ReceptiveFieldAnswer(
                Number(times.Groups["height"]), Number(times.Groups["width"]), times.Groups["times"].Value is "*" or "·" or "⋅" ? FieldNotation.Product : FieldNotation.Sides);
        var numbers = NumberArray.Read(element, integer: true);
        return numbers.Answer switch
        {
            NumberArray { Entries: [{ } side] } => new ReceptiveFieldAnswer(side.Value, null, FieldNotation.Side),
            NumberArray { Dimensions.Count: 1, Entries: [var height, var width] } => new ReceptiveFieldAnswer(height?.Value, width?.Value, FieldNotation.Sides),
            NumberArray => Reading.Unreadable(Problems.Ragged),
            _ => numbers,
        };
    }

    public override Comparison Compare(Answer answer, Extent target, Tolerance tolerance)
    {
        var given = (ReceptiveFieldAnswer)answer;
        if (given.Notation == FieldNotation.Area) return Comparison.Of(given.Height == (double)target.Height * target.Width);
        if (given.Notation == FieldNotation.Side) return Comparison.Of(target.IsSquare && given.Height == target.Height);
        if (given.Notation == FieldNotation.Product && target.IsSquare && given.Height * given.Width == target.Height) return Comparison.Equal;
        List<string> wrong = [];
        if (given.Height != target.Height) wrong.Add("[0]");
        if (given.Width != target.Width) wrong.Add("[1]");
        return new Comparison(2 - wrong.Count, 2, wrong.Count == 0 ? null : wrong);
    }

    public override bool TryFollow(Answer answer, Extent reference, out Extent value)
    {
        var given = (ReceptiveFieldAnswer)answer;
        var (height, width) = given.Notation == FieldNotation.Side ? (given.Height, given.Height) : (given.Height ?? reference.Height, given.Width ?? reference.Width);
        value = reference;
        if (given.Notation == FieldNotation.Area || !IsSize(height) || !IsSize(width)) return false;
        value = new Extent((long)height!.Value, (long)width!.Value);
        return true;
    }

    private static bool IsSize(double? size) => size is >= 1 and < int.MaxValue && size == Math.Floor(size.Value);

    public override bool Same(Extent left, Extent right) => left == right;

    public override JsonNode Write(Extent value) => value.IsSquare ? JsonValue.Create(value.Height) : new JsonArray(value.Height, value.Width);

    private static double Number(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?<height>\d{1,9})\s*(?<times>[x×X*·⋅])\s*(?<width>\d{1,9})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Times();
}

/// <summary>How a receptive field was written.</summary>
public enum FieldNotation
{
    /// <summary>One number for both axes.</summary>
    Side,

    /// <summary>Height and width.</summary>
    Sides,

    /// <summary>Two numbers with a sign of multiplication between: height and width, or arithmetic for a side.</summary>
    Product,

    /// <summary>Height times width, labelled so.</summary>
    Area,
}

/// <summary>A receptive field as it was written; blank entries are null, and a side or an area stands in <paramref name="Height"/>.</summary>
public sealed record ReceptiveFieldAnswer(double? Height, double? Width, FieldNotation Notation) : Answer
{
    public override JsonNode Understood() => Notation switch
    {
        FieldNotation.Area => new JsonObject { ["area"] = Height },
        FieldNotation.Side => JsonValue.Create(Height!.Value),
        _ => new JsonArray(Height, Width),
    };
}
