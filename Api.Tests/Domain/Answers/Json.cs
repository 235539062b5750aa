using System.Text.Json;
using GradingService.Domain.Answers;

namespace GradingService.Tests.Domain.Answers;

/// <summary>JSON written in a test, read as a request would be.</summary>
internal static class Json
{
    public static JsonElement Of(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);

    /// <summary>The value that was understood, as JSON; the problem in English where the answer can't be read.</summary>
    public static string Understood(AnswerType type, string json)
    {
        var reading = type.Read(Of(json));
        return reading.Problem is { } problem ? problem.En : reading.Answer!.Understood().ToJsonString();
    }
}
