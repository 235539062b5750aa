using GradingService.Api.Access;
using GradingService.Api.Exams;
using GradingService.Api.Figures;
using GradingService.Api.Health;
using GradingService.Api.Http;
using GradingService.Api.OpenApi;
using GradingService.Api.Operations;
using GradingService.Api.Reports;
using GradingService.Api.Results;
using GradingService.Api.Submissions;
using Microsoft.AspNetCore.Http.Metadata;

namespace GradingService.Api;

/// <summary>Every address of the service, and who may call it.</summary>
internal static class Routes
{
    public static void MapRoutes(this WebApplication app)
    {
        app.MapGet("/", () => TypedResults.Redirect("/swagger/")).ExcludeFromDescription();
        app.MapGet("/health/live", HealthHandlers.Live).WithName("live").WithTags(Tags.Health);
        app.MapGet("/health/ready", HealthHandlers.Ready).WithName("ready").WithTags(Tags.Health).Refuses(503);
        app.MapGet("/metrics", MetricsHandlers.Show).WithName("metrics").WithTags(Tags.Health).DisableHttpMetrics()
            .WithMetadata(new ProducesResponseTypeMetadata(200, typeof(string), ["text/plain"])).Refuses(404);

        var api = app.MapGroup("/api/v1").Refuses(401, 403, 500, 503);

        var exams = api.MapGroup("/exams").WithTags(Tags.Exams);
        exams.MapGet("", ExamHandlers.List).WithName("listExams").RequireAuthorization(Policies.AnyKey);
        exams.MapGet("/{exam}", ExamHandlers.Show).WithName("showExam").RequireAuthorization(Policies.AnyKey).Refuses(404);
        exams.MapGet("/{exam}/questions/{question}", ExamHandlers.ShowQuestion).WithName("showQuestion")
            .RequireAuthorization(Policies.AnyKey).Refuses(404);
        exams.MapGet("/{exam}/questions/{question}/solution", ExamHandlers.ShowSolution).WithName("showSolution")
            .RequireAuthorization(Policies.Instructors).Refuses(404);

        var submissions = api.MapGroup("").WithTags(Tags.Submissions);
        submissions.MapPost("/exams/{exam}/questions/{question}/submissions", SubmissionHandlers.Submit).WithName("submit")
            .RequireAuthorization(Policies.StudentsAndStaff).Takes<SubmissionRequest>().Refuses(404, 409);
        submissions.MapPost("/exams/{exam}/submissions", ExamSubmissionHandlers.Submit).WithName("submitExam")
            .RequireAuthorization(Policies.StudentsAndStaff).Takes<ExamSubmissionRequest>().Refuses(404, 409).AlsoByLines<BatchLine, BatchResult>();
        submissions.MapPost("/exams/{exam}/submissions", ExamSubmissionHandlers.SubmitBatch).WithName("submitBatch")
            .RequireAuthorization(Policies.Staff).WithMetadata(new AcceptsMetadata([Lines.MediaType])).ExcludeFromDescription();
        submissions.MapPost("/exams/{exam}/questions/{question}/validate", SubmissionHandlers.Validate).WithName("validate")
            .RequireAuthorization(Policies.StudentsAndStaff).Takes<SubmissionRequest>(validated: false).Refuses(404);
        submissions.MapGet("/submissions/{id:guid}", SubmissionHandlers.Show).WithName("showSubmission")
            .RequireAuthorization(Policies.StudentsAndStaff).Refuses(404).BesideQuestions();
        submissions.MapGet("/exams/{exam}/submissions", SubmissionHandlers.List).WithName("listSubmissions")
            .RequireAuthorization(Policies.Staff).Refuses(400, 404);

        submissions.MapGet("/submissions/{id:guid}/report", ReportHandlers.Show).WithName("showReport")
            .RequireAuthorization(Policies.StudentsAndStaff).Draws(Document.Html).BesideQuestions();

        var figures = api.MapGroup("").WithTags(Tags.Figures);
        figures.MapGet("/exams/{exam}/questions/{question}/figures", FigureHandlers.ListOfQuestion).WithName("listFigures")
            .RequireAuthorization(Policies.AnyKey).Refuses(404);
        figures.MapGet("/exams/{exam}/questions/{question}/figures/{id}", FigureHandlers.DrawOfQuestion).WithName("showFigure")
            .RequireAuthorization(Policies.AnyKey).Draws(Document.Svg);
        figures.MapGet("/exams/{exam}/questions/{question}/solution/figures", FigureHandlers.ListOfSolution).WithName("listSolutionFigures")
            .RequireAuthorization(Policies.StudentsAndStaff).Refuses(404);
        figures.MapGet("/exams/{exam}/questions/{question}/solution/figures/{id}", FigureHandlers.DrawOfSolution).WithName("showSolutionFigure")
            .RequireAuthorization(Policies.StudentsAndStaff).Draws(Document.Svg);
        figures.MapGet("/submissions/{id:guid}/figures", FigureHandlers.ListOfSubmission).WithName("listSubmissionFigures")
            .RequireAuthorization(Policies.StudentsAndStaff).Refuses(400, 404);
        figures.MapGet("/submissions/{id:guid}/figures/{figure}", FigureHandlers.DrawOfSubmission).WithName("showSubmissionFigure")
            .RequireAuthorization(Policies.StudentsAndStaff).Draws(Document.Svg);

        var results = api.MapGroup("/exams/{exam}").WithTags(Tags.Results);
        results.MapGet("/students/{student}", ResultHandlers.ShowStanding).WithName("showStanding")
            .RequireAuthorization(Policies.StudentsAndStaff).Refuses(404).BesideQuestions();
        results.MapGet("/results.csv", ResultHandlers.WriteResults).WithName("exportResults")
            .RequireAuthorization(Policies.Instructors).WritesCsv();
        results.MapGet("/submissions.csv", ResultHandlers.WriteSubmissions).WithName("exportSubmissions")
            .RequireAuthorization(Policies.Instructors).WritesCsv();
        results.MapGet("/items.csv", ResultHandlers.WriteItems).WithName("exportItems")
            .RequireAuthorization(Policies.Instructors).WritesCsv();

        var keys = api.MapGroup("/keys").WithTags(Tags.Keys).RequireAuthorization(Policies.Admins);
        keys.MapPost("", KeyHandlers.Create).WithName("createKey").Takes<KeyRequest>();
        keys.MapGet("", KeyHandlers.List).WithName("listKeys");
        keys.MapDelete("/{id:guid}", KeyHandlers.Revoke).WithName("revokeKey").Refuses(404, 409);
    }
}
