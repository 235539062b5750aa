using System.Globalization;
using System.Text;

namespace GradingService.Domain.Figures;

/// <summary>The colours of a figure, by what they are for. Each has a shade for white paper and one for dark.</summary>
/// <remarks>Hues after Okabe and Ito, "Color Universal Design" (2008), darkened or lightened until they have a contrast of 4.5 with the paper.</remarks>
public enum Ink
{
    /// <summary>What the figure is drawn on; it follows the reader's colour scheme.</summary>
    Paper,

    /// <summary>Boxes that hold something.</summary>
    Panel,

    /// <summary>Lines that only guide the eye.</summary>
    Grid,

    /// <summary>Axes, ticks and remarks.</summary>
    Muted,

    /// <summary>Words, and a student's own lines.</summary>
    Text,

    /// <summary>The first of several things, such as a loss.</summary>
    Blue,

    /// <summary>The second of several things, such as a norm.</summary>
    Orange,

    /// <summary>The third of several things, such as a path.</summary>
    Purple,

    /// <summary>What is right; never told by colour alone.</summary>
    Right,

    /// <summary>What is off; never told by colour alone.</summary>
    Wrong,
}

/// <summary>The style sheet that every figure carries: classes <c>fill-blue</c>, <c>stroke-blue</c> and so on, within <c>.figure</c>.</summary>
/// <remarks>Plain colours and a media query, no custom properties, so that programs without a browser read the light shades.</remarks>
public static class InkStyle
{
    private static readonly (Ink Ink, string Light, string Dark)[] Shades =
    [
        (Ink.Paper, "#ffffff", "#11151a"),
        (Ink.Panel, "#f3f5f8", "#1b2129"),
        (Ink.Grid, "#dfe4ea", "#2d3540"),
        (Ink.Muted, "#59636e", "#9aa6b2"),
        (Ink.Text, "#1c2127", "#e8edf2"),
        (Ink.Blue, "#00659e", "#5cb8ef"),
        (Ink.Orange, "#9a5b00", "#eda73a"),
        (Ink.Purple, "#9a3b76", "#e58fc3"),
        (Ink.Right, "#00704f", "#3ecb9c"),
        (Ink.Wrong, "#b93c00", "#ff9166"),
    ];

    /// <summary>The text of the style sheet, the same in every figure.</summary>
    public static string Sheet { get; } = Write();

    internal static string Fill(Ink ink) => $"fill-{Name(ink)}";

    internal static string Stroke(Ink ink) => $"stroke-{Name(ink)}";

    private static string Name(Ink ink) => ink.ToString().ToLowerInvariant();

    private static string Write()
    {
        var sheet = new StringBuilder(".figure text{font-family:Helvetica,Arial,\"Liberation Sans\",\"Nimbus Sans\",sans-serif}");
        sheet.Append(".figure .halo{paint-order:stroke;stroke-width:3.5px;stroke-linejoin:round}");
        foreach (var (ink, light, _) in Shades) Rules(ink, light);
        sheet.Append("@media (prefers-color-scheme:dark){");
        foreach (var (ink, _, dark) in Shades) Rules(ink, dark);
        return sheet.Append('}').ToString();

        void Rules(Ink ink, string colour)
        {
            sheet.Append(CultureInfo.InvariantCulture, $".figure .{Fill(ink)}{{fill:{colour}}}.figure .{Stroke(ink)}{{stroke:{colour}}}");
            if (ink == Ink.Paper) sheet.Append(CultureInfo.InvariantCulture, $".figure .halo{{stroke:{colour}}}");
        }
    }
}
