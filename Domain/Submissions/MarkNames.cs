using System.Text.Json;

namespace GradingService.Domain.Submissions;

/// <summary>The names of what marks are written with, escaped once instead of each time.</summary>
public static class MarkNames
{
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Points = JsonEncodedText.Encode("points");
    public static readonly JsonEncodedText MaxPoints = JsonEncodedText.Encode("maxPoints");
    public static readonly JsonEncodedText Parts = JsonEncodedText.Encode("parts");
    public static readonly JsonEncodedText Items = JsonEncodedText.Encode("items");
    public static readonly JsonEncodedText Verdict = JsonEncodedText.Encode("verdict");
    public static readonly JsonEncodedText Mistake = JsonEncodedText.Encode("mistake");
    public static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    public static readonly JsonEncodedText Hr = JsonEncodedText.Encode("hr");
    public static readonly JsonEncodedText En = JsonEncodedText.Encode("en");
    public static readonly JsonEncodedText Understood = JsonEncodedText.Encode("understood");
    public static readonly JsonEncodedText WrongEntries = JsonEncodedText.Encode("wrongEntries");
    public static readonly JsonEncodedText Warnings = JsonEncodedText.Encode("warnings");
    public static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    public static readonly JsonEncodedText Evidence = JsonEncodedText.Encode("evidence");
}
