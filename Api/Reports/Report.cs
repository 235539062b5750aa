using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Api.Http;
using GradingService.Api.Submissions;
using GradingService.Domain;
using GradingService.Domain.Answers;
using GradingService.Domain.Exams;
using GradingService.Domain.Figures;
using GradingService.Domain.Formulas;
using GradingService.Domain.Marking;

namespace GradingService.Api.Reports;

/// <summary>What a report says. Marks come from the response that the same reader gets as JSON, so that neither shows more than the other.</summary>
/// <param name="ExamTitle">The exam's name; its id where its version can't be loaded any more.</param>
/// <param name="QuestionTitle">The question's name; null where its version can't be loaded any more.</param>
public sealed record Report(
    SubmissionResponse Submission, Feedback Feedback, LocalizedText ExamTitle, LocalizedText? QuestionTitle,
    IReadOnlyList<ReportPart> Parts, IReadOnlyList<Figure> Figures)
{
    internal static Report Of(SubmissionView view)
    {
        var response = SubmissionResponse.Of(view.Submission, view.Feedback);
        using var json = JsonDocument.Parse(view.Submission.Answers);
        var answers = json.RootElement.Clone();
        return new Report(
            response, view.Feedback, view.Exam?.Title ?? new(response.ExamId, response.ExamId), view.Question?.Title,
            view.Question is { } question ? PartsOf(question.Scheme, answers, response) : PartsOf(answers, response),
            view.Figures());
    }

    private static IReadOnlyList<ReportPart> PartsOf(MarkScheme scheme, JsonElement answers, SubmissionResponse response)
    {
        var sheet = scheme.Read(answers);
        return
        [
            .. scheme.Parts.Select(part =>
            {
                var marks = response.Parts?.FirstOrDefault(marked => marked.Id == part.Id);
                return new ReportPart(part.Id, marks?.Points, Points.Round(part.Points),
                    [.. part.Items.Select(item => ReportItem.Of(item, sheet, Answer(answers, part.Id, item.Id), marks?.Items.FirstOrDefault(mark => mark.Id == item.Id)))]);
            }),
        ];
    }

    /// <summary>What the marks alone tell, where the question isn't known any more.</summary>
    private static IReadOnlyList<ReportPart> PartsOf(JsonElement answers, SubmissionResponse response) =>
    [
        .. (response.Parts ?? []).Select(part => new ReportPart(part.Id, part.Points, part.MaxPoints,
            [.. part.Items.Select(mark => ReportItem.Of(mark, Answer(answers, part.Id, mark.Id)))])),
    ];

    private static JsonElement Answer(JsonElement answers, string part, string item) =>
        answers.ValueKind == JsonValueKind.Object
        && answers.TryGetProperty(part, out var items) && items.ValueKind == JsonValueKind.Object
        && items.TryGetProperty(item, out var answer) ? answer : default;
}

/// <summary>A part of a report.</summary>
/// <param name="Points">Absent where the reader isn't shown them.</param>
public sealed record ReportPart(string Id, decimal? Points, decimal MaxPoints, IReadOnlyList<ReportItem> Items);

/// <summary>An item of a report: what was answered, and its mark as far as the reader is shown it.</summary>
public sealed record ReportItem(LocalizedText Label, decimal MaxPoints, IReadOnlyList<ReportField> Fields, ItemResponse? Mark)
{
    public bool IsBlank => Fields.All(given => given.IsBlank);

    internal static ReportItem Of(Item item, AnswerSheet sheet, JsonElement sent, ItemResponse? mark) => new(
        item.Label, Points.Round(item.Points), [.. item.Fields.Select(field => ReportField.Of(field, sheet.For(field.Step), sent, mark))], mark);

    internal static ReportItem Of(ItemResponse mark, JsonElement sent) =>
        new(new(mark.Id, mark.Id), mark.MaxPoints, [new ReportField(null, null, sent, Shown(mark.Understood) ?? sent) { Wrong = mark.WrongEntries ?? [] }], mark);

    internal static JsonElement? Shown(JsonNode? understood) => understood is null ? null : JsonSerializer.SerializeToElement(understood);
}

/// <summary>A field of an item.</summary>
/// <param name="Name">Its name within the item; null for an item that is one value.</param>
/// <param name="Form">Its type, where the question is known.</param>
/// <param name="Sent">The JSON as it came; undefined where nothing did.</param>
/// <param name="Value">What is shown: the answer as it was understood where the reader may see that, else as it came.</param>
public sealed record ReportField(string? Name, FieldForm? Form, JsonElement Sent, JsonElement Value)
{
    /// <summary>Paths of the wrong entries within the field, such as <c>[2]</c>; an empty path is the whole field.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];

    /// <summary>The formula, where the field is one that was read.</summary>
    public Formula? Formula { get; init; }

    public bool IsBlank => AnswerSheet.IsBlank(Value);

    internal static ReportField Of(ItemField field, Reading reading, JsonElement sent, ItemResponse? mark)
    {
        var own = field.Name is null ? sent : Member(sent, field.Name);
        var understood = field.Name is null ? mark?.Understood : (mark?.Understood as JsonObject)?[field.Name];
        return new ReportField(field.Name, field.Step.Type.Describe(), own, ReportItem.Shown(understood ?? reading.Answer?.Understood()) ?? own)
        {
            Wrong = WrongWithin(field.Name, mark?.WrongEntries ?? []),
            Formula = (reading.Answer as FormulaAnswer)?.Formula,
        };
    }

    private static string[] WrongWithin(string? name, IReadOnlyList<string> paths) => name is null
        ? [.. paths]
        : [.. paths.Where(path => path == name || path.StartsWith(name + "[", StringComparison.Ordinal)).Select(path => path[name.Length..])];

    private static JsonElement Member(JsonElement sent, string name) =>
        sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty(name, out var member) ? member : default;
}
