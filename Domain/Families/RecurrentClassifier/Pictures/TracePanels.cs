using GradingService.Domain.Figures;

namespace GradingService.Domain.Families.RecurrentClassifier.Pictures;

/// <summary>The states of a model step by step, and below them its output against the threshold.</summary>
/// <param name="Words">The numbers that were read, one for each step that is drawn.</param>
/// <param name="FirstStep">The step of the first number, counted from 1.</param>
internal sealed record TracePanels(IReadOnlyList<string> Words, int FirstStep)
{
    public const double Width = 660;

    private const double Left = 62;
    private const double PlotWidth = 548;
    private const double StatesHeight = 170;
    private const double OutputHeight = 120;
    private const double Apart = 66;
    private const double Top = FigureWriter.TitleHeight + 26;
    private const int MostUnits = 4;
    private const double Dense = 14;

    internal static readonly Ink[] Inks = [Ink.Blue, Ink.Orange, Ink.Purple, Ink.Muted];
    private static readonly Stroke Threshold = new(Ink.Text, 1.2, "6 4");

    /// <summary>States to draw as lines, row by row; their first row may be the one before the first number.</summary>
    public IReadOnlyList<double[]> States { get; init; } = [];

    /// <summary>The model whose outputs are drawn; null for none.</summary>
    public RecurrentModel? Model { get; init; }

    /// <summary>States that a student computed, drawn as dots.</summary>
    public AnsweredStates? Answered { get; init; }

    /// <summary>What the model says after the last number, and what is right; null where nothing is said of it.</summary>
    public (int Said, int Right)? Classes { get; init; }

    private int Units => Math.Min(MostUnits, Math.Max(States.Select(state => state.Length).DefaultIfEmpty().Max(), Answered?.Columns ?? 0));
    private int LastStep => FirstStep + Words.Count - 1;
    private bool ShowsOutput => Model is not null && Outputs.Any(output => double.IsFinite(output.Y));

    /// <summary>What the output must pass for class 1; that of a softmax is the probability of class 1.</summary>
    private double Decision => Model!.Output == OutputActivation.Softmax ? 0.5 : Model.Threshold?.ToDouble() ?? (Model.Output == OutputActivation.Sigmoid ? 0.5 : 0);

    private IEnumerable<(double X, double Y)> Outputs =>
        Model is null ? [] : States.Select((state, i) => ((double)(i + LastStep - States.Count + 1), RecurrentTrace.Output(Model, state)));

    public double Height(Say say) => Top + StatesHeight + (ShowsOutput ? Apart + OutputHeight : 0) + 34 + Legend(say).Height(PlotWidth) + 10;

    public void Draw(SvgDrawing drawing, Say say)
    {
        var numbers = Enumerable.Range(0, Units).SelectMany(unit => Line(unit).Select(point => point.Y)).Concat(Answered?.Numbers ?? []).Append(0);
        var states = Panel(drawing, Top, StatesHeight, DataRange.Of(numbers, 0.12), Label.Math("*h*"));
        for (var unit = 0; unit < Units; unit++) Follow(states, Line(unit), Inks[unit]);
        Answered?.Draw(states, Units);
        var bottom = Top + StatesHeight;
        if (ShowsOutput)
        {
            DrawOutput(drawing, bottom + Apart, say);
            bottom += Apart + OutputHeight;
        }
        Legend(say).Draw(drawing, new(Left, bottom + 34), PlotWidth);
    }

    private IEnumerable<(double X, double Y)> Line(int unit) =>
        States.Select((state, i) => ((double)(i + LastStep - States.Count + 1), unit < state.Length ? state[unit] : double.NaN));

    private Plot Panel(SvgDrawing drawing, double top, double height, DataRange range, Label name)
    {
        var plot = new Plot(drawing, new Box(Left, top, PlotWidth, height), new DataRange(FirstStep - 1.35, LastStep + 0.5), range);
        plot.VerticalScale(name);
        plot.Places(FirstStep, LastStep, step => Words[step - FirstStep], Label.Math("*x*"));
        return plot;
    }

    private static void Follow(Plot plot, IEnumerable<(double X, double Y)> line, Ink ink)
    {
        var points = line.ToArray();
        plot.Curve(points, new(ink, 1.8));
        if (plot.Area.Width / plot.X.Length < Dense) return;
        foreach (var (x, y) in points)
            if (double.IsFinite(y) && plot.Shows(x, y)) plot.Drawing.Dot(plot.At(x, y), 3.4, ink);
    }

    private void DrawOutput(SvgDrawing drawing, double top, Say say)
    {
        var threshold = Decision;
        var outputs = Outputs.ToArray();
        var plot = Panel(drawing, top, OutputHeight, DataRange.Of(outputs.Select(output => output.Y).Append(threshold), 0.22), Label.Math("*o*"));
        plot.Curve([(plot.X.Low, threshold), (plot.X.High, threshold)], Threshold);
        Follow(plot, outputs, Ink.Text);
        if (Classes is not var (said, right) || !double.IsFinite(outputs[^1].Y)) return;
        var last = plot.At(LastStep, outputs[^1].Y);
        if (said == right) drawing.Dot(last, 5, Ink.Right);
        else drawing.Cross(last, 5.5, new(Ink.Wrong, 2.6));
        var labels = new LabelPlacement(plot.Area);
        labels.Avoid(Box.Around(last, 13, 13));
        foreach (var line in new[] { outputs, [(plot.X.Low, threshold), (plot.X.High, threshold)] }) labels.AvoidLine([.. line.Select(point => plot.At(point.X, point.Y)).Where(spot => double.IsFinite(spot.Y))]);
        labels.Put(drawing, last, say(said == right ? new($"razred {said}", $"class {said}") : new($"model kaže {said}, a točno je {right}", $"the model says {said}, right is {right}")),
            new(13, said == right ? Ink.Right : Ink.Wrong), 9);
    }

    private Legend Legend(Say say)
    {
        var legend = new Legend();
        var all = Math.Max(States.Select(state => state.Length).DefaultIfEmpty().Max(), Answered?.Columns ?? 0);
        for (var unit = 0; unit < Units && (States.Count > 0 || all > 1); unit++)
            legend.Line(all == 1 ? Label.Math("*h*") + say(new(", stanje", ", the state")) : Label.Math($"*h*_{unit + 1}"), new(Inks[unit], 2));
        if (all > Units) legend.Add(say(new($"prve {Units} od {all} komponenata stanja", $"the first {Units} of {all} components")), (_, _) => { });
        if (ShowsOutput) legend.Line(Label.Math("*o*") + say(new(", izlaz", ", the output")), new(Ink.Text, 2)).Line(say(new("prag", "threshold")) + " " + FigureNumber.Of(Decision), Threshold);
        Answered?.Explain(legend, say);
        return legend;
    }
}
