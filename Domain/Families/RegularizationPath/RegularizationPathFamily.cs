using System.Globalization;
using System.Text.Json.Nodes;
using GradingService.Domain.Answers;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>Isocontours of the L1 and L2 norms, the minima of the regularized loss for growing λ, and the axis that moves more.</summary>
/// <remarks>Drawings are judged; until their judges exist these items are pending.</remarks>
public sealed class RegularizationPathFamily() : QuestionFamily<RegularizationPathParameters>("regularizationPath", new RegularizationPathRules())
{
    private static readonly MarkedPointsType Minima = new(["w1", "w2", "w3", "w4"]);

    private static readonly ChoiceType Axis = new(
    [
        new("w1", new("os prve koordinate", "the axis of the first coordinate")),
        new("w2", new("os druge koordinate", "the axis of the second coordinate")),
        new("equal", new("podjednako po obje", "equally along both")),
    ]);

    private static readonly ChoiceType Reason = new(
    [
        new("lower-curvature", new("zakrivljenost gubitka duž te osi je manja", "the loss curves less along that axis")),
        new("higher-curvature", new("zakrivljenost gubitka duž te osi je veća", "the loss curves more along that axis")),
        new("longer-weight", new("ta koordinata minimuma je veća", "that coordinate of the minimum is larger")),
        new("shorter-weight", new("ta koordinata minimuma je manja", "that coordinate of the minimum is smaller")),
        new("nearer-origin", new("minimum je po toj osi bliže ishodištu", "the minimum is nearer to the origin along that axis")),
        new("same-for-both", new("obje osi su ravnopravne", "both axes are alike")),
    ]);

    private static readonly Mistake OtherAxis = new(
        "higher-curvature-axis",
        "Duž osi veće zakrivljenosti pomak je skup: gubitak brzo raste. Veći je pomak duž osi manje zakrivljenosti.",
        "Moving along the axis of higher curvature is costly: the loss grows fast. The larger shift is along the axis of lower curvature.");

    private static readonly Mistake OppositeReason = new(
        "curvature-reversed",
        "Odnos je obrnut: manja zakrivljenost znači jeftiniji, dakle veći pomak.",
        "It is the other way round: lower curvature makes a shift cheap, and so larger.");

    public override QuestionContent Write(RegularizationPathParameters parameters)
    {
        var flatter = Curvature.FlatterAxis(parameters.Hessian);
        var scheme = new MarkSchemeBuilder();
        var a = scheme.Part("a");
        a.Judged("l1", new("Izokonture norme L1", "Isocontours of the L1 norm"), new PolylinesType(), _ => [Ring(1, 1), Ring(1, 2)], judge: null);
        a.Judged("l2", new("Izokonture norme L2", "Isocontours of the L2 norm"), new PolylinesType(), _ => [Ring(2, 1), Ring(2, 2)], judge: null);
        var b = scheme.Part("b");
        b.Judged("l1", new("Točke w1–w4 uz L1", "Points w1–w4 with L1"), Minima, _ => Ends(parameters.Minimum), judge: null);
        b.Judged("l2", new("Točke w1–w4 uz L2", "Points w1–w4 with L2"), Minima, _ => Ends(parameters.Minimum), judge: null);
        var c = scheme.Part("c");
        c.Item("axis", new("Os većeg pomaka", "The axis of the larger shift"), Axis, _ => flatter is { } axis ? AxisName(axis) : "equal")
            .Mistake(OtherAxis, _ => flatter is { } axis ? AxisName(1 - axis) : "equal");
        c.Item("reason", new("Zašto", "Why"), Reason, _ => flatter is null ? "same-for-both" : "lower-curvature")
            .Mistake(OppositeReason, _ => "higher-curvature");
        return new QuestionContent(Prompt(parameters), Data(parameters), scheme);
    }

    private static string AxisName(int axis) => axis == 0 ? "w1" : "w2";

    private static double[]?[] Ends(double[] minimum) => [minimum, null, null, [0, 0]];

    /// <summary>A level set ‖w‖ₚ = radius as a closed line.</summary>
    private static double[][] Ring(int p, double radius) =>
    [
        .. Enumerable.Range(0, 25).Select(i => 2 * Math.PI * (i % 24) / 24).Select(angle =>
        {
            var (y, x) = Math.SinCos(angle);
            var length = p == 1 ? Math.Abs(x) + Math.Abs(y) : 1;
            return new[] { Math.Round(radius * x / length, 6), Math.Round(radius * y / length, 6) };
        }),
    ];

    private static JsonObject Data(RegularizationPathParameters p) => new()
    {
        ["H"] = new JsonArray([.. p.Hessian.Select(row => (JsonNode)new JsonArray([.. row.Select(x => (JsonNode)x)]))]),
        ["minimum"] = new JsonArray([.. p.Minimum.Select(x => (JsonNode)x)]),
    };

    private static LocalizedText Prompt(RegularizationPathParameters p)
    {
        var h = Text($"[[{p.Hessian[0][0]}, {p.Hessian[0][1]}], [{p.Hessian[1][0]}, {p.Hessian[1][1]}]]");
        var w = Text($"({p.Minimum[0]}, {p.Minimum[1]})");
        return new(
            $"""
            Gubitak J(w) = ½(w − w*)ᵀH(w − w*) s H = {h} ima minimum u w* = {w}. Regularizirani gubitak je J(w) + λ·Ω(w).

            - **a)** Na odvojenim grafovima nacrtajte izokonture norme L1 i norme L2.
            - **b)** Na istim grafovima označite minimume w1, w2, w3 i w4 regulariziranog gubitka za λ1 = 0 < λ2 < λ3 < λ4 = ∞.
            - **c)** Duž koje osi se minimum više pomiče i zašto?
            """,
            $"""
            The loss J(w) = ½(w − w*)ᵀH(w − w*) with H = {h} has its minimum at w* = {w}. The regularized loss is J(w) + λ·Ω(w).

            - **a)** In separate plots draw isocontours of the L1 norm and of the L2 norm.
            - **b)** In the same plots mark the minima w1, w2, w3 and w4 of the regularized loss for λ1 = 0 < λ2 < λ3 < λ4 = ∞.
            - **c)** Along which axis does the minimum move more, and why?
            """);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
