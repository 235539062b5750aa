using System.Text.RegularExpressions;
using GradingService.Api.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace GradingService.Api.Reports;

/// <summary>Renders reports to HTML from Razor components, without a browser and without the rest of Blazor.</summary>
internal sealed partial class ReportRenderer(IServiceProvider services, ILoggerFactory logging)
{
    public async Task<string> Render(Report report, Language language)
    {
        await using var renderer = new HtmlRenderer(services, logging);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReportPage.Report)] = report,
            [nameof(ReportPage.Language)] = language,
        });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReportPage>(parameters)).ToHtmlString());
        return ControlCharacter().Replace(html, "\uFFFD");
    }

    // Control characters that HTML doesn't allow. JSON lets a student send them; encoded they would still be there.
    [GeneratedRegex("&#x(?:[0-8BCEF]|1[0-9A-F]|7F|[89][0-9A-F]|FFF[EF]);|[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\uFFFE\\uFFFF]", RegexOptions.CultureInvariant)]
    private static partial Regex ControlCharacter();
}
