using GradingService.Api.Access;
using GradingService.Api.Http;
using GradingService.Domain.Exams;
using GradingService.Domain.Submissions;
using Microsoft.AspNetCore.Mvc;

namespace GradingService.Api.Submissions;

/// <summary>How a submission is to be taken.</summary>
public sealed class SubmissionOptions
{
    private const int LongestKey = 255;

    /// <summary><c>keep</c> takes a submission with items that can't be read: they are stored as sent and earn 0 points.</summary>
    [FromQuery(Name = "unreadable")]
    public string? Unreadable { get; init; }

    /// <summary>1 to 255 visible ASCII characters: a repeated request with the same ones returns the same submission and stores nothing.</summary>
    [FromHeader(Name = "Idempotency-Key")]
    public string? IdempotencyKey { get; init; }

    /// <exception cref="ProblemException">It is neither absent nor <c>keep</c>.</exception>
    internal bool KeepsUnreadable => Unreadable switch
    {
        null => false,
        "keep" => true,
        _ => throw new ProblemException(ProblemType.InvalidParameter, new(
            "unreadable može biti samo „keep”.", "unreadable can only be 'keep'.")),
    };

    /// <summary>The client's promise, scoped to its key and to the path with its query; null where there is none.</summary>
    /// <exception cref="ProblemException">The key isn't one.</exception>
    internal IdempotencyKey? Promise(Caller caller, Exam exam, Question question, SubmissionRequest request) =>
        Promise(caller, $"{exam.Id}/{question.Id}", IdempotencyKey, request.Body!);

    /// <summary>The client's promise for a body, made by a key in the header or elsewhere, scoped to what the answers are to; null where there is none.</summary>
    /// <exception cref="ProblemException">The key isn't one.</exception>
    internal IdempotencyKey? Promise(Caller caller, string answered, string? key, JsonBody body)
    {
        if (key is null) return null;
        if (key.Length is 0 or > LongestKey || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ProblemException(ProblemType.InvalidParameter, new(
                "Idempotency-Key ima 1 do 255 vidljivih znakova ASCII-ja.", "An Idempotency-Key has 1 to 255 visible ASCII characters."));
        return new IdempotencyKey($"{caller.KeyId} {answered}{(KeepsUnreadable ? "?unreadable=keep" : "")}", key, body.Hash());
    }
}
