using System.Globalization;
using System.Text.Json.Nodes;
using GradingService.Domain.Answers;
using GradingService.Domain.Families.RegularizationPath.Drawings;
using GradingService.Domain.Families.RegularizationPath.Pictures;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.RegularizationPath;

/// <summary>Isocontours of the L1 and L2 norms, the minima of the regularized loss for growing λ, and the axis that moves more.</summary>
public sealed class RegularizationPathFamily() : QuestionFamily<RegularizationPathParameters>("regularizationPath", new RegularizationPathRules())
{
    private const double SecondShare = 2.0 / 3;
    private const double ThirdShare = 1.0 / 3;
    private const int RingPoints = 24;

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

    private static readonly Mistake NotAlike = new(
        "axes-not-alike",
        "Gubitak se duž jedne osi zakrivljuje manje nego duž druge, pa pomaci nisu podjednaki.",
        "The loss curves less along one axis than along the other, so the shifts aren't alike.");

    private static readonly Mistake NotByCurvature = new(
        "curvature-overlooked",
        "Ne odlučuje gdje je minimum, nego zakrivljenost: isti pomak diže gubitak manje gdje je on plići.",
        "What decides isn't where the minimum is but curvature: the same shift raises the loss less where it is flatter.");

    public override QuestionContent Write(RegularizationPathParameters parameters)
    {
        var loss = new QuadraticLoss(parameters.Hessian, Point.Of(parameters.Minimum));
        var scheme = new MarkSchemeBuilder();
        var a = scheme.Part("a");
        var diamonds = a.Judged("l1", new("Izokonture norme L1", "Isocontours of the L1 norm"), new PolylinesType(), _ => Touching(loss, Norm.L1), Contours(loss, Norm.L1));
        var circles = a.Judged("l2", new("Izokonture norme L2", "Isocontours of the L2 norm"), new PolylinesType(), _ => Touching(loss, Norm.L2), Contours(loss, Norm.L2));
        var b = scheme.Part("b");
        var lasso = b.Judged("l1", new("Točke w1–w4 uz L1", "Points w1–w4 with L1"), Minima, _ => OnPath(loss, Norm.L1), Points(loss, Norm.L1));
        var ridge = b.Judged("l2", new("Točke w1–w4 uz L2", "Points w1–w4 with L2"), Minima, _ => OnPath(loss, Norm.L2), Points(loss, Norm.L2));
        AskForTheLargerShift(scheme.Part("c"), parameters, loss);
        return new QuestionContent(Prompt(parameters), Data(parameters), scheme)
        {
            Figures = new RegularizationFigures(loss, new DrawnSteps("l1", diamonds, lasso), new DrawnSteps("l2", circles, ridge)),
        };
    }

    private static void AskForTheLargerShift(PartBuilder part, RegularizationPathParameters parameters, QuadraticLoss loss)
    {
        var shift = LargerShift.Of(parameters.Hessian, loss.Minimum);
        var why = shift.IsByLength ? "longer-weight" : shift.Axis is null ? "same-for-both" : "lower-curvature";
        var axis = part.Item("axis", new("Os većeg pomaka", "The axis of the larger shift"), Axis, _ => AxisName(shift.Axis))
            .Mistake(OtherAxis, _ => AxisName(Curvature.FlatterAxis(parameters.Hessian) is { } flatter ? 1 - flatter : null));
        var reason = part.Item("reason", new("Zašto", "Why"), Reason, _ => why).Mistake(OppositeReason, _ => "higher-curvature");
        if (why == "lower-curvature")
        {
            axis.Mistake(NotAlike, _ => AxisName(null));
            foreach (var other in new[] { "longer-weight", "shorter-weight", "nearer-origin", "same-for-both" }) reason.Mistake(NotByCurvature, _ => other);
        }
        if (shift.AlsoRight is not { } longer) return;
        axis.Accept(_ => AxisName(longer));
        reason.Accept(v => axis[v] == AxisName(longer) ? "longer-weight" : why);
    }

    private static string AxisName(int? axis) => axis switch { null => "equal", 0 => "w1", _ => "w2" };

    private static Judge<double[][][]> Contours(QuadraticLoss loss, Norm norm)
    {
        var judge = new ContourJudge(loss, norm);
        return (lines, _, _) => new(judge.Judge(lines));
    }

