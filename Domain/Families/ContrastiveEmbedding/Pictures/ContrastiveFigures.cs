using GradingService.Domain.Figures;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.ContrastiveEmbedding.Pictures;

/// <summary>The pair of signals and the kernel; the windows and the embeddings they give; the embeddings that a student computed.</summary>
internal sealed class ContrastiveFigures(ContrastiveEmbeddingParameters q, Step f1, Step f2) : IQuestionFigures
{
    private const double Width = 660;
    private const double Left = 58;
    private const double PlotWidth = 556;
    private const double PlotHeight = 138;
    private const double Apart = 62;
    private const double Top = FigureWriter.TitleHeight + 26;
    private const int MostWindows = 8;
    private const double WindowHeight = 9;

    private static readonly Label Index = Label.Math("*i*");

    private double[] F1 => Signal.Correlate(q.X1, q.Kernel, q.Bias, q.Stride);
    private double[] F2 => Signal.Correlate(q.X2, q.Kernel, q.Bias, q.Stride);

    public IReadOnlyList<Figure> OfQuestion()
    {
        var writer = new FigureWriter(
            "signals", new("Signali x1 i x2 i jezgra w", "The signals x1 and x2 and the kernel w"), new(
                $"Signali duljine {q.X1.Length}: x1 = {Row(q.X1)}, x2 = {Row(q.X2)}. Jezgra w = {Row(q.Kernel)}.",
                $"Signals of length {q.X1.Length}: x1 = {Row(q.X1)}, x2 = {Row(q.X2)}. The kernel w = {Row(q.Kernel)}."));
        return [writer.Write(_ => (Width, HeightOf(3)), (drawing, _) =>
        {
            DrawSignals(drawing);
            var width = PlotWidth * Math.Clamp((q.Kernel.Length + 0.2) / (q.X1.Length + 0.2), 0.3, 1);
            var kernel = new StemPlot(drawing, Area(2) with { Width = width }, q.Kernel.Length, StemPlot.RangeOf(q.Kernel), Label.Math("*w*"));
            kernel.Stems(Entries(q.Kernel), Ink.Purple);
        })];
    }

    public IReadOnlyList<Figure> OfSolution()
    {
        var (first, second) = (F1, F2);
        var loss = first.Zip(second, (a, b) => (a - b) * (a - b)).Sum();
        var writer = new FigureWriter(
            "embeddings", new("Prozori jezgre i ugrađivanja f1 i f2", "The kernel's windows and the embeddings f1 and f2"), new(
                $"Jezgra pokriva {q.Outputs} prozora duljine {q.Kernel.Length} s korakom {q.Stride}. f1 = {Row(first)}, f2 = {Row(second)}; zbroj kvadrata razlika je {FigureNumber.Of(loss)}.",
                $"The kernel covers {q.Outputs} windows of length {q.Kernel.Length} with stride {q.Stride}. f1 = {Row(first)}, f2 = {Row(second)}; the squared differences sum to {FigureNumber.Of(loss)}."));
        return [writer.Write(say => (Width, HeightOf(3) + WindowRoom + EmbeddingLegend(say).Height(PlotWidth)), (drawing, say) =>
        {
            DrawSignals(drawing, WindowRoom);
            DrawWindows(drawing, say);
            var area = Area(2) with { Top = Area(2).Top + WindowRoom };
            var plot = new StemPlot(drawing, area, q.Outputs, StemPlot.RangeOf([.. first, .. second]), Label.Math("*f*_1, *f*_2"));
            DrawDifferences(plot, first, second);
            plot.Stems(Entries(first), Ink.Blue, -Aside);
            plot.Stems(Entries(second), Ink.Orange, Aside);
            EmbeddingLegend(say).Draw(drawing, new(Left, area.Bottom + 30), PlotWidth);
        })];

        Legend EmbeddingLegend(Say say) => new Legend().Line(Label.Math("*f*_1"), new(Ink.Blue, 2.2)).Line(Label.Math("*f*_2"), new(Ink.Orange, 2.2))
            .Line(say(new($"razlika; zbroj kvadrata {FigureNumber.Of(loss)}", $"difference; squares sum to {FigureNumber.Of(loss)}")), Difference);
    }

