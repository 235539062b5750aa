using GradingService.Api.Access;
using GradingService.Api.Http;
using GradingService.Api.Submissions;
using Microsoft.AspNetCore.Http.HttpResults;
using Serilog;

namespace GradingService.Api.Reports;

/// <summary>Submissions as pages that people read.</summary>
internal static class ReportHandlers
{
    /// <summary>Shows a submission as one self-contained page: answers, marks, messages, evidence and pictures.</summary>
    /// <remarks>What the exam's feedback policy hides is left out as in the JSON. The page runs no script and loads nothing.</remarks>
    /// <param name="id">The submission's id.</param>
    public static async Task<FileContentHttpResult> Show(
        Guid id, [AsParameters] ViewOptions options, [AsParameters] LanguageOptions languages,
        HttpContext http, Caller caller, SubmissionViews views, ReportRenderer renderer, IDiagnosticContext log, CancellationToken cancellation)
    {
        log.Set("SubmissionId", id);
        var language = languages.Language;
        var view = await views.Of(caller, id, options.IsForStudent, cancellation);
        return Document.Of(http, Document.Html, language, await renderer.Render(Report.Of(view), language));
    }
}
