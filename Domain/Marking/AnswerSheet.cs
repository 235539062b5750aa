using System.Text.Json;
using GradingService.Domain.Answers;

namespace GradingService.Domain.Marking;

/// <summary>A student's answers to one question, read: one reading for each step that is asked.</summary>
public sealed class AnswerSheet
{
    private const int MostRefusals = 100;

    private readonly Reading[] _readings;

    internal AnswerSheet(Reading[] readings, IReadOnlyList<UnreadableAnswer> unreadable, IReadOnlyDictionary<int, Warning> warnings)
    {
        _readings = readings;
        Unreadable = unreadable;
        Warnings = warnings;
    }

    /// <summary>What can't be read, at most one for each item.</summary>
    public IReadOnlyList<UnreadableAnswer> Unreadable { get; }

    internal IReadOnlyDictionary<int, Warning> Warnings { get; }

    internal Reading this[int step] => _readings[step];

    /// <summary>What was read for a step.</summary>
    public Reading For(Step step) => _readings[step.Index];

    /// <summary>The same sheet with other answers to some steps, and a warning beside each that a convention was recognised.</summary>
    public AnswerSheet With(IEnumerable<(Step Step, Answer Answer, Warning? Warning)> rewritten)
    {
        var readings = (Reading[])_readings.Clone();
        var warnings = new Dictionary<int, Warning>(Warnings);
        foreach (var (step, answer, warning) in rewritten)
        {
            readings[step.Index] = answer;
            if (warning is not null) warnings[step.Index] = warning;
        }
        return new AnswerSheet(readings, Unreadable, warnings);
    }

    internal static AnswerSheet Read(JsonElement answers, IReadOnlyList<Part> parts, int steps)
    {
        var readings = new Reading[steps];
        var unreadable = new List<UnreadableAnswer>();
        var refused = new HashSet<string>();
        ReadParts(answers);
        return new AnswerSheet(readings, unreadable, new Dictionary<int, Warning>());

        void ReadParts(JsonElement element)
        {
            if (!IsGivenObject(element, "", null)) return;
            foreach (var property in element.EnumerateObject())
            {
                var name = NameOf(property);
                var part = parts.FirstOrDefault(part => part.Id == name);
                if (part is null) Refuse($"/{Escape(name)}", null, Problems.UnknownItem(name, parts.Select(known => known.Id)));
                else ReadItems(part, property.Value);
            }
        }

        void ReadItems(Part part, JsonElement element)
        {
            if (!IsGivenObject(element, $"/{part.Id}", null)) return;
            foreach (var property in element.EnumerateObject())
            {
                var name = NameOf(property);
                var item = part.Items.FirstOrDefault(item => item.Id == name);
                var pointer = $"/{part.Id}/{Escape(name)}";
                if (item is null) Refuse(pointer, null, Problems.UnknownItem(name, part.Items.Select(known => known.Id)));
                else if (item.IsSingle) ReadField(item, item.Fields[0], property.Value, pointer);
                else ReadFields(item, property.Value, pointer);
            }
        }

        void ReadFields(Item item, JsonElement element, string pointer)
        {
            if (!IsGivenObject(element, pointer, item)) return;
            foreach (var property in element.EnumerateObject())
            {
                var name = NameOf(property);
                var field = item.Fields.FirstOrDefault(field => field.Name == name);
                var inner = $"{pointer}/{Escape(name)}";
                if (field is null) Refuse(inner, item, Problems.UnknownItem(name, item.Fields.Select(known => known.Name!)));
                else ReadField(item, field, property.Value, inner);
            }
        }

        void ReadField(Item item, ItemField field, JsonElement element, string pointer)
        {
            if (IsBlank(element) || refused.Contains(item.Name)) return;
            var reading = WellFormed.Is(element) ? field.Step.Type.Read(element) : Reading.Unreadable(Problems.BadCharacter);
            if (reading.Problem is { } problem) Refuse(pointer + reading.Pointer, item, problem);
            else readings[field.Step.Index] = reading;
        }

        bool IsGivenObject(JsonElement element, string pointer, Item? item)
        {
            if (element.ValueKind == JsonValueKind.Object) return true;
            if (!IsBlank(element)) Refuse(pointer, item, Problems.Expected(new("objekt", "an object"), element.ValueKind.ToString()));
            return false;
        }

        void Refuse(string pointer, Item? item, LocalizedText reason)
        {
            if (item is not null)
            {
                // One field that can't be read makes the item unreadable, whichever field comes first.
                if (!refused.Add(item.Name)) return;
                foreach (var field in item.Fields) readings[field.Step.Index] = Reading.Unreadable(reason);
            }
            if (unreadable.Count < MostRefusals) unreadable.Add(new UnreadableAnswer(pointer, item?.Name, reason));
        }
    }

    /// <summary>Nothing is answered: null, an empty text, or a structure of nothing else.</summary>
    public static bool IsBlank(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => WellFormed.Text(element) is { } text && string.IsNullOrWhiteSpace(text),
        JsonValueKind.Array => element.EnumerateArray().All(IsBlank),
        JsonValueKind.Object => element.EnumerateObject().All(property => IsBlank(property.Value)),
        _ => false,
    };

    private static string NameOf(JsonProperty property) => WellFormed.Name(property) ?? "\uFFFD";

    /// <summary>A name as a token of a JSON pointer (RFC 6901).</summary>
    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}

/// <summary>An answer that can't be read.</summary>
/// <param name="Pointer">A JSON pointer relative to the answers.</param>
/// <param name="Item">The item's whole name; null where there is no such item.</param>
/// <param name="Reason">Why, and what to write instead.</param>
public sealed record UnreadableAnswer(string Pointer, string? Item, LocalizedText Reason);
