using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GradingService.Api.Reports;

/// <summary>An SVG document put into a page that holds others: its ids get a prefix of their own.</summary>
/// <param name="IsWide">Whether it is too wide to stand beside another.</param>
/// <remarks>Every figure has the same style sheet, which holds within figures alone.</remarks>
internal sealed partial record InlineSvg(string Markup, bool IsWide)
{
    private const double Wide = 800;

    public static InlineSvg Of(string document, string prefix)
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
        var isWide = double.TryParse((string?)root.Attribute("width"), NumberStyles.Float, CultureInfo.InvariantCulture, out var width) && width > Wide;
        return new InlineSvg(root.ToString(SaveOptions.DisableFormatting), isWide);
    }

    [GeneratedRegex("""url\(["']?#([^"')]+)["']?\)""", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
