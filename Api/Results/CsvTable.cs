using System.Globalization;
using CsvHelper;
using GradingService.Api.Http;
using GradingService.Domain.Numerics;

namespace GradingService.Api.Results;

/// <summary>Writes a CSV file to a response as it is made: RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets recognise it.</summary>
/// <remarks>Text is always quoted and numbers never. Text that a spreadsheet would take for a formula gets a leading apostrophe.</remarks>
internal sealed class CsvTable : IAsyncDisposable
{
    private static readonly CsvWriterOptions Rfc4180 = CsvWriterOptions.Default with { WriteByteOrderMark = true };

    private readonly CsvWriter _csv;

    private CsvTable(Stream response) => _csv = CsvWriter.Create(response, Rfc4180, leaveOpen: true);

    /// <summary>Begins a file of that name with a row of headings.</summary>
    public static async Task<CsvTable> Begin(HttpResponse response, string name, IEnumerable<string> headings)
    {
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        response.Headers.CacheControl = "no-store";
        var table = new CsvTable(response.Body);
        foreach (var heading in headings) table.Text(heading);
        await table.EndRow();
        return table;
    }

    public CsvTable Text(string? text)
    {
        _csv.WriteField(Harmless(text), string.IsNullOrEmpty(text) ? CsvQuoting.WhenNeeded : CsvQuoting.Always);
        return this;
    }

    public CsvTable Time(DateTimeOffset time) => Text(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    /// <summary>A number as it is written; an empty cell where there is none.</summary>
    public CsvTable Number(string? digits)
    {
        _csv.WriteField(digits);
        return this;
    }

    public CsvTable Number(int number) => Number(number.ToString(CultureInfo.InvariantCulture));

    public CsvTable Number(Rational? points) => Number(points is { } exact ? Points.Round(exact).ToString(CultureInfo.InvariantCulture) : null);

    /// <summary>Ends the row; what is full is sent on without blocking.</summary>
    public ValueTask EndRow() => _csv.EndRecordAsync();

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private static string? Harmless(string? text) =>
        text is { Length: > 0 } && (text[0] is '=' or '+' or '-' or '@' || char.IsControl(text[0])) ? "'" + text : text;
}
