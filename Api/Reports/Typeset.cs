using System.Globalization;
using System.Text.Json;
using GradingService.Api.Http;

namespace GradingService.Api.Reports;

/// <summary>Numbers, shapes and times as people write them.</summary>
internal static class Typeset
{
    private const int LongestAsSent = 12;
    private const int LongestWhole = 20;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>Points with at most two decimals.</summary>
    public static string Points(decimal points) => points.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Points as the service sends them.</summary>
    public static string Exactly(decimal points) => points.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A JSON number: a real minus sign, powers of ten, seven significant digits unless it was sent with few characters.</summary>
    public static string Number(JsonElement number)
    {
        var sent = number.GetRawText();
        var isWhole = !sent.AsSpan().ContainsAny("eE.");
        if (sent.Length <= (isWhole ? LongestWhole : LongestAsSent) && !sent.AsSpan().ContainsAny('e', 'E')) return Minus(sent);
        return number.TryGetDouble(out var value) && double.IsFinite(value) ? Number(value) : Minus(sent.Length <= 40 ? sent : sent[..40] + "…");
    }

    private static string Number(double value)
    {
        var digits = value.ToString("G7", CultureInfo.InvariantCulture);
        var e = digits.IndexOf('E', StringComparison.Ordinal);
        return Minus(e < 0 ? digits : $"{digits[..e]}·10{Raised(int.Parse(digits.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))}");
    }

    /// <summary>Text that was sent for a number, such as <c>-1/3</c>, with real minus signs.</summary>
    public static string Minus(string text) => text.Replace('-', '−');

    /// <summary>Sizes with crosses between: 3×62×62. A blank entry is a question mark, a batch entry N.</summary>
    public static string Shape(JsonElement shape) => shape.ValueKind == JsonValueKind.Array
        ? string.Join("×", shape.EnumerateArray().Take(16).Select(Size))
        : Size(shape);

    private static string Size(JsonElement size) => size.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "?",
        JsonValueKind.Number when size.GetRawText() == "-1" => "N",
        JsonValueKind.Number => Number(size),
        JsonValueKind.String => size.GetString()!,
        _ => size.GetRawText(),
    };

    /// <summary>A time as the course writes it, in the course's own zone, with how far that is from UTC.</summary>
    public static string Time(DateTimeOffset time, Language language)
    {
        var hours = time.Offset.Hours;
        var zone = string.Create(CultureInfo.InvariantCulture, $"UTC{(hours < 0 ? "−" : "+")}{Math.Abs(hours)}{(time.Offset.Minutes == 0 ? "" : $":{Math.Abs(time.Offset.Minutes):00}")}");
        return language == Language.En
            ? string.Create(CultureInfo.InvariantCulture, $"{time.Day} {Months[time.Month - 1]} {time.Year}, {time:HH:mm} ({zone})")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Day}. {time.Month}. {time.Year}. u {time:HH:mm} ({zone})");
    }

    private static string Raised(int exponent) =>
        (exponent < 0 ? "⁻" : "") + string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));
}
