using GradingService.Domain;

namespace GradingService.Api.Http;

/// <summary>An error (RFC 9457), sent as <c>application/problem+json</c>.</summary>
/// <param name="Type">A stable identifier to branch on, such as <c>urn:grading:exam-closed</c>.</param>
/// <param name="Title">What happened in general, in English.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened this time, in English.</param>
/// <param name="Message">The same for people: the detail where there is one, else the title.</param>
/// <param name="Errors">Where the body is at fault: JSON pointers into it, each with what is wrong there.</param>
/// <param name="TraceId">What to quote when asking about it; the log has the same.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string? Detail,
    LocalizedText Message,
    IReadOnlyDictionary<string, IReadOnlyList<LocalizedText>>? Errors,
    string TraceId);
