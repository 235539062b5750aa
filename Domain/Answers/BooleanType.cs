using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Answers;

/// <summary>Yes or no, as <c>true</c> or <c>false</c>.</summary>
public sealed class BooleanType : AnswerType<bool>
{
    private BooleanType() { }

    public static BooleanType Instance { get; } = new();

    public override string Name => "boolean";

    public override FieldForm Describe() => new(Name) { Hint = new("true ili false, bez navodnika.", "true or false, without quotes.") };

    public override Reading Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => new BooleanAnswer(true),
        JsonValueKind.False => new BooleanAnswer(false),
        var kind => Reading.Unreadable(Problems.Expected(new("true ili false", "true or false"), kind.ToString())),
    };

    public override Comparison Compare(Answer answer, bool target, Tolerance tolerance) => Comparison.Of(((BooleanAnswer)answer).Value == target);

    public override bool TryFollow(Answer answer, bool reference, out bool value)
    {
        value = ((BooleanAnswer)answer).Value;
        return true;
    }

    public override bool Same(bool left, bool right) => left == right;

    public override JsonNode Write(bool value) => JsonValue.Create(value);
}

/// <summary>Yes or no.</summary>
public sealed record BooleanAnswer(bool Value) : Answer
{
    public override JsonNode Understood() => JsonValue.Create(Value);
}
