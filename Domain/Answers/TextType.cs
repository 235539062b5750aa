using System.Text.Json;
using System.Text.Json.Nodes;

namespace GradingService.Domain.Answers;

/// <summary>Text that a judge reads: a program, or a formula in a language of its own.</summary>
/// <param name="name">The type's name on the wire.</param>
/// <param name="longest">The most characters that are read.</param>
/// <param name="hint">What to write.</param>
public sealed class TextType(string name, int longest, LocalizedText hint) : DesignType<string>
{
    /// <summary>The longest formula that is read, in characters.</summary>
    public const int LongestFormula = 2_000;

    /// <summary>The longest program that is read, in characters.</summary>
    public const int LongestSource = 64 * 1024;

    public override string Name => name;

    public override FieldForm Describe() => new(name) { Hint = hint, MaxLength = longest };

    public override Reading Read(JsonElement element)
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Number when name == "formula" => element.GetRawText(),
            _ => null,
        };
        if (text is null) return Reading.Unreadable(Problems.Expected(new("tekst", "a string"), element.ValueKind.ToString()));
        return Check(text, longest) is { } problem ? Reading.Unreadable(problem) : new TextAnswer(text);
    }

    /// <summary>What forbids a text: its length, a NUL, or half of a surrogate pair.</summary>
    public static LocalizedText? Check(string text, int longest)
    {
        if (text.Length > longest) return Problems.TooLong(longest);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i])) return Problems.BadCharacter;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i]))) return Problems.BadCharacter;
        }
        return null;
    }

    public override string Value(Answer answer) => ((TextAnswer)answer).Text;

    public override bool Same(string left, string right) => left == right;

    public override JsonNode Write(string value) => JsonValue.Create(value);
}

/// <summary>A text as it was sent.</summary>
public sealed record TextAnswer(string Text) : Answer
{
    public override JsonNode Understood() => JsonValue.Create(Text);
}
