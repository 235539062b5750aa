using System.Text.Json;
using System.Text.Json.Nodes;

namespace GradingService.Domain.Answers;

/// <summary>One of a few named values.</summary>
public sealed class ChoiceType(IReadOnlyList<ChoiceForm> allowed) : AnswerType<string>
{
    public override string Name => "choice";

    public override FieldForm Describe() => new(Name) { Allowed = allowed };

    public override Reading Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return Reading.Unreadable(Problems.Expected(new("jedna od ponuđenih vrijednosti", "one of the allowed values"), element.ValueKind.ToString()));
        var text = element.GetString()!.Trim();
        return allowed.Any(choice => choice.Value == text)
            ? new ChoiceAnswer(text)
            : Reading.Unreadable(Problems.NotAllowed(text, allowed.Select(choice => choice.Value)));
    }

    public override Comparison Compare(Answer answer, string target, Numerics.Tolerance tolerance) => Comparison.Of(((ChoiceAnswer)answer).Value == target);

    public override bool TryFollow(Answer answer, string reference, out string value)
    {
        value = ((ChoiceAnswer)answer).Value;
        return true;
    }

    public override bool Same(string left, string right) => left == right;

    public override JsonNode Write(string value) => JsonValue.Create(value);
}

/// <summary>A chosen value.</summary>
public sealed record ChoiceAnswer(string Value) : Answer
{
    public override JsonNode Understood() => JsonValue.Create(Value);
}
