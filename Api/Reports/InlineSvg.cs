using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GradingService.Api.Reports;

/// <summary>Puts an SVG document into a page that holds others: its ids get a prefix of their own.</summary>
/// <remarks>Every figure has the same style sheet, which holds within figures alone.</remarks>
internal static partial class InlineSvg
{
    public static string Of(string document, string prefix)
    {
        var root = XDocument.Parse(document).Root!;
        foreach (var attribute in root.DescendantsAndSelf().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
            attribute.Value = attribute.Name.LocalName switch
            {
                "id" => prefix + attribute.Value,
                "aria-labelledby" or "aria-describedby" => string.Join(' ', attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => prefix + id)),
                "href" when attribute.Value.StartsWith('#') => $"#{prefix}{attribute.Value[1..]}",
                _ => Reference().Replace(attribute.Value, $"url(#{prefix}$1)"),
            };
        return root.ToString(SaveOptions.DisableFormatting);
    }

    [GeneratedRegex("""url\(["']?#([^"')]+)["']?\)""", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
