using System.Text.Json.Nodes;
using GradingService.Domain.Families.ConvolutionalNetwork;
using GradingService.Domain.Marking;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork;

public sealed class ConvolutionalNetworkFamilyTests
{
    [Theory]
    [InlineData("paper-2")]
    [InlineData("model-2")]
    public void The_papers_and_the_model_answers_earn_10_of_10(string answers)
    {
        var marks = BuiltInExam.Mark("2", BuiltInExam.Answers(answers));

        Assert.Equal(10, marks.Points);
        Assert.All(marks.Parts.SelectMany(part => part.Items), item => Assert.Equal(Verdict.Correct, item.Verdict));
    }

    [Fact]
    public void A_conv1_rounded_up_is_named_and_pool1_follows_while_the_right_total_stays_right()
    {
        var answers = BuiltInExam.Answers("model-2");
        answers["a"]!["conv1"]!["out"] = new JsonArray(16, 29, 29);
        answers["a"]!["pool1"]!["in"] = new JsonArray(16, 29, 29);

        var marks = BuiltInExam.Mark("2", answers);

        Assert.Equal(Verdict.Partial, marks.Item("a.conv1").Verdict);
        Assert.NotNull(marks.Item("a.conv1").Mistake);
        Assert.Equal(["out[1]", "out[2]"], marks.Item("a.conv1").WrongEntries!);
        Assert.Equal(Verdict.FollowThrough, marks.Item("a.pool1").Verdict);
        Assert.All(
            ["a.conv2", "a.pool2", "a.flatten", "a.fc", "b.parameters", "c.pool1", "c.pool2", "d.suitable", "d.remedy"],
            name => Assert.Equal(Verdict.Correct, marks.Item(name).Verdict));
        Assert.Equal(marks.Item("a.pool1").MaxPoints, marks.Item("a.pool1").Points);
    }

