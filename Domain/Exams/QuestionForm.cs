using System.Text.Json.Nodes;
using GradingService.Domain.Answers;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Exams;

/// <summary>Everything that a portal needs to draw any question.</summary>
/// <param name="Parts">Parts with their items, in order.</param>
/// <param name="Template">The answers with nothing filled in: every item is null.</param>
public sealed record QuestionForm(IReadOnlyList<PartForm> Parts, JsonObject Template)
{
    internal static QuestionForm Of(MarkScheme scheme) => new(
        [.. scheme.Parts.Select(part => new PartForm(part.Id, part.Points, [.. part.Items.Select(ItemForm.Of)]))],
        new JsonObject(scheme.Parts.Select(part => KeyValuePair.Create(part.Id, (JsonNode?)new JsonObject(part.Items.Select(EmptyItem))))));

    private static KeyValuePair<string, JsonNode?> EmptyItem(Item item) => KeyValuePair.Create(
        item.Id,
        item.IsSingle ? null : (JsonNode?)new JsonObject(item.Fields.Select(field => KeyValuePair.Create(field.Name!, (JsonNode?)null))));
}

/// <summary>A part of a form.</summary>
public sealed record PartForm(string Id, Rational Points, IReadOnlyList<ItemForm> Items);

/// <summary>An item of a form: either one field, or named fields that are marked together.</summary>
public sealed record ItemForm(string Id, LocalizedText Label, Rational Points)
{
    /// <summary>The field of an item that is one value.</summary>
    public FieldForm? Field { get; init; }

    /// <summary>The fields of an item that is an object, by name.</summary>
    public IReadOnlyDictionary<string, FieldForm>? Fields { get; init; }

    internal static ItemForm Of(Item item) => new(item.Id, item.Label, item.Points)
    {
        Field = item.IsSingle ? item.Fields[0].Step.Type.Describe() : null,
        Fields = item.IsSingle ? null : item.Fields.ToDictionary(field => field.Name!, field => field.Step.Type.Describe()),
    };
}
