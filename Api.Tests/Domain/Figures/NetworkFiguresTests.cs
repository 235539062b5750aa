using System.Text.Json.Nodes;
using GradingService.Domain.Exams;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests.Domain.Figures;

public sealed class NetworkFiguresTests
{
    /// <summary>The shapes, counts and fields of the exam's network, as PyTorch gives them.</summary>
    private static readonly string[] Derived =
        ["16×28×28", "16×14×14", "32×12×12", "32×6×6", "1152", "10", "parameters: 2\u202f368", "parameters: 4\u202f640", "parameters: 11\u202f530", "field: 7×7", "field: 9×9", "field: 17×17", "field: 21×21", "field: 61×61"];

    private static readonly Question Question = BuiltInExam.Exam.Find("2")!;

    [Fact]
    public void The_question_shows_the_layers_and_the_input_only()
    {
        var drawn = new DrawnFigure(Assert.Single(Question.Figures!.OfQuestion()).Svg.En);
        Assert.Equal(["conv1", "pool1", "conv2", "pool2", "flatten", "fc"], drawn.Texts.Where(text => text is "conv1" or "pool1" or "conv2" or "pool2" or "flatten" or "fc"));
        Assert.Subset(drawn.Texts.ToHashSet(), new HashSet<string> { "3×62×62", "convolution 7×7", "16 kernels", "stride 2", "ReLU", "max pooling 2×2", "dense", "10 units" });
        Assert.Empty(drawn.Texts.Intersect(Derived));
    }

    [Fact]
    public void The_solution_shows_every_shape_count_and_field()
    {
        var figure = Assert.Single(Question.Figures!.OfSolution());
        Assert.Subset(new DrawnFigure(figure.Svg.En).Texts.ToHashSet(), Derived.Append("3×62×62").ToHashSet());
        Assert.Contains("18\u202f538", figure.Description.Hr, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_shapes_are_crossed_and_the_right_ones_stand_beneath_them_only_where_they_may_be_seen()
    {
        var answers = JsonNode.Parse("""{"a": {"conv1": {"in": [3, 62, 62], "out": [16, 29, 29]}, "pool1": {"in": [16, 29, 29]}}, "c": {"pool1": 17}}""")!;
        var over = new DrawnFigure(Assert.Single(FigureGallery.OfAnswers(Question, answers, showsSolution: true)).Svg.En);
        var alone = new DrawnFigure(Assert.Single(FigureGallery.OfAnswers(Question, answers, showsSolution: false)).Svg.En);
        foreach (var drawn in new[] { over, alone })
        {
            Assert.Equal(["out 16×29×29", "field 17"], drawn.Of("fill-wrong").Select(text => text.Value));
            // Two arms to a cross; the input that follows from the wrong output is right.
            Assert.Equal(2 * 2, drawn.Elements("line").Count(line => DrawnFigure.Classes(line).Contains("stroke-wrong")));
            Assert.Equal(2, drawn.Elements("path").Count(path => DrawnFigure.Classes(path).Contains("stroke-right")));
        }
        Assert.Equal(["right: 16×28×28", "right: 9×9"], over.Texts.Where(text => text.StartsWith("right", StringComparison.Ordinal)));
        Assert.DoesNotContain(alone.Texts, text => text.Contains("28", StringComparison.Ordinal) || text.Contains("9×9", StringComparison.Ordinal));
    }

    [Fact]
    public void The_layer_of_a_remedy_that_fails_is_pointed_at()
    {
        var answers = OddAnswers.For("2").Single(odd => odd.Label == "a remedy that fails").Answers;
        var figure = Assert.Single(FigureGallery.OfAnswers(Question, answers, showsSolution: false));
        Assert.Equal("remedy", figure.Id);
        var edge = Assert.Single(new DrawnFigure(figure.Svg.En).Elements("rect"), rect => DrawnFigure.Classes(rect).Contains("stroke-wrong"));
        Assert.NotNull(edge.Attribute("stroke-dasharray"));
    }

    [Fact]
    public void Layers_stand_in_reading_order_without_touching()
    {
        var question = ConformanceQuestions.Find("convolutionalNetwork: a padded oblong network");
        foreach (var figure in question.Figures!.OfQuestion().Concat(question.Figures.OfSolution()))
        {
            var boxes = new DrawnFigure(figure.Svg.En).Elements("rect").Where(rect => DrawnFigure.Classes(rect).Contains("fill-panel"))
                .Select(rect => (Left: DrawnFigure.Number(rect, "x"), Top: DrawnFigure.Number(rect, "y"), Width: DrawnFigure.Number(rect, "width"), Height: DrawnFigure.Number(rect, "height"))).ToArray();
            Assert.Equal(5, boxes.Length);
            foreach (var (first, second) in boxes.Zip(boxes.Skip(1)))
                Assert.True(second.Left > first.Left + first.Width || second.Top > first.Top + first.Height);
        }
    }
}
