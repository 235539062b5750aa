using System.Text.Json;

namespace GradingService.Api.Reports;

/// <summary>A vector as one row, or a matrix as its rows: the text of each entry with its path, such as <c>[1][0]</c>.</summary>
/// <param name="IsCut">Whether there is more than is shown.</param>
internal sealed record NumberRows(IReadOnlyList<IReadOnlyList<(string Text, string Path)>> Rows, bool IsCut)
{
    private const int MostRows = 64;
    private const int MostColumns = 64;

    /// <summary>The rows of an array of numbers, or of arrays of numbers; null for anything else. Strings that hold arithmetic count as numbers.</summary>
    public static NumberRows? Of(JsonElement array)
    {
        var (count, first) = (array.GetArrayLength(), array.EnumerateArray().FirstOrDefault());
        if (first.ValueKind != JsonValueKind.Array)
            return array.EnumerateArray().All(IsNumber) && array.EnumerateArray().Any(entry => entry.ValueKind == JsonValueKind.Number)
                ? new NumberRows([Row(array, "")], count > MostColumns)
                : null;
        if (!array.EnumerateArray().All(row => row.ValueKind == JsonValueKind.Array && row.EnumerateArray().All(IsNumber))) return null;
        return new NumberRows(
            [.. array.EnumerateArray().Take(MostRows).Select((row, i) => Row(row, FormattableString.Invariant($"[{i}]")))],
            count > MostRows || first.GetArrayLength() > MostColumns);
    }

    private static IReadOnlyList<(string Text, string Path)> Row(JsonElement row, string path) =>
        [.. row.EnumerateArray().Take(MostColumns).Select((entry, j) => (Text(entry), FormattableString.Invariant($"{path}[{j}]")))];

    private static bool IsNumber(JsonElement entry) => entry.ValueKind is JsonValueKind.Number or JsonValueKind.Null
        || (entry.ValueKind == JsonValueKind.String && entry.GetString()!.Length <= 40 && entry.GetString()!.All(c => c is ' ' or '.' or '/' or '*' or '+' or '-' or '^' or '(' or ')' or 'e' or 'E' || char.IsAsciiDigit(c)));

    private static string Text(JsonElement entry) => entry.ValueKind switch
    {
        JsonValueKind.Number => Typeset.Number(entry),
        JsonValueKind.String => Typeset.Minus(entry.GetString()!),
        _ => "–",
    };
}
