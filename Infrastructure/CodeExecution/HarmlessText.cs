namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Text of a student's program, as it may be shown and stored: no NUL, no half of a surrogate pair, not too long.</summary>
internal static class HarmlessText
{
    /// <summary>No more bytes of UTF-8 than these are read.</summary>
    public const int MostBytes = 4 * Longest;

    private const int Longest = 400;

    public static string Of(string text)
    {
        if (text.Length > Longest) text = text[..Longest];
        return string.Create(text.Length, text, (span, from) =>
        {
            for (var at = 0; at < span.Length; at++) span[at] = char.IsSurrogate(from[at]) || (char.IsControl(from[at]) && from[at] != '\n') ? '\uFFFD' : from[at];
        });
    }
}
