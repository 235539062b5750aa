using GradingService.Domain.Exams;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Results;

/// <summary><c>results.csv</c>: one row for each student, in the order of their ids.</summary>
internal static class ResultsTable
{
    public static async Task Write(HttpResponse response, Exam exam, IAsyncEnumerable<SubmissionResult> results)
    {
        string[] headings =
        [
            "studentId", "studentName", .. exam.Questions.Select(question => question.Id),
            "total", "maxTotal", "percent", "submissions", "lastSubmittedAt",
        ];
        await using var table = await CsvTable.Begin(response, $"{exam.Id}-results.csv", headings);
        await foreach (var standing in Standing.Of(exam, results))
        {
            table.Text(standing.StudentId).Text(standing.StudentName);
            foreach (var question in exam.Questions) table.Number(standing.For(question.Id)?.Result.Points);
            table.Number(standing.Total).Number(standing.MaxTotal).Number(standing.Percent)
                .Number(standing.Submissions).Time(standing.LastSubmittedAt);
            await table.EndRow();
        }
    }
}
