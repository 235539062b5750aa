using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using GradingService.Api.Http;
using GradingService.Domain.Submissions;
using Microsoft.AspNetCore.Mvc;

namespace GradingService.Api.Submissions;

/// <summary>A page of submissions in the order they were stored.</summary>
/// <param name="Items">The submissions.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null at the end.</param>
public sealed record SubmissionPage(
    IReadOnlyList<SubmissionResponse> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>Which submissions to list.</summary>
public sealed class SubmissionFilter
{
    private const int DefaultLimit = 50;
    private const int MostLimit = 500;

    /// <summary>Only those to this question.</summary>
    [FromQuery(Name = "question")]
    public string? Question { get; init; }

    /// <summary>Only this student's.</summary>
    [FromQuery(Name = "student")]
    public string? Student { get; init; }

    /// <summary>Only those with this status: <c>graded</c> or <c>pending</c>.</summary>
    [FromQuery(Name = "status")]
    [AllowedValues(null, "graded", "pending")]
    public string? Status { get; init; }

    /// <summary>Only those received at or after this time, ISO 8601; UTC where it says no zone.</summary>
    [FromQuery(Name = "since")]
    public DateTimeOffset? Since { get; init; }

    /// <summary>The last page's <c>next</c>.</summary>
    [FromQuery(Name = "after")]
    public long? After { get; init; }

    /// <summary>The most to return, 1 to 500; 50 where it is absent.</summary>
    [FromQuery(Name = "limit")]
    [Range(1, MostLimit)]
    public int? Limit { get; init; }

    /// <summary>How many a page holds at most.</summary>
    internal int PageSize => Limit ?? DefaultLimit;

    /// <summary>The store's query, for one more than a page holds, to know whether there is a next one.</summary>
    /// <exception cref="ProblemException">A parameter is out of range.</exception>
    internal SubmissionQuery Of(string examId)
    {
        if (PageSize is < 1 or > MostLimit || After < 0 || Status is not (null or "graded" or "pending"))
            throw new ProblemException(ProblemType.InvalidParameter, new(
                "limit je od 1 do 500, after je next prethodne stranice, status je graded ili pending.",
                "limit is 1 to 500, after is the last page's next, status is graded or pending."));
        GradeStatus? status = Status is null ? null : Status == "pending" ? GradeStatus.Pending : GradeStatus.Graded;
        return new SubmissionQuery(examId, Question, Student, status, Since, After ?? 0, PageSize + 1);
    }
}