    public IReadOnlyList<Figure> OfAnswers(AnswerSheet sheet, Marks marks, bool showsSolution)
    {
        EmbeddingAnswer[] answers = [.. new[] { EmbeddingAnswer.Of("f1", f1, F1, sheet, marks), EmbeddingAnswer.Of("f2", f2, F2, sheet, marks) }.OfType<EmbeddingAnswer>()];
        if (answers.Length == 0) return [];
        var places = Math.Clamp(answers.Max(answer => answer.Values.Count), q.Outputs, 2 * q.Outputs + 8);
        var references = answers.Select(answer => answer.Reference).ToArray();
        var writer = new FigureWriter(
            "embeddings-answers", new("Izračunata ugrađivanja", "The embeddings that were computed"),
            new(string.Join(" ", answers.Select(answer => answer.Description.Hr)), string.Join(" ", answers.Select(answer => answer.Description.En))));
        return [writer.Write(say => (Width, HeightOf(answers.Length) + Explanation(say).Height(PlotWidth)), (drawing, say) =>
        {
            var range = StemPlot.RangeOf(answers.SelectMany(answer => answer.Near).Concat(references.SelectMany(reference => reference)));
            foreach (var (answer, row) in answers.Select((answer, row) => (answer, row)))
            {
                var plot = new StemPlot(drawing, Area(row), places, range, Label.Math($"*f*_{answer.Id[1..]}"));
                if (showsSolution) plot.Stems(Entries(answer.Reference), Ink.Purple, -Aside, says: false);
                plot.Stems(answer.Values, answer.Ink, showsSolution ? Aside : 0, answer.IsWrong);
            }
            Explanation(say).Draw(drawing, new(Left, Area(answers.Length - 1).Bottom + 30), PlotWidth);
        })];

        Legend Explanation(Say say)
        {
            var legend = new Legend();
            if (showsSolution) legend.Line(say(new("rješenje", "solution")), new(Ink.Purple, 2.2));
            foreach (var ink in answers.Select(answer => answer.Ink).Distinct().Order())
                legend.Line(say(ink == Ink.Right ? new("odgovoreno, točno", "answered, right") : new("odgovoreno", "answered")), new(ink, 2.2));
            if (answers.Any(answer => answer.HasWrong))
                legend.Add(say(new("odgovoreno, pogrešno", "answered, off")), (drawing, at) => drawing.Cross(at, 4, new(Ink.Wrong, 2)));
            return legend;
        }
    }

    private static readonly Stroke Difference = new(Ink.Purple, 1.6, "3 3");
    private const double Aside = 0.13;

    private static Box Area(int row) => new(Left, Top + row * (PlotHeight + Apart), PlotWidth, PlotHeight);

    private static double HeightOf(int rows) => Area(rows - 1).Bottom + 40;

    private static double?[] Entries(double[] values) => [.. values.Select(value => (double?)value)];

    private static string Row(double[] values)
    {
        const int most = 16;
        return $"[{string.Join(", ", values.Take(most).Select(value => FigureNumber.Of(value)))}{(values.Length > most ? ", …" : "")}]";
    }

    /// <summary>The windows that are drawn: all of a few; the first ones and the last of many.</summary>
    private int[] Windows => q.Outputs <= MostWindows ? [.. Enumerable.Range(0, q.Outputs)] : [.. Enumerable.Range(0, MostWindows - 1), q.Outputs - 1];

    private double WindowRoom => Windows.Length * WindowHeight + 16;

    private void DrawSignals(SvgDrawing drawing, double windowRoom = 0)
    {
        var range = StemPlot.RangeOf([.. q.X1, .. q.X2]);
        foreach (var (values, row, ink) in new[] { (q.X1, 0, Ink.Blue), (q.X2, 1, Ink.Orange) })
        {
            var area = Area(row) with { Top = Area(row).Top + row * windowRoom };
            new StemPlot(drawing, area, values.Length, range, Label.Math(row == 0 ? "*x*_1" : "*x*_2")).Stems(Entries(values), ink);
        }
    }

    /// <summary>A bar for every window below the first signal, as wide as the entries it covers.</summary>
    private void DrawWindows(SvgDrawing drawing, Say say)
    {
        var plot = new Plot(drawing, Area(0), new DataRange(-0.6, q.X1.Length - 0.4), new DataRange(0, 1));
        var top = Area(0).Bottom + 30;
        foreach (var (window, row) in Windows.Select((window, row) => (window, row)))
        {
            var (from, to) = (plot.At(window * q.Stride - 0.35, 0).X, plot.At(window * q.Stride + q.Kernel.Length - 0.65, 0).X);
            drawing.Rectangle(new(from, top + row * WindowHeight, Math.Max(2, to - from), WindowHeight - 3.5), Ink.Purple, radius: 2);
        }
        var words = say(q.Outputs <= MostWindows
            ? new($"prozori jezgre ({q.Outputs})", $"the kernel's windows ({q.Outputs})")
            : new($"prozori jezgre: prvih {MostWindows - 1} i posljednji od {q.Outputs}", $"the kernel's windows: the first {MostWindows - 1} and the last of {q.Outputs}"));
        drawing.Text(new(Left, top + Windows.Length * WindowHeight + 6), words, new(12, Ink.Muted));
    }

    private static void DrawDifferences(StemPlot stems, double[] first, double[] second)
    {
        for (var i = 0; i < first.Length; i++)
            stems.Plot.Drawing.Line(stems.Plot.At(i - Aside, first[i]), stems.Plot.At(i + Aside, second[i]), Difference);
    }
}
