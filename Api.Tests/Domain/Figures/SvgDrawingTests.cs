using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GradingService.Domain.Figures;

namespace GradingService.Tests.Domain.Figures;

public sealed partial class SvgDrawingTests
{
    [Theory]
    [InlineData("a < b & c > \"d\"", "a < b & c > \"d\"")]
    [InlineData("</text><script>alert(1)</script>", "</text><script>alert(1)</script>")]
    [InlineData("one\ntwo\tthree", "one two three")]
    [InlineData("nul \0 bell \a half U+D800 whole \ud83d\ude00", "nul \uFFFD bell \uFFFD half \uFFFD whole \ud83d\ude00")]
    [InlineData("not *italics*, not w_1, not 10^2", "not *italics*, not w_1, not 10^2")]
    public void A_foreign_text_is_written_as_it_is(string text, string read)
    {
        // Half of a surrogate pair doesn't survive an attribute.
        text = text.Replace("U+D800", "\ud800", StringComparison.Ordinal);
        var drawing = new SvgDrawing(100, 100);
        drawing.Text(new(1, 20), text, new(12));
        var root = XDocument.Parse(drawing.Write(text, text, "en")).Root!;
        Assert.Equal([read, read, read], new[] { "title", "desc", "text" }.Select(name => root.Elements().Single(element => element.Name.LocalName == name).Value));
    }

    [Fact]
    public void Mathematics_is_typeset_with_scripts_that_return_to_the_line()
    {
        var drawing = new SvgDrawing(100, 100);
        drawing.Text(new(1, 20), Label.Math("*w*_1 + 10^{−3}"), new(10));
        var text = XDocument.Parse(drawing.Write("t", "d", "en")).Root!.Elements().Last();
        Assert.Equal("w1 + 10−3", text.Value);
        Assert.Equal(["2.4", "-2.4", "-3.6"], text.Elements().Select(run => (string?)run.Attribute("dy")).OfType<string>());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e300)]
    public void No_coordinate_is_ever_unreadable(double odd)
    {
        var drawing = new SvgDrawing(100, 100);
        drawing.Line(new(odd, 1), new(2, odd), new(Ink.Blue));
        drawing.Dot(new(odd, odd), odd, Ink.Blue);
        drawing.Path([new(odd, 0), new(0, odd), new(3, 3)], new(Ink.Blue));
        drawing.Arrow(new(odd, 0), new(0, 0), new(Ink.Blue));
        var numbers = Numbers().Matches(drawing.Write("t", "d", "en")).Select(match => match.Groups[1].Value).SelectMany(value => value.Split('M', 'L', 'Z', ' ')).Where(number => number.Length > 0);
        Assert.All(numbers, number => Assert.True(Math.Abs(double.Parse(number, CultureInfo.InvariantCulture)) <= 100_000, number));
    }

    [Fact]
    public void A_label_that_is_too_long_ends_in_an_ellipsis()
    {
        Label name = "a_very_long_name_of_a_layer";
        var cut = name.Within(80, 12);
        Assert.EndsWith("…", cut.Text, StringComparison.Ordinal);
        Assert.StartsWith("a_very", cut.Text, StringComparison.Ordinal);
        Assert.InRange(cut.Width(12), 60, 80);
        Assert.Same(name, name.Within(800, 12));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Words_and_lines_have_a_contrast_of_4_5_with_the_paper(bool dark)
    {
        var sheet = InkStyle.Sheet.Split("@media")[dark ? 1 : 0];
        var shades = Shades().Matches(sheet).ToDictionary(match => match.Groups[1].Value, match => Luminance(match.Groups[2].Value));
        foreach (var ink in Enum.GetValues<Ink>().Except([Ink.Paper, Ink.Panel, Ink.Grid]))
            foreach (var behind in new[] { Ink.Paper, Ink.Panel })
            {
                var (a, b) = (shades[ink.ToString().ToLowerInvariant()], shades[behind.ToString().ToLowerInvariant()]);
                Assert.True((Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05) >= 4.5, $"{ink} on {behind}");
            }
    }

    /// <summary>Relative luminance as WCAG 2.2 defines it.</summary>
    private static double Luminance(string colour)
    {
        var channels = new[] { 0, 2, 4 }.Select(i => int.Parse(colour.AsSpan(i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
    }

    [GeneratedRegex("""(?:x|y|x1|x2|y1|y2|cx|cy|r|d)="([^"]*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\.fill-(\w+)\{fill:#(\w{6})\}")]
    private static partial Regex Shades();
}
