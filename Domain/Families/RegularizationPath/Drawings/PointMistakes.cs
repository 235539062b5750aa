using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.RegularizationPath.Drawings;

/// <summary>What can be wrong with the points w1 to w4.</summary>
internal static class PointMistakes
{
    public static Mistake Reversed { get; } = new(
        "lambda-reversed",
        "Redoslijed je obrnut: za λ = 0 minimum je w*, a za λ = ∞ ishodište.",
        "The order is reversed: for λ = 0 the minimum is w*, for λ = ∞ it is the origin.");

    public static Mistake StraightLine { get; } = new(
        "straight-line",
        "Točke su na dužini od w* do ishodišta. Put minimuma je zakrivljen: gdje je gubitak plići, pomak je brži.",
        "The points lie on the straight line from w* to the origin. The path bends: where the loss is flatter the minimum moves faster.");

    public static Mistake RidgePathForL1 { get; } = new(
        "path-of-other-norm",
        "Ovo je put za normu L2. Uz L1 put je izlomljen i prije ishodišta stigne na os.",
        "This is the path of the L2 norm. With L1 the path has corners and reaches an axis before the origin.");

    public static Mistake LassoPathForL2 { get; } = new(
        "path-of-other-norm",
        "Ovo je put za normu L1. Uz L2 put je gladak i koordinate se smanjuju zajedno.",
        "This is the path of the L1 norm. With L2 the path is smooth and the coordinates shrink together.");

    public static Mistake OnAxis { get; } = new(
        "sparse-with-l2",
        "Norma L2 smanjuje koordinate, ali ih ne poništava: točka na osi ovdje nije minimum.",
        "The L2 norm shrinks coordinates but doesn't cancel them: a point on an axis is no minimum here.");

    public static Mistake OffPath { get; } = new(
        "off-path",
        "Točka nije minimum ni za koji λ: ondje se povlačenje gubitka i norme ne mogu izjednačiti.",
        "The point is no minimum for any λ: there the pulls of the loss and of the norm can't balance.");

    public static Mistake WrongStart { get; } = new(
        "start-not-minimum", "Za λ = 0 nema regularizacije, pa je w1 = w*.", "For λ = 0 nothing is regularized, so w1 = w*.");

    public static Mistake WrongEnd { get; } = new(
        "end-not-origin", "Za λ = ∞ preostaje samo norma, pa je w4 ishodište.", "For λ = ∞ only the norm is left, so w4 is the origin.");

    public static Mistake Missing { get; } = new("points-missing", "Nisu označene sve točke.", "Not all points are marked.");

    public static Mistake Coincide { get; } = new(
        "points-coincide",
        "Za različite λ minimumi su različiti dok ne stignu u ishodište.",
        "For different λ the minima differ until they reach the origin.");

    public static Mistake OutOfOrder { get; } = new(
        "out-of-order", "Točke su na putu, ali s većim λ minimum je dalje od w*.", "The points are on the path, but with a larger λ the minimum is farther along from w*.");

    public static Mistake Imprecise { get; } = new(
        "imprecise",
        "Točka je blizu pravoga mjesta, ali dalje od 5 % udaljenosti minimuma od ishodišta.",
        "A point is near its place, but farther off than 5 % of the minimum's distance from the origin.");
}
