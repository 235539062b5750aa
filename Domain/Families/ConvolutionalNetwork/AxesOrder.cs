using GradingService.Domain.Answers;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>Recognises students who write every map as [height, width, channels], and reads their maps as [channels, height, width].</summary>
internal static class AxesOrder
{
    private static readonly Warning ChannelsLast = new("channels-last", new(
        "Oblici su pročitani kao [visina, širina, kanali].", "Shapes were read as [height, width, channels]."));

    /// <summary>Rewrites a sheet whose maps all fit at least as well with the channels last, and some of them better.</summary>
    /// <param name="shapes">The asked shapes with their reference values.</param>
    public static AnswerSheet Recognise(AnswerSheet sheet, IReadOnlyList<(Step Step, int[] Reference)> shapes)
    {
        var rewritten = new List<(Step, Answer, Warning?)>();
        var better = false;
        foreach (var (step, reference) in shapes)
        {
            if (reference.Length != 3 || sheet.For(step).Answer is not ShapeAnswer { Map: [var first, var second, var third] }) continue;
            ShapeAnswer turned = new([third, first, second]);
            var (asWritten, channelsLast) = (Hits([first, second, third], reference), Hits(turned.Entries, reference));
            if (channelsLast < asWritten) return sheet;
            better |= channelsLast > asWritten;
            rewritten.Add((step, turned, ChannelsLast));
        }
        return better ? sheet.With(rewritten) : sheet;
    }

    private static int Hits(IReadOnlyList<double?> entries, int[] reference) => entries.Zip(reference).Count(pair => pair.First == pair.Second);
}
