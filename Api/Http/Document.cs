using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace GradingService.Api.Http;

/// <summary>Pages and pictures: whole, for one reader, and unable to run or fetch anything.</summary>
internal static class Document
{
    public const string Svg = "image/svg+xml";
    public const string Html = "text/html";

    // Texts of students stand in these documents. They are escaped; should that ever fail, a browser still runs and loads nothing.
    private const string ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox";

    /// <summary>A document with its headers; 304 where the reader has this one already.</summary>
    public static FileContentHttpResult Of(HttpContext http, string mediaType, Language language, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Authorization, Accept-Language";
        headers.ContentLanguage = language.Tag();
        headers["Referrer-Policy"] = "no-referrer";
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
        return TypedResults.Bytes(bytes, $"{mediaType}; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{hash}\""));
    }
}
