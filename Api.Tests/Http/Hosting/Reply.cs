using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GradingService.Tests.Http.Hosting;

/// <summary>A response, read whole.</summary>
internal sealed partial record Reply(HttpStatusCode Code, byte[] Bytes, string? MediaType, IReadOnlyDictionary<string, string> Headers)
{
    public int Status => (int)Code;
    public string Text => Encoding.UTF8.GetString(Bytes);
    /// <summary>The page: well-formed XML, but for HTML's <c>meta</c> elements, which have no end.</summary>
    public XElement Page => XDocument.Parse(Meta().Replace(Text, "<meta $1/>")).Root!;

    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The end of the problem's type: <c>exam-closed</c>.</summary>
    public string Problem
    {
        get
        {
            Assert.Equal("application/problem+json", MediaType);
            Assert.Equal(Status, (int)Json["status"]!);
            Assert.NotEmpty((string)Json["traceId"]!);
            return ((string)Json["type"]!).Replace("urn:grading:", "", StringComparison.Ordinal);
        }
    }

    /// <summary>The pointers of the problem's errors.</summary>
    public string[] Pointers => [.. Json["errors"]!.AsObject().Select(error => error.Key)];

    /// <summary>The item's mark in a marked submission: <c>a.sum</c>.</summary>
    public JsonNode Item(string name) => Json["parts"]!.AsArray().Single(part => (string)part!["id"]! == name.Split('.')[0])!["items"]!
        .AsArray().Single(item => (string)item!["id"]! == name.Split('.')[1])!;

    public static async Task<Reply> Of(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply(
            response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            response.Content.Headers.ContentType?.MediaType, headers);
    }

    [GeneratedRegex("<meta ([^<>/]*)>", RegexOptions.CultureInvariant)]
    private static partial Regex Meta();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Status} {Text}");
}
