using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>A recurrent network that a student designs, as an object of sizes, weights and activations.</summary>
/// <param name="bits">The size of an input.</param>
/// <param name="probe">Sequences over which a design's output must vary before anything is computed from it.</param>
public sealed class RecurrentModelType(int bits, IReadOnlyList<IReadOnlyList<string>> probe) : DesignType<RecurrentModel>
{
    private const int LargestState = 64;

    private static readonly string[] Properties =
    [
        "hiddenSize", "Wxh", "Whh", "bh", "bh2", "h0", "h0Trainable", "activation", "negativeSlope", "stepAtZero",
        "Why", "bo", "output", "threshold", "strict", "bitOrder",
    ];

    public override string Name => "recurrentModel";

    public override FieldForm Describe() => new(Name)
    {
        Names = [.. Properties.Select(property => new NameForm(property, [], []))],
        Allowed = [.. Enum.GetNames<CellActivation>().Select(name => new ChoiceForm(JsonNamingPolicy.CamelCase.ConvertName(name), new(name, name)))],
        Hint = new(
            "{\"hiddenSize\": 1, \"Wxh\": [[…]], \"Whh\": [[…]], \"bh\": […], \"h0\": […], \"activation\": \"identity\", \"Why\": [[…]], \"bo\": […], \"output\": \"sigmoid\", \"threshold\": 0.5, \"strict\": true}",
            "{\"hiddenSize\": 1, \"Wxh\": [[…]], \"Whh\": [[…]], \"bh\": […], \"h0\": […], \"activation\": \"identity\", \"Why\": [[…]], \"bo\": […], \"output\": \"sigmoid\", \"threshold\": 0.5, \"strict\": true}"),
    };

    public override Reading Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Reading.Unreadable(Problems.Expected(new("objekt s parametrima modela", "an object with the model's parameters"), element.ValueKind.ToString()));
        try
        {
            return new RecurrentModelAnswer(ReadModel(element), element.Clone());
        }
        catch (UnreadablePropertyException e)
        {
            return Reading.Unreadable(e.Reason, e.Pointer);
        }
    }

    private RecurrentModel ReadModel(JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
            if (!Properties.Contains(property.Name))
                throw new UnreadablePropertyException("/" + property.Name, Problems.UnknownItem(property.Name, Properties));
        var read = new PropertyReader(element);
        var n = read.Integer("hiddenSize", 1, LargestState);
        return new RecurrentModel
        {
            HiddenSize = n,
            Wxh = Upright(read.Matrix("Wxh"), n, bits),
            Whh = read.Matrix("Whh"),
            Why = Upright(read.Matrix("Why"), outputs: null, n),
            Bh = read.Vector("bh"),
            Bh2 = read.Vector("bh2"),
            H0 = read.Vector("h0"),
            Bo = read.Vector("bo"),
            H0Trainable = read.Boolean("h0Trainable", false),
            Activation = read.Choice("activation", CellActivation.Identity),
            NegativeSlope = read.Number("negativeSlope") ?? new Rational(1, 100),
            StepAtZero = read.Number("stepAtZero") ?? Rational.Zero,
            Output = read.Choice("output", OutputActivation.Identity),
            Threshold = read.Number("threshold"),
            Strict = read.Boolean("strict", true),
            BitOrder = read.Choice("bitOrder", BitOrder.Msb),
        };
    }

    /// <summary>A matrix that was written transposed and fits only so is turned: [[0], [2]] for 1×2.</summary>
    private static Rational[][] Upright(Rational[][] matrix, int? outputs, int columns)
    {
        var rows = matrix.Length;
        var width = rows == 0 ? 0 : matrix[0].Length;
        if (width == columns || rows != columns || (outputs is { } expected && width != expected)) return matrix;
        return [.. Enumerable.Range(0, width).Select(j => matrix.Select(row => row[j]).ToArray())];
    }

    public override RecurrentModel Value(Answer answer) => ((RecurrentModelAnswer)answer).Model;

    /// <summary>Later steps are computed from any design that fits and whose output varies over the inputs.</summary>
    public override bool TryFollow(Answer answer, RecurrentModel reference, out RecurrentModel value)
    {
        value = Value(answer);
        if (!value.Fits(bits)) return false;
        var outputs = new HashSet<double>();
        foreach (var sequence in probe)
        {
            var output = RecurrentTrace.Output(value, RecurrentTrace.Of(value, sequence).States[^1]);
            if (!double.IsFinite(output)) return false;
            outputs.Add(output);
        }
        return outputs.Count > 1;
    }

    public override bool Same(RecurrentModel left, RecurrentModel right) => JsonNode.DeepEquals(Write(left), Write(right));

    public override JsonNode Write(RecurrentModel value)
    {
        var json = new JsonObject
        {
            ["hiddenSize"] = value.HiddenSize,
            ["Wxh"] = Matrix(value.Wxh),
            ["Whh"] = Matrix(value.Whh),
            ["bh"] = Vector(value.Bh),
            ["bh2"] = Vector(value.Bh2),
            ["h0"] = Vector(value.H0),
            ["h0Trainable"] = value.H0Trainable ? true : null,
            ["activation"] = Camel(value.Activation),
            ["negativeSlope"] = value.Activation == CellActivation.LeakyRelu ? Number(value.NegativeSlope) : null,
            ["stepAtZero"] = value.StepAtZero.IsZero ? null : Number(value.StepAtZero),
            ["Why"] = Matrix(value.Why),
            ["bo"] = Vector(value.Bo),
            ["output"] = Camel(value.Output),
            ["threshold"] = value.Threshold is { } threshold ? Number(threshold) : null,
            ["strict"] = value.Strict,
            ["bitOrder"] = value.BitOrder == BitOrder.Msb ? null : Camel(value.BitOrder),
        };
        foreach (var absent in json.Where(property => property.Value is null).Select(property => property.Key).ToArray()) json.Remove(absent);
        return json;
    }

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonNode Number(Rational value) => value.IsInteger && value.CompareTo(int.MaxValue) < 0 && value.CompareTo(int.MinValue) > 0
        ? JsonValue.Create((int)value.Numerator)
        : JsonValue.Create(value.ToString());

    private static JsonArray? Vector(Rational[]? vector) => vector is null ? null : new JsonArray([.. vector.Select(Number)]);

    private static JsonArray Matrix(Rational[][] matrix) => new([.. matrix.Select(Vector)]);
}

/// <summary>A design as it was read, and as it was sent.</summary>
public sealed record RecurrentModelAnswer(RecurrentModel Model, JsonElement Sent) : Answer
{
    public override JsonNode Understood() => JsonSerializer.SerializeToNode(Sent)!;
}
