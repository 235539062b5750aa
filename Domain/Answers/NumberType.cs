using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Answers;

/// <summary>One number: a JSON number, a string of arithmetic, or either alone in an array, as <c>[0]</c>.</summary>
public sealed class NumberType : AnswerType<double>
{
    private NumberType(bool integer) => _integer = integer;

    private readonly bool _integer;

    /// <summary>A real number.</summary>
    public static NumberType Real { get; } = new(integer: false);

    /// <summary>A count, a size or a class: compared exactly.</summary>
    public static NumberType Integer { get; } = new(integer: true);

    public override string Name => _integer ? "integer" : "number";
    public override Tolerance DefaultTolerance => _integer ? Tolerance.Exact : Tolerance.Real;

    public override FieldForm Describe() => new(Name)
    {
        Shape = [],
        Hint = _integer
            ? new("Cijeli broj ili račun u navodnicima: 1234, \"12*10+34\".", "A whole number, or arithmetic in quotes: 1234, \"12*10+34\".")
            : new("Broj s decimalnom točkom ili račun u navodnicima: 1.5, \"2/7\".", "A number with a decimal dot, or arithmetic in quotes: 1.5, \"2/7\"."),
    };

    public override Reading Read(JsonElement element)
    {
        var reading = NumberArray.Read(element, _integer);
        return reading.Answer is NumberArray { Count: > 1 }
            ? Reading.Unreadable(Problems.Expected(new("jedan broj", "one number"), nameof(JsonValueKind.Array)))
            : reading;
    }

    public override Comparison Compare(Answer answer, double target, Tolerance tolerance) =>
        Comparison.Of(((NumberArray)answer).Entries[0] is { } number && tolerance.Accepts(number, target));

    public override bool TryFollow(Answer answer, double reference, out double value)
    {
        value = ((NumberArray)answer).Entries[0]?.Value ?? reference;
        return value != 0 || reference == 0;
    }

    public override bool Vanishes(double value, double reference) => 
        !_integer && reference != 0 && Math.Abs(value) <= VectorType.LastBits * Math.Abs(reference);

    public override bool Same(double left, double right) => Math.Abs(left - right) <= VectorType.LastBits * Math.Max(1, Math.Abs(right));

    public override JsonNode Write(double value) => VectorType.Tidy(value);
}
