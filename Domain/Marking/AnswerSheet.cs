using System.Runtime.InteropServices;
using System.Text.Json;
using GradingService.Domain.Answers;

namespace GradingService.Domain.Marking;

/// <summary>A student's answers to one question, read: one reading for each step that is asked.</summary>
public sealed class AnswerSheet
{
    private static readonly IReadOnlyDictionary<int, Warning> NoWarnings = new Dictionary<int, Warning>();

    private readonly Reading[] _readings;

    internal AnswerSheet(Reading[] readings, IReadOnlyList<UnreadableAnswer> unreadable, IReadOnlyDictionary<int, Warning>? warnings = null)
    {
        _readings = readings;
        Unreadable = unreadable;
        Warnings = warnings ?? NoWarnings;
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

    /// <summary>Nothing is answered: null, an empty text, or a structure of nothing else.</summary>
    public static bool IsBlank(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return true;
            case JsonValueKind.String:
                return !BeginsVisibly(JsonMarshal.GetRawUtf8Value(element)) && WellFormed.Text(element) is { } text && string.IsNullOrWhiteSpace(text);
            case JsonValueKind.Array:
                foreach (var entry in element.EnumerateArray())
                    if (!IsBlank(entry)) return false;
                return true;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    if (!IsBlank(property.Value)) return false;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a JSON string begins with an ASCII character that is written as it is and isn't white space.</summary>
    private static bool BeginsVisibly(ReadOnlySpan<byte> quoted) => quoted[1] is > (byte)' ' and < 0x7F and not ((byte)'\\' or (byte)'"');
}

/// <summary>An answer that can't be read.</summary>
/// <param name="Pointer">A JSON pointer relative to the answers.</param>
/// <param name="Item">The item's whole name; null where there is no such item.</param>
/// <param name="Reason">Why, and what to write instead.</param>
public sealed record UnreadableAnswer(string Pointer, string? Item, LocalizedText Reason);
