using System.ComponentModel.DataAnnotations;
using GradingService.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace GradingService.Api.Http;

/// <summary>A language that texts for people come in.</summary>
public enum Language
{
    /// <summary>Croatian.</summary>
    Hr,

    /// <summary>English.</summary>
    En,
}

/// <summary>Texts and tags by language.</summary>
internal static class Languages
{
    public static string In(this LocalizedText text, Language language) => language == Language.En ? text.En : text.Hr;

    /// <summary>The language's tag (RFC 5646): <c>hr</c>, <c>en</c>.</summary>
    public static string Tag(this Language language) => language == Language.En ? "en" : "hr";
}

/// <summary>The language that a caller wants to read.</summary>
public sealed class LanguageOptions
{
    /// <summary><c>hr</c> or <c>en</c>; where it is absent, what Accept-Language prefers, else <c>hr</c>.</summary>
    [FromQuery(Name = "lang")]
    [AllowedValues(null, "hr", "en")]
    public string? Lang { get; init; }

    /// <summary>Languages by preference (RFC 9110); those that aren't Croatian or English are passed over.</summary>
    [FromHeader(Name = "Accept-Language")]
    public string? AcceptLanguage { get; init; }

    /// <exception cref="ProblemException"><c>lang</c> is something else.</exception>
    internal Language Language => Lang switch
    {
        null => Preferred(),
        "hr" => Language.Hr,
        "en" => Language.En,
        _ => throw new ProblemException(ProblemType.InvalidParameter, new("lang je hr ili en.", "lang is hr or en.")),
    };

    private Language Preferred()
    {
        if (AcceptLanguage is null || !StringWithQualityHeaderValue.TryParseList([AcceptLanguage], out var wanted)) return Language.Hr;
        var known = wanted.Where(language => language.Quality is not 0 && IsKnown(language)).MaxBy(language => language.Quality ?? 1);
        return known is not null && Primary(known) == "en" ? Language.En : Language.Hr;
    }

    private static bool IsKnown(StringWithQualityHeaderValue language) => Primary(language) is "hr" or "en";

    private static string Primary(StringWithQualityHeaderValue language) => language.Value.ToString().Split('-')[0].ToLowerInvariant();
}
