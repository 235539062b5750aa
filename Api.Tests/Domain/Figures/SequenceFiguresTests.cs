using GradingService.Domain.Exams;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests.Domain.Figures;

/// <summary>Figures of the recurrent network and of the contrastive embedding, against recurrences and sums written out here.</summary>
public sealed class SequenceFiguresTests
{
    private const double Close = 0.02;

    private static readonly Question Recurrent = BuiltInExam.Exam.Find("3")!;
    private static readonly Question Contrastive = BuiltInExam.Exam.Find("4")!;

    [Fact]
    public void The_solution_of_the_recurrent_network_shows_its_states_and_outputs()
    {
        var drawn = new DrawnFigure(Assert.Single(Recurrent.Figures!.OfSolution()).Svg.En);
        Near([0, -1, -2, -1], drawn.Dots("fill-blue").Select(dot => dot.Y));
        Near([0.5, 0.268941, 0.119203, 0.268941], drawn.Dots("fill-text", panel: 1).Select(dot => dot.Y));
        Assert.Equal(["00", "10", "11"], drawn.Texts.Where(text => text is "00" or "10" or "11").Take(3));
    }

    [Fact]
    public void The_counterexample_of_a_slow_leak_is_drawn_with_what_the_model_says()
    {
        var figure = Of(Recurrent, "3", "a slow leak", showsSolution: false).Single(figure => figure.Id == "counterexample");
        var states = new List<double> { 0 };
        // 01 01 00 01 01 00 00 or any order of four odd and three even numbers that ends below the threshold.
        var drawn = new DrawnFigure(figure.Svg.En);
        var words = drawn.Texts.Where(text => text is "00" or "01" or "10" or "11").ToArray();
        Assert.Equal(14, words.Length);
        foreach (var word in words.Take(7)) states.Add(0.94 * states[^1] + (word[1] == '1' ? 1 : -1));
        Assert.Equal(4, words.Take(7).Count(word => word[1] == '1'));
        Assert.True(states[^1] < 0.5);
        Near(states, drawn.Dots("fill-blue").Select(dot => dot.Y));
        Near(states.Select(state => state - 0.5), drawn.Dots("fill-text", panel: 1).Select(dot => dot.Y));
        Assert.Contains("the model says 0, right is 1", drawn.Texts);
        Assert.Contains("model kaže 0, a točno je 1", new DrawnFigure(figure.Svg.Hr).Texts);
    }

    [Fact]
    public void States_that_are_off_are_crossed_and_the_models_states_drawn_only_where_they_may_be_seen()
    {
        var alone = new DrawnFigure(Of(Recurrent, "3", "states off", showsSolution: false).Single().Svg.En);
        var over = new DrawnFigure(Of(Recurrent, "3", "states off", showsSolution: true).Single().Svg.En);
        foreach (var drawn in new[] { alone, over })
        {
            Near([-1], drawn.Dots("stroke-right").Select(dot => dot.Y).Take(1));
            var arm = drawn.Elements("line").First(line => DrawnFigure.Classes(line).Contains("stroke-wrong"));
            var centre = drawn.Data(DrawnFigure.Number(arm, "x1"), (DrawnFigure.Number(arm, "y1") + DrawnFigure.Number(arm, "y2")) / 2);
            Assert.Equal(2, centre.Y, Close);
        }
        Assert.Empty(alone.Dots("fill-blue"));
        Near([0, -1, -2, -1], over.Dots("fill-blue").Select(dot => dot.Y));
    }

    [Fact]
    public void Signals_and_kernel_stand_as_stems_with_the_question_and_no_embedding_does()
    {
        var drawn = new DrawnFigure(Assert.Single(Contrastive.Figures!.OfQuestion()).Svg.En);
        Near([1, 1, 1.3, 1, 1, 1.3], drawn.Dots("fill-blue").Select(dot => dot.Y));
        Near([0, 1, 2, 3, 4, 5], drawn.Dots("fill-blue").Select(dot => dot.X));
        Near([3.3, 3.3, 2.7, 3.3, 3.3, 2.7], drawn.Dots("fill-orange", panel: 1).Select(dot => dot.Y));
        Near([1 / 3.0, 1 / 3.0, 1 / 3.0], drawn.Dots("fill-purple", panel: 2).Select(dot => dot.Y));
        Assert.Equal(3, drawn.Panels);
    }

    [Fact]
    public void The_solution_shows_windows_embeddings_and_differences()
    {
        var drawn = new DrawnFigure(Assert.Single(Contrastive.Figures!.OfSolution()).Svg.En);
        Near([1, 1, 1, 1], drawn.Dots("fill-blue", panel: 2).TakeLast(4).Select(dot => dot.Y));
        Near([3, 3, 3, 3], drawn.Dots("fill-orange", panel: 2).TakeLast(4).Select(dot => dot.Y));
        Assert.Contains("difference; squares sum to 16", drawn.Texts);
        var windows = drawn.Elements("rect").Where(rect => DrawnFigure.Classes(rect).Contains("fill-purple")).ToArray();
        Assert.Equal(4, windows.Length);
        foreach (var (window, i) in windows.Select((window, i) => (window, i)))
        {
            var (from, to) = (drawn.Data(DrawnFigure.Number(window, "x"), 0).X, drawn.Data(DrawnFigure.Number(window, "x") + DrawnFigure.Number(window, "width"), 0).X);
            Assert.Equal([i, i + 1, i + 2], Enumerable.Range(0, 6).Where(place => from < place && place < to));
        }
    }

    [Fact]
    public void Entries_that_are_off_are_crossed_and_blank_ones_are_left_out()
    {
        var drawn = new DrawnFigure(Of(Contrastive, "4", "some entries off", showsSolution: false).Single().Svg.En);
        Near([1, 1], drawn.Dots("fill-right").Take(2).Select(dot => dot.Y));
        Near([3, 3], drawn.Dots("fill-right", panel: 1).Skip(2).Select(dot => dot.Y));
        // Crosses of two arms at f1[2], f2[2] and f2[3], and one in the legend.
        Assert.Equal(4 * 2 + 3, drawn.Elements("line").Count(line => DrawnFigure.Classes(line).Contains("stroke-wrong")));
        Assert.Empty(drawn.Of("fill-purple"));
    }

    [Fact]
    public void An_embedding_that_follows_from_an_own_formula_is_drawn_as_right()
    {
        var drawn = new DrawnFigure(Of(Contrastive, "4", "no bias", showsSolution: false).Single().Svg.En);
        Near([1.1, 1.1, 1.1, 1.1], drawn.Dots("fill-right").Take(4).Select(dot => dot.Y));
    }

    private static IReadOnlyList<GradingService.Domain.Figures.Figure> Of(Question question, string id, string label, bool showsSolution) =>
        FigureGallery.OfAnswers(question, OddAnswers.For(id).Single(odd => odd.Label == label).Answers, showsSolution);

    private static void Near(IEnumerable<double> expected, IEnumerable<double> drawn)
    {
        var (right, seen) = (expected.ToArray(), drawn.ToArray());
        Assert.Equal(right.Length, seen.Length);
        Assert.All(right.Zip(seen), pair => Assert.Equal(pair.First, pair.Second, Close));
    }
}
