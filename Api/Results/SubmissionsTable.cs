using System.Text.Json;
using GradingService.Domain.Exams;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Results;

/// <summary><c>submissions.csv</c>: one row for each submission, by student, question and attempt.</summary>
internal static class SubmissionsTable
{
    private static readonly string[] Headings =
        ["id", "studentId", "studentName", "questionId", "attempt", "submittedAt", "status", "points", "maxPoints", "examVersion"];

    public static async Task Write(HttpResponse response, Exam exam, IAsyncEnumerable<SubmissionResult> results)
    {
        await using var table = await CsvTable.Begin(response, $"{exam.Id}-submissions.csv", Headings);
        await foreach (var result in results)
        {
            table.Text(result.Id.ToString()).Text(result.StudentId).Text(result.StudentName).Text(result.QuestionId).Number(result.Attempt)
                .Time(result.SubmittedAt).Text(JsonNamingPolicy.CamelCase.ConvertName(result.Status.ToString()))
                .Number(result.Points).Number(result.MaxPoints).Text(result.ExamVersion);
            await table.EndRow();
        }
    }
}
