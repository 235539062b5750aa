using System.Text.Json;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Results;

/// <summary><c>items.csv</c>: one row for each marked item, in the order the submissions were stored.</summary>
internal static class ItemsTable
{
    private static readonly string[] Headings =
        ["submissionId", "studentId", "questionId", "part", "item", "verdict", "points", "maxPoints", "mistake", "answer"];

    public static async Task Write(HttpResponse response, Exam exam, IAsyncEnumerable<StoredSubmission> submissions)
    {
        await using var table = await CsvTable.Begin(response, $"{exam.Id}-items.csv", Headings);
        await foreach (var (_, submission) in submissions)
        {
            using var answers = JsonDocument.Parse(submission.Answers);
            foreach (var part in submission.Grade.Marks.Parts)
                foreach (var item in part.Items)
                    await Write(table, submission, part, item, AnswerTo(answers.RootElement, part.Id, item.Id));
        }
    }

    private static ValueTask Write(CsvTable table, Submission submission, PartMarks part, ItemMark item, JsonElement answer)
    {
        table.Text(submission.Id.ToString()).Text(submission.StudentId).Text(submission.QuestionId).Text(part.Id).Text(item.Id)
            .Text(JsonNamingPolicy.CamelCase.ConvertName(item.Verdict.ToString())).Number(item.Points).Number(item.MaxPoints).Text(item.Mistake);
        _ = answer.ValueKind switch
        {
            JsonValueKind.Undefined => table.Text(null),
            JsonValueKind.Number => table.Number(answer.GetRawText()),
            JsonValueKind.String => table.Text(answer.GetString()),
            _ => table.Text(answer.GetRawText()),
        };
        return table.EndRow();
    }

    private static JsonElement AnswerTo(JsonElement answers, string part, string item) =>
        answers.ValueKind == JsonValueKind.Object
        && answers.TryGetProperty(part, out var items) && items.ValueKind == JsonValueKind.Object
        && items.TryGetProperty(item, out var answer) ? answer : default;
}
