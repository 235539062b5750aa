using System.Text.Json;
using GradingService.Domain.Answers;

namespace GradingService.Domain.Marking;

/// <summary>Reads the answers to one scheme's items: an object of parts, each an object of items. Immutable; used by any number of threads.</summary>
internal sealed class SheetReader(IReadOnlyList<Part> parts, int steps)
{
    private readonly Named<NamedPart> _parts = new([.. parts.Select(part => new NamedPart(part))], part => part.Id);

    public AnswerSheet Read(JsonElement answers) => new Sheet(_parts, steps, WellFormed.Is(answers)).Read(answers);

    private sealed class NamedPart(Part part)
    {
        public string Id => part.Id;
        public Named<NamedItem> Items { get; } = new([.. part.Items.Select(item => new NamedItem(item))], item => item.Item.Id);
    }

    private sealed class NamedItem(Item item)
    {
        public Item Item => item;
        public ItemField? Single { get; } = item.IsSingle ? item.Fields[0] : null;
        public Named<ItemField> Fields { get; } = new(item.Fields, field => field.Name ?? "");
    }

    /// <summary>One sheet while it is read.</summary>
    /// <param name="isWellFormed">Whether every text and name of it is Unicode; else each field is looked at by itself.</param>
    private sealed class Sheet(Named<NamedPart> parts, int steps, bool isWellFormed)
    {
        private const int MostRefusals = 100;

        private readonly Reading[] _readings = new Reading[steps];
        private List<UnreadableAnswer>? _unreadable;
        private HashSet<string>? _refused;

        public AnswerSheet Read(JsonElement answers)
        {
            if (IsGivenObject(answers, null, []))
            {
                var next = 0;
                foreach (var property in answers.EnumerateObject())
                {
                    if (parts.Find(property, ref next) is { } part) ReadItems(part, property.Value);
                    else RefuseUnknown(property, null, parts.Names, []);
                }
            }
            return new AnswerSheet(_readings, _unreadable ?? []);
        }

        private void ReadItems(NamedPart part, JsonElement element)
        {
            if (!IsGivenObject(element, null, [part.Id])) return;
            var next = 0;
            foreach (var property in element.EnumerateObject())
            {
                if (part.Items.Find(property, ref next) is not { } item) RefuseUnknown(property, null, part.Items.Names, [part.Id]);
                else if (item.Single is { } field) ReadField(item.Item, field, property.Value);
                else ReadFields(item, property.Value);
            }
        }

        private void ReadFields(NamedItem item, JsonElement element)
        {
            if (!IsGivenObject(element, item.Item, [item.Item.Part, item.Item.Id])) return;
            var next = 0;
            foreach (var property in element.EnumerateObject())
            {
                if (item.Fields.Find(property, ref next) is { } field) ReadField(item.Item, field, property.Value);
                else RefuseUnknown(property, item.Item, item.Fields.Names, [item.Item.Part, item.Item.Id]);
            }
        }

        private void ReadField(Item item, ItemField field, JsonElement element)
        {
            if (AnswerSheet.IsBlank(element) || _refused?.Contains(item.Name) == true) return;
            var reading = isWellFormed || WellFormed.Is(element) ? field.Step.Type.Read(element) : Reading.Unreadable(Problems.BadCharacter);
            if (reading.Problem is null) _readings[field.Step.Index] = reading;
            else Refuse(item, Pointer(field.Name is null ? [item.Part, item.Id] : [item.Part, item.Id, field.Name]) + reading.Pointer, reading.Problem);
        }

        private bool IsGivenObject(JsonElement element, Item? item, ReadOnlySpan<string> place)
        {
            if (element.ValueKind == JsonValueKind.Object) return true;
            if (!AnswerSheet.IsBlank(element))
                Refuse(item, Pointer(place), Problems.Expected(new("objekt", "an object"), element.ValueKind.ToString()));
            return false;
        }

        private void RefuseUnknown(JsonProperty property, Item? item, IEnumerable<string> known, ReadOnlySpan<string> place)
        {
            var name = NameOf(property);
            Refuse(item, Pointer([.. place, name]), Problems.UnknownItem(name, known));
        }

        private void Refuse(Item? item, string pointer, LocalizedText reason)
        {
            if (item is not null)
            {
                // One field that can't be read makes the item unreadable, whichever field comes first.
                if (!(_refused ??= []).Add(item.Name)) return;
                foreach (var field in item.Fields) _readings[field.Step.Index] = Reading.Unreadable(reason);
            }
            _unreadable ??= [];
            if (_unreadable.Count < MostRefusals) _unreadable.Add(new UnreadableAnswer(pointer, item?.Name, reason));
        }

        private static string NameOf(JsonProperty property) => WellFormed.Name(property) ?? "\uFFFD";

        /// <summary>A JSON pointer (RFC 6901).</summary>
        private static string Pointer(ReadOnlySpan<string> names)
        {
            var pointer = "";
            foreach (var name in names) pointer += "/" + JsonPointer.Escape(name);
            return pointer;
        }
    }
}
