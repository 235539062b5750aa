using System.Text.Json.Nodes;
using GradingService.Domain;
using GradingService.Domain.Marking;

namespace GradingService.Api.Submissions;

/// <summary>What was understood of answers, item by item; nothing was marked or stored.</summary>
/// <param name="Readable">Whether a submission with this body would be taken as far as reading goes.</param>
/// <param name="Parts">The question's parts and items, in the form's order.</param>
/// <param name="Errors">What can't be read: JSON pointers into the body, each with the reasons; the same map that a refused submission gets.</param>
public sealed record ValidationResponse(
    bool Readable, IReadOnlyList<PartReading> Parts, IReadOnlyDictionary<string, IReadOnlyList<LocalizedText>>? Errors);

/// <summary>What was understood of one part.</summary>
/// <param name="Id">The part: <c>a</c>, <c>b</c> …</param>
/// <param name="Items">Its items, in the form's order.</param>
public sealed record PartReading(string Id, IReadOnlyList<ItemReading> Items)
{
    internal static PartReading Of(Part part, AnswerSheet sheet) => new(part.Id, [.. part.Items.Select(item => ItemReading.Of(item, sheet))]);
}

/// <summary>What was understood of one item.</summary>
/// <param name="Id">The item's id within the part.</param>
/// <param name="State">Whether something was read.</param>
/// <param name="Understood">What was read: numbers computed, arrays with blanks as null.</param>
/// <param name="Latex">The same as LaTeX, for a formula.</param>
/// <param name="Warnings">What the student should know before submitting, such as shapes that don't fit together.</param>
/// <param name="Problem">Why it can't be read, and what to write instead.</param>
public sealed record ItemReading(string Id, ReadingState State, JsonNode? Understood, string? Latex, IReadOnlyList<Warning>? Warnings, LocalizedText? Problem)
{
    internal static ItemReading Of(Item item, AnswerSheet sheet)
    {
        var readings = item.Fields.Select(field => (field.Name, Reading: sheet.For(field.Step))).ToArray();
        foreach (var (_, reading) in readings)
            if (reading.Problem is { } problem) return new ItemReading(item.Id, ReadingState.Unreadable, null, null, null, problem);
        if (readings.All(field => field.Reading.IsBlank)) return new ItemReading(item.Id, ReadingState.Blank, null, null, null, null);
        var understood = item.IsSingle
            ? readings[0].Reading.Answer!.Understood()
            : new JsonObject(readings
                .Where(field => field.Reading.Answer is not null)
                .Select(field => KeyValuePair.Create(field.Name!, (JsonNode?)field.Reading.Answer!.Understood())));
        var warnings = item.Fields
            .Select(field => sheet.For(field.Step).Answer is { } answer ? field.Step.Type.Caution(answer) : null)
            .OfType<Warning>()
            .ToArray();
        return new ItemReading(
            item.Id, ReadingState.Read, understood, item.IsSingle ? readings[0].Reading.Answer!.Latex : null, warnings.Length > 0 ? warnings : null, null);
    }
}

/// <summary>Whether an item was read.</summary>
public enum ReadingState
{
    /// <summary>It was understood.</summary>
    Read,

    /// <summary>Nothing was answered.</summary>
    Blank,

    /// <summary>It can't be read.</summary>
    Unreadable,
}
