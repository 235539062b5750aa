using GradingService.Domain.Figures;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.RegularizationPath.Pictures;

/// <summary>The loss with its minimum; how the norms' level sets touch its contours along the path; what a student drew.</summary>
internal sealed class RegularizationFigures(QuadraticLoss loss, DrawnSteps l1, DrawnSteps l2) : IQuestionFigures
{
    private const double SecondShare = 2.0 / 3;
    private const double ThirdShare = 1.0 / 3;

    internal static readonly Stroke LossLine = new(Ink.Blue, 1.3);
    internal static readonly Stroke PathLine = new(Ink.Purple, 2.6);
    internal static readonly Stroke NormLine = new(Ink.Orange, 1.6);
    internal static readonly Lettering PointName = new(14);
    internal static readonly Label MinimumName = Label.Math("~w~") + "*";

    internal static readonly LocalizedText LossWords = new("izokonture gubitka J", "contours of the loss J");
    internal static readonly LocalizedText PathWords = new("put minimuma", "path of the minimum");

    public IReadOnlyList<Figure> OfQuestion()
    {
        var writer = new FigureWriter(
            "loss", new("Gubitak J i njegov minimum w*", "The loss J and its minimum w*"), new(
                $"Ravnina težina w₁ i w₂. Elipse oko w* = {Coordinates(loss.Minimum)} izokonture su gubitka J; najveća prolazi ishodištem.",
                $"The plane of the weights w₁ and w₂. Ellipses around w* = {Coordinates(loss.Minimum)} are contours of the loss J; the largest passes through the origin."));
        return [writer.Write(say => (WeightPlane.Width, WeightPlane.Height(Legend(say))), (drawing, say) =>
        {
            var plane = new WeightPlane(drawing, loss, []);
            DrawLoss(plane);
            MarkMinimum(plane);
            plane.Explain(Legend(say));
        })];

        static Legend Legend(Say say) => new Legend().Line(say(LossWords), LossLine);
    }

    public IReadOnlyList<Figure> OfSolution() => [Solution(Norm.L1), Solution(Norm.L2)];

    public IReadOnlyList<Figure> OfAnswers(AnswerSheet sheet, Marks marks, bool showsSolution)
    {
        var drawn = new[] { DrawnAnswer.Of(loss, Norm.L1, l1, sheet, marks), DrawnAnswer.Of(loss, Norm.L2, l2, sheet, marks) };
        return [.. drawn.Where(answer => !answer.IsBlank).Select(answer => answer.Draw(showsSolution))];
    }

    /// <summary>Contours of J through 1/5, 2/5 … of the way from w* to the origin.</summary>
    internal static void DrawLoss(WeightPlane plane, QuadraticLoss loss, double width) =>
        plane.Loss(Enumerable.Range(1, 5).Select(i => i * i / 25.0 * loss.At(Point.Origin)), LossLine with { Width = width });

    internal static string Coordinates(Point point) => $"({FigureNumber.Of(point.X)}, {FigureNumber.Of(point.Y)})";

    internal static string Name(Norm norm) => norm == Norm.L1 ? "L1" : "L2";

    private void DrawLoss(WeightPlane plane) => DrawLoss(plane, loss, LossLine.Width);

    private void MarkMinimum(WeightPlane plane)
    {
        plane.Plot.Drawing.Dot(plane.At(loss.Minimum), 4.5, Ink.Text);
        plane.Labels.Avoid(Box.Around(plane.At(loss.Minimum), 9, 9));
        plane.Labels.Put(plane.Plot.Drawing, plane.At(loss.Minimum), MinimumName, PointName, 7);
    }

    private Figure Solution(Norm norm)
    {
        var (path, second, third) = (PathCurve.Of(loss, norm), PathCurve.AtShare(loss, norm, SecondShare), PathCurve.AtShare(loss, norm, ThirdShare));
        var (name, bends) = (Name(norm), norm == Norm.L1 ? string.Join(" → ", path.Select(Coordinates)) : "");
        var writer = new FigureWriter(
            $"{name.ToLowerInvariant()}-path",
            new($"Minimum uz normu {name} za rastući λ", $"The minimum under the {name} norm for growing λ"),
            new(
                $"Put minimuma od w1 = w* = {Coordinates(loss.Minimum)} do w4 = 0. U w2 = {Coordinates(second)} i w3 = {Coordinates(third)} izokontura norme dodiruje izokonturu gubitka. "
                    + (norm == Norm.L1 ? $"Put je izlomljen: {bends}." : "Put je glatka krivulja."),
                $"The path of the minimum from w1 = w* = {Coordinates(loss.Minimum)} to w4 = 0. In w2 = {Coordinates(second)} and w3 = {Coordinates(third)} a level set of the norm touches a contour of the loss. "
                    + (norm == Norm.L1 ? $"The path has corners: {bends}." : "The path is a smooth curve.")));
        return writer.Write(say => (WeightPlane.Width, WeightPlane.Height(Legend(say))), (drawing, say) =>
        {
            var plane = new WeightPlane(drawing, loss, []);
            plane.Loss([loss.At(second), loss.At(third)], LossLine);
            plane.Ball(norm, norm.Of(second), NormLine);
            plane.Ball(norm, norm.Of(third), NormLine);
            plane.Line(path.Select(point => (point.X, point.Y)), PathLine);
            (Point Point, Label Name)[] marked =
                [(loss.Minimum, Label.Math("~w~_1 = ") + MinimumName), (second, Label.Math("~w~_2")), (third, Label.Math("~w~_3")), (Point.Origin, Label.Math("~w~_4"))];
            foreach (var (point, _) in marked)
            {
                drawing.Dot(plane.At(point), 4.5, Ink.Text, new(Ink.Paper, 1.5));
                plane.Labels.Avoid(Box.Around(plane.At(point), 9, 9));
            }
            foreach (var (point, label) in marked) plane.Labels.Put(drawing, plane.At(point), label, PointName, 7);
            plane.Explain(Legend(say));
        });

        Legend Legend(Say say) => new Legend()
            .Line(say(LossWords), LossLine)
            .Line(say(new($"izokonture norme {name}", $"level sets of the {name} norm")), NormLine)
            .Line(say(PathWords), PathLine);
    }
}

/// <summary>The steps in which a student draws for one norm.</summary>
/// <param name="Item">The items' name in parts a and b.</param>
/// <param name="Contours">Part a.</param>
/// <param name="Points">Part b.</param>
internal sealed record DrawnSteps(string Item, Step Contours, Step Points);