    private static Judge<double[]?[]> Points(QuadraticLoss loss, Norm norm)
    {
        var judge = new PointsJudge(loss, norm);
        return (points, _, _) => new(judge.Judge(points));
    }

    /// <summary>w1 to w4: the ends of the path, and where the norm of w* has fallen to two thirds and to one third.</summary>
    private static double[]?[] OnPath(QuadraticLoss loss, Norm norm)
    {
        return [Coordinates(loss.Minimum), Coordinates(PathCurve.AtShare(loss, norm, SecondShare)), Coordinates(PathCurve.AtShare(loss, norm, ThirdShare)), [0, 0]];

        double[] Coordinates(Point point) => [Rounded(point.X, loss), Rounded(point.Y, loss)];
    }

    /// <summary>The level sets that touch contours of the loss in w3 and w2.</summary>
    private static double[][][] Touching(QuadraticLoss loss, Norm norm)
    {
        return [Ring(ThirdShare), Ring(SecondShare)];

        double[][] Ring(double share) =>
        [
            .. Enumerable.Range(0, RingPoints + 1).Select(i => 2 * Math.PI * (i % RingPoints) / RingPoints).Select(angle =>
            {
                var (y, x) = Math.SinCos(angle);
                var radius = share * norm.Of(loss.Minimum) / norm.Of(new Point(x, y));
                return new[] { Rounded(radius * x, loss), Rounded(radius * y, loss) };
            }),
        ];
    }

    /// <summary>To a millionth of the plot's size.</summary>
    private static double Rounded(double coordinate, QuadraticLoss loss)
    {
        var decimals = Math.Clamp(6 - (int)Math.Ceiling(Math.Log10(loss.Minimum.Length)), 0, 15);
        return Math.Round(coordinate, decimals);
    }

    private static JsonObject Data(RegularizationPathParameters p) => new()
    {
        ["H"] = new JsonArray([.. p.Hessian.Select(row => (JsonNode)new JsonArray([.. row.Select(x => (JsonNode)x)]))]),
        ["minimum"] = new JsonArray([.. p.Minimum.Select(x => (JsonNode)x)]),
    };

    private static LocalizedText Prompt(RegularizationPathParameters p)
    {
        var h = Text($"[[{p.Hessian[0][0]}, {p.Hessian[0][1]}], [{p.Hessian[1][0]}, {p.Hessian[1][1]}]]");
        var w = Text($"({p.Minimum[0]}, {p.Minimum[1]})");
        var off = Text($"{PointsJudge.Near * Point.Of(p.Minimum).Length:G2}");
        return new(
            $"""
            Gubitak J(w) = ½(w − w*)ᵀH(w − w*) s H = {h} ima minimum u w* = {w}. Regularizirani gubitak je J(w) + λ·Ω(w).

            - **a)** Na odvojenim grafovima nacrtajte izokonture norme L1 i norme L2.
            - **b)** Na istim grafovima označite minimume w1, w2, w3 i w4 regulariziranog gubitka za λ1 = 0 < λ2 < λ3 < λ4 = ∞.
            - **c)** Duž koje osi se minimum više pomiče i zašto?

            Crta se rukom: izokontura smije odstupati oko 4 % svojega polumjera, a točka {off} od svojega mjesta (5 % udaljenosti w* od ishodišta). Dovoljne su
            po dvije zatvorene izokonture. Gdje su točno w2 i w3 ovisi o λ2 i λ3: moraju biti na putu minimuma, i to tim redom.
            """,
            $"""
            The loss J(w) = ½(w − w*)ᵀH(w − w*) with H = {h} has its minimum at w* = {w}. The regularized loss is J(w) + λ·Ω(w).

            - **a)** In separate plots draw isocontours of the L1 norm and of the L2 norm.
            - **b)** In the same plots mark the minima w1, w2, w3 and w4 of the regularized loss for λ1 = 0 < λ2 < λ3 < λ4 = ∞.
            - **c)** Along which axis does the minimum move more, and why?

            Draw by hand: an isocontour may be off by about 4 % of its radius, a point by {off} (5 % of the distance of w* from the origin). Two closed
            isocontours each are enough. Where exactly w2 and w3 are depends on λ2 and λ3: they must lie on the path of the minimum, in this order.
            """);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
