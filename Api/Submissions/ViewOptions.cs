using System.ComponentModel.DataAnnotations;
using GradingService.Api.Http;
using Microsoft.AspNetCore.Mvc;

namespace GradingService.Api.Submissions;

/// <summary>For whom a submission is shown.</summary>
public sealed class ViewOptions
{
    /// <summary><c>student</c> shows what the exam's policy shows to students, whoever asks: for a portal that passes it on.</summary>
    [FromQuery(Name = "as")]
    [AllowedValues(null, "student")]
    public string? As { get; init; }

    /// <exception cref="ProblemException">It is neither absent nor <c>student</c>.</exception>
    internal bool IsForStudent => As switch
    {
        null => false,
        "student" => true,
        _ => throw new ProblemException(ProblemType.InvalidParameter, new("as može biti samo „student”.", "as can only be 'student'.")),
    };
}
