using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.RegularizationPath.Drawings;

/// <summary>What can be wrong with drawn isocontours.</summary>
internal static class ContourMistakes
{
    public static Mistake NoContours { get; } = new(
        "no-contours", "Nema nijedne linije koja bi mogla biti izokontura.", "There is no line that could be an isocontour.");

    public static Mistake TooFew { get; } = new(
        "too-few-contours",
        "Izokontura je točna, ali jedna je premalo: nacrtajte barem dvije za različite vrijednosti norme.",
        "The isocontour is right, but one is too few: draw at least two, for different values of the norm.");

    private static readonly Mistake Open = new(
        "open-contours", "Izokonture norme su zatvorene krivulje oko ishodišta.", "Isocontours of a norm are closed curves around the origin.");

    private static readonly Mistake Rough = new(
        "uneven-contours", "Oblik se nazire, ali vrijednost norme duž linije previše koleba.", "The shape can be made out, but the norm's value varies too much along the line.");

    private static readonly Mistake AroundMinimum = new(
        "centred-at-minimum",
        "Oblik je dobar, ali izokonture norme okružuju ishodište, a ne minimum gubitka w*.",
        "The shape is right, but the isocontours of a norm surround the origin, not the loss's minimum w*.");

    private static readonly Mistake OffCentre = new(
        "off-centre", "Oblik je dobar, ali središte izokontura norme je ishodište.", "The shape is right, but the centre of a norm's isocontours is the origin.");

    private static readonly Mistake CirclesForL1 = new(
        "other-norm",
        "Ovo su kružnice, izokonture norme L2. Kod L1 je zbroj |x| + |y| stalan.",
        "These are circles, isocontours of the L2 norm. With L1 the sum |x| + |y| is constant.");

    private static readonly Mistake DiamondsForL2 = new(
        "other-norm",
        "Ovo su rombovi, izokonture norme L1. Kod L2 je stalna udaljenost od ishodišta.",
        "These are diamonds, isocontours of the L1 norm. With L2 the distance from the origin is constant.");

    private static readonly Mistake Square = new(
        "maximum-norm", "Ovo su izokonture norme L∞: stalno je max(|x|, |y|).", "These are isocontours of the L∞ norm: max(|x|, |y|) is constant.");

    private static readonly Mistake OfLoss = new(
        "contours-of-the-loss", "Ovo je oblik izokontura gubitka J, a traže se izokonture norme.", "This is the shape of the isocontours of the loss J; those of the norm are asked for.");

    private static readonly Mistake OutOfPlot = new(
        "out-of-plot", "Izokontura se uz w* ne bi vidjela: premala je ili prevelika.", "The isocontour could not be seen beside w*: it is too small or too large.");

    private static readonly Mistake Unrecognised = new(
        "not-a-contour", "Ni ova norma ni koja druga poznata nije stalna duž linije.", "Neither this norm nor another known one is constant along the line.");

    public static Mistake Of(Contour contour, Norm norm) => contour.Kind switch
    {
        ContourKind.Right or ContourKind.Fragment => Open,
        ContourKind.Rough => Rough,
        ContourKind.AroundMinimum => AroundMinimum,
        ContourKind.OffCentre => OffCentre,
        ContourKind.OtherNorm => norm == Norm.L1 ? CirclesForL1 : DiamondsForL2,
        ContourKind.Square => Square,
        ContourKind.OfLoss => OfLoss,
        ContourKind.OutOfPlot => OutOfPlot,
        _ => Unrecognised,
    };

    /// <summary>The fault in a few words, to stand beside the line.</summary>
    public static LocalizedText RemarkOn(Contour contour, Norm norm) => contour.Kind switch
    {
        ContourKind.Right or ContourKind.Fragment => new("nije zatvorena", "not closed"),
        ContourKind.Rough => new("neravnomjerno", "uneven"),
        ContourKind.AroundMinimum => new("oko w*, a ne oko ishodišta", "around w*, not the origin"),
        ContourKind.OffCentre => new("nije oko ishodišta", "not around the origin"),
        ContourKind.OtherNorm => norm == Norm.L1 ? new("kružnica, norma L2", "a circle, the L2 norm") : new("romb, norma L1", "a diamond, the L1 norm"),
        ContourKind.Square => new("kvadrat, norma L∞", "a square, the L∞ norm"),
        ContourKind.OfLoss => new("izokontura gubitka", "a contour of the loss"),
        ContourKind.OutOfPlot => new("ne vidi se uz w*", "not seen beside w*"),
        _ => new("nije izokontura", "no isocontour"),
    };
}
