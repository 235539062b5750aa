namespace GradingService.Api.Reports;

/// <summary>The style sheet that stands in every report.</summary>
internal static class ReportStyle
{
    /// <summary>A <c>style</c> element with <c>report.css</c>.</summary>
    public static string Element { get; } = $"<style>\n{Read()}</style>";

    private static string Read()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
