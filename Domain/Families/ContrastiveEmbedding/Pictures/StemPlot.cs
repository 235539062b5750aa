using GradingService.Domain.Figures;

namespace GradingService.Domain.Families.ContrastiveEmbedding.Pictures;

/// <summary>Numbers over their indices as stems, in a plot with a scale of its own or a shared one.</summary>
internal sealed class StemPlot
{
    private const int MostValues = 14;
    private const double Dense = 9;

    private static readonly Lettering Values = new(11.5);

    private readonly Dictionary<int, double> _labelled = [];

    /// <param name="count">How many places the horizontal axis has.</param>
    /// <param name="name">The vertical axis's name.</param>
    public StemPlot(SvgDrawing drawing, Box area, int count, DataRange range, Label name)
    {
        Plot = new Plot(drawing, area, new DataRange(-0.6, count - 0.4), range);
        Plot.VerticalScale(name);
        Plot.Places(0, count - 1, i => FigureNumber.Of(i), Label.Math("*i*"));
    }

    public Plot Plot { get; }

    private double Radius => Plot.Area.Width / Plot.X.Length < Dense ? 1.4 : 3.6;

    /// <summary>The range of these numbers with zero, and room for their labels.</summary>
    public static DataRange RangeOf(IEnumerable<double> values)
    {
        var range = DataRange.Of(values.Append(0), 0);
        return new(range.Low - (range.Low < 0 ? 0.24 : 0) * range.Length, range.High + 0.24 * range.Length);
    }

    /// <summary>Draws a stem for every number; blank ones are left out.</summary>
    /// <param name="shift">Moves the stems aside, in places, so that two sets stand beside each other.</param>
    /// <param name="isWrong">Whether a number is marked as wrong.</param>
    /// <param name="says">Whether the numbers are written too, where there is room.</param>
    public void Stems(IReadOnlyList<double?> values, Ink ink, double shift = 0, Func<int, bool>? isWrong = null, bool says = true)
    {
        for (var i = 0; i < Math.Min(values.Count, (int)Plot.X.Length); i++)
        {
            if (values[i] is not { } value) continue;
            var (foot, head, wrong) = (Plot.At(i + shift, 0), Seen(Plot.At(i + shift, value)), isWrong?.Invoke(i) ?? false);
            Plot.Drawing.Line(foot, head, new(wrong ? Ink.Wrong : ink, Radius > 2 ? 2 : 1.2, wrong ? "4 3" : null));
            if (wrong) Plot.Drawing.Cross(head, Math.Max(2.2, Radius), new(Ink.Wrong, 2));
            else Plot.Drawing.Dot(head, Radius, ink);
            if (says && values.Count <= MostValues) Say(i, head, value, wrong ? Ink.Wrong : ink, shift != 0);
        }
    }

    private void Say(int place, Spot head, double value, Ink ink, bool isBeside)
    {
        var label = FigureNumber.Of(value);
        var room = Plot.Area.Width / Plot.X.Length / (isBeside ? 2 : 1) - 4;
        if (TextWidth.Of(label, Values.Size) > room) return;
        var above = value >= 0 ? head.Y - 11 : head.Y + 12;
        // Two sets of stems meet in one place: the second number goes where the first isn't.
        if (_labelled.TryGetValue(place, out var other) && Math.Abs(other - above) < 15) above = other + (above <= other ? -15 : 15);
        if (above < Plot.Area.Top - 4 || above > Plot.Area.Bottom - 6) return;
        _labelled[place] = above;
        Plot.Drawing.Text(new(head.X, above), label, Values with { Ink = ink, Halo = true }, Anchor.Middle);
    }

    private Spot Seen(Spot spot) => spot with { Y = Math.Clamp(spot.Y, Plot.Area.Top, Plot.Area.Bottom) };
}