    [Theory]
    [InlineData("ceil-instead-of-floor", new[] { 29, 15, 13, 7 }, 1568, 22698)]
    [InlineData("same-padding", new[] { 31, 15, 15, 7 }, 1568, 22698)]
    [InlineData("same-padding-later-convs", new[] { 28, 14, 14, 7 }, 1568, 22698)]
    [InlineData("same-padding-first-conv", new[] { 31, 15, 13, 6 }, 1152, 18538)]
    [InlineData("plus-one-forgotten", new[] { 27, 12, 9, 3 }, 288, 9898)]
    [InlineData("plus-one-forgotten-convs", new[] { 27, 13, 10, 5 }, 800, 15018)]
    [InlineData("stride-ignored-first-conv", new[] { 56, 28, 26, 13 }, 5408, 61098)]
    [InlineData("pool-stride-one", new[] { 28, 27, 25, 24 }, 18432, 191338)]
    public void Shapes_computed_by_a_wrong_rule_are_named_where_the_rule_first_shows_and_followed_after(string mistake, int[] sides, int flat, int total)
    {
        var marks = BuiltInExam.Mark("2", new JsonObject
        {
            ["a"] = new JsonObject
            {
                ["conv1"] = Layer(new(3, 62, 62), new(16, sides[0], sides[0])),
                ["pool1"] = Layer(new(16, sides[0], sides[0]), new(16, sides[1], sides[1])),
                ["conv2"] = Layer(new(16, sides[1], sides[1]), new(32, sides[2], sides[2])),
                ["pool2"] = Layer(new(32, sides[2], sides[2]), new(32, sides[3], sides[3])),
                ["flatten"] = Layer(new(32, sides[3], sides[3]), new(flat)),
                ["fc"] = Layer(new(flat), new(10)),
            },
            ["b"] = new JsonObject { ["parameters"] = total },
        });

        var named = marks.Parts[0].Items.Select(item => item.Mistake).Where(code => code is not null).ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, code => Assert.Equal(mistake, code));
        Assert.Equal(marks.Item("b.parameters").MaxPoints, marks.Item("b.parameters").Points);
    }

    [Theory]
    [InlineData("18480", "biases-left-out")]
    [InlineData("18490", "conv-biases-left-out")]
    [InlineData("18528", "dense-biases-left-out")]
    [InlineData("18483", "one-bias-per-layer")]
    [InlineData("19050", "bias-per-kernel-channel")]
    [InlineData("16970", "input-as-one-channel")]
    [InlineData("16912", "input-as-one-channel-without-biases")]
    [InlineData("14218", "later-kernels-depth-one")]
    [InlineData("14794", "later-kernels-image-depth")]
    [InlineData("12650", "kernels-depth-one")]
    [InlineData("13450", "kernel-side-instead-of-area")]
    [InlineData("7378", "flatten-forgets-channels")]
    [InlineData("53098", "flatten-before-last-pool")]
    [InlineData("38378", "flatten-after-first-pool")]
    [InlineData("7338", "global-pooling-assumed")]
    [InlineData("7008", "dense-layers-left-out")]
    [InlineData("16170", "first-conv-left-out")]
    [InlineData("13898", "last-conv-left-out")]
    [InlineData("18546", "pools-given-weights")]
    [InlineData("18730", "pools-given-weights-per-channel")]
    public void A_wrong_total_beside_right_shapes_is_named(string total, string mistake)
    {
        var answers = BuiltInExam.Answers("model-2");
        answers["b"]!["parameters"] = total;

        var item = BuiltInExam.Mark("2", answers).Item("b.parameters");

        Assert.Equal((Verdict.Incorrect, mistake), (item.Verdict, item.Mistake));
    }

    [Theory]
    [InlineData(17, 33, "jump-updated-before-use")]
    [InlineData(15, 19, "own-stride-instead-of-jump")]
    [InlineData(9, 14, "previous-stride-instead-of-jump")]
    [InlineData(8, 11, "stride-ignored")]
    [InlineData(12, 32, "kernel-times-jump")]
    [InlineData(14, 84, "product-of-kernels")]
    [InlineData(7, 15, "pool-kernel-ignored")]
    [InlineData(7, 11, "pools-ignored")]
    [InlineData(8, 14, "stride-ignored-first-conv")]
    [InlineData(9, 18, "jump-added")]
    [InlineData(9, 22, "sum-of-strides")]
    [InlineData(10, 26, "stride-added-to-jump")]
    [InlineData(15, 39, "backward-without-minus-one")]
    [InlineData(7, 17, "before-pooling")]
    [InlineData(2, 2, "previous-layer-only")]
    [InlineData(81, 441, "area-instead-of-side")]
    public void A_pair_of_receptive_fields_by_a_wrong_rule_is_named(int pool1, int pool2, string mistake)
    {
        var answers = BuiltInExam.Answers("model-2");
        answers["c"] = new JsonObject { ["pool1"] = pool1, ["pool2"] = pool2 };

        var marks = BuiltInExam.Mark("2", answers);

        Assert.Equal(mistake, marks.Item("c.pool2").Mistake);
        if (pool1 != 9) Assert.Equal(mistake, marks.Item("c.pool1").Mistake);
    }

    [Fact]
    public void A_recurrence_started_from_zero_is_named_once_and_followed()
    {
        var answers = BuiltInExam.Answers("model-2");
        answers["c"] = new JsonObject { ["pool1"] = 8, ["pool2"] = 20 };

        var marks = BuiltInExam.Mark("2", answers);

        Assert.Equal((Verdict.Incorrect, Verdict.FollowThrough), (marks.Item("c.pool1").Verdict, marks.Item("c.pool2").Verdict));
    }

    [Theory]
    [InlineData("9")]
    [InlineData("\"9×9\"")]
    [InlineData("\"9·9\"")]
    [InlineData("\"9*9\"")]
    [InlineData("\"3*3\"")]
    [InlineData("\"9x9\"")]
    [InlineData("[9, 9]")]
    [InlineData("{\"area\": 81}")]
    [InlineData("\"7+2\"")]
    public void A_receptive_field_may_be_written_in_several_ways(string written)
    {
        var answers = BuiltInExam.Answers("model-2");
        answers["c"]!["pool1"] = JsonNode.Parse(written);

        Assert.Equal(Verdict.Correct, BuiltInExam.Mark("2", answers).Item("c.pool1").Verdict);
    }

    [Fact]
    public void Shapes_with_channels_last_are_right_when_all_of_them_are()
    {
        var answers = ChannelsLast(BuiltInExam.Answers("model-2"), _ => true);

        var marks = BuiltInExam.Mark("2", answers);

        Assert.Equal(10, marks.Points);
        Assert.Equal("channels-last", Assert.Single(marks.Item("a.conv2").Warnings!).Code);
    }

    [Fact]
    public void Shapes_with_mixed_orders_of_axes_are_not_right()
    {
        var answers = ChannelsLast(BuiltInExam.Answers("model-2"), layer => layer == "conv2");

        var marks = BuiltInExam.Mark("2", answers);

        Assert.Equal("axes-order", marks.Item("a.conv2").Mistake);
        Assert.NotEqual(Verdict.Correct, marks.Item("a.conv2").Verdict);
        Assert.Equal(Verdict.Correct, marks.Item("a.conv1").Verdict);
    }

    [Fact]
    public void A_batch_entry_is_ignored_and_a_vector_may_be_a_row_or_a_column()
    {
        var answers = BuiltInExam.Answers("model-2");
        answers["a"]!["conv1"] = Layer(new("N", 3, 62, 62), new(-1, 16, 28, 28));
        answers["a"]!["flatten"]!["out"] = new JsonArray(1, 1152);
        answers["a"]!["fc"] = Layer(new("N", 1, 1152), new("N", 10));

        Assert.Equal(10, BuiltInExam.Mark("2", answers).Points);
    }

    [Fact]
    public void The_receptive_field_of_the_dense_layer_is_61() =>
        Assert.Contains(Solution.Of(BuiltInExam.Scheme("2")), step => step.Name.StartsWith("receptive field of layer 6 (fc)", StringComparison.Ordinal) && step.Value.GetValue<long>() == 61);

    [Fact]
    public void The_network_is_reported_to_take_sides_61_to_68()
    {
        var answers = BuiltInExam.Answers("model-2");
        answers["d"]!["suitable"] = true;

        var suitable = BuiltInExam.Mark("2", answers).Item("d.suitable");

        Assert.Equal("fixed-size-overlooked", suitable.Mistake);
        Assert.Contains("61", suitable.Message!.En, StringComparison.Ordinal);
        Assert.Contains("68", suitable.Message.En, StringComparison.Ordinal);
        Assert.Contains(Solution.Of(BuiltInExam.Scheme("2")), step => step.Name == "accepted input sizes" && step.Value.GetValue<string>().Contains("61", StringComparison.Ordinal));
    }

    [Fact]
    public void A_remedy_that_resizes_the_input_is_refused()
    {
        var answers = BuiltInExam.Answers("model-2");
        var layers = answers["d"]!["remedy"]!["layers"]!.AsArray();
        layers.RemoveAt(4);
        layers.Insert(0, new JsonObject { ["type"] = "resize", ["output"] = 62 });

        var remedy = BuiltInExam.Mark("2", answers).Item("d.remedy");

        Assert.Equal((Verdict.Incorrect, "resizes-input"), (remedy.Verdict, remedy.Mistake));
    }

    [Fact]
    public void A_remedy_that_breaks_for_some_size_is_refused_with_that_size()
    {
        var answers = BuiltInExam.Answers("model-2");
        answers["d"]!["remedy"]!["layers"]!.AsArray().RemoveAt(4);

        var remedy = BuiltInExam.Mark("2", answers).Item("d.remedy");

        Assert.Equal((Verdict.Incorrect, "size-dependent"), (remedy.Verdict, remedy.Mistake));
        Assert.Equal(2, remedy.Evidence!.Details["inputSize"]!.AsArray().Count);
    }

    [Fact]
    public void Hints_and_messages_tell_no_reference_value()
    {
        var form = System.Text.Json.JsonSerializer.Serialize(BuiltInExam.Exam.Questions.Select(question => question.Form.Parts));
        Assert.All(["18538", "2368", "1152", "28, 28", "9×9", "81", "33.2", "fq - fp", "correlate(x"], value => Assert.DoesNotContain(value, form, StringComparison.Ordinal));

        var answers = BuiltInExam.Answers("model-2");
        answers["a"]!["conv1"]!["out"] = new JsonArray(16, 28);
        Assert.DoesNotContain("28", BuiltInExam.Mark("2", answers).Item("a.conv1").Message!.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"input":[3,32,32],"layers":[{"type":"conv","name":"c1","filters":8,"kernel":3},{"type":"maxPool","kernel":2},{"type":"conv","filters":10,"kernel":3}]}""")]
    [InlineData("""{"input":[3,32,32],"layers":[{"type":"conv","name":"c1","filters":8,"kernel":3},{"type":"flatten"}]}""")]
    [InlineData("""{"input":[3,32,32],"layers":[{"type":"conv","name":"c1","filters":8,"kernel":3},{"type":"linear","units":4}]}""")]
    public async Task The_example_remedy_of_any_network_is_right(string network)
    {
        var parameters = System.Text.Json.JsonDocument.Parse($$"""{"network":{{network}},"receptiveFields":["c1"]}""").RootElement;
        var scheme = new ConvolutionalNetworkFamily().Write(parameters).Scheme.Build(new MarkSchemeSettings(10));

        var marks = await scheme.Mark(scheme.Read(System.Text.Json.JsonSerializer.SerializeToElement(Solution.RightAnswers(scheme))), TestContext.Current.CancellationToken);

        Assert.Equal(10, marks.Points);
    }

    private static JsonObject Layer(JsonArray input, JsonArray output) => new() { ["in"] = input, ["out"] = output };

    private static JsonObject ChannelsLast(JsonObject answers, Func<string, bool> where)
    {
        foreach (var (name, layer) in answers["a"]!.AsObject())
            foreach (var end in new[] { "in", "out" })
                if (where(name) && layer![end]!.AsArray() is { Count: 3 } shape)
                    layer[end] = new JsonArray(shape[1]!.DeepClone(), shape[2]!.DeepClone(), shape[0]!.DeepClone());
        return answers;
    }
}
