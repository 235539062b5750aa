using System.Numerics;
using GradingService.Domain.Families.ConvolutionalNetwork;
using GradingService.Domain.Families.ConvolutionalNetwork.Mistakes;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork.Mistakes;

/// <summary>The known mistakes' values for the exam's network.</summary>
public sealed class MistakeTableTests
{
    private static readonly string[] Places = ["conv1", "pool1", "conv2", "pool2"];

    [Theory]
    [InlineData("ceil-instead-of-floor", 29, 15, 13, 7, 1568, 22698)]
    [InlineData("same-padding", 31, 15, 15, 7, 1568, 22698)]
    [InlineData("same-padding-later-convs", 28, 14, 14, 7, 1568, 22698)]
    [InlineData("same-padding-first-conv", 31, 15, 13, 6, 1152, 18538)]
    [InlineData("rounded-up-first-conv", 29, 14, 12, 6, 1152, 18538)]
    [InlineData("plus-one-forgotten", 27, 12, 9, 3, 288, 9898)]
    [InlineData("plus-one-forgotten-convs", 27, 13, 10, 5, 800, 15018)]
    [InlineData("stride-ignored-first-conv", 56, 28, 26, 13, 5408, 61098)]
    [InlineData("pool-stride-one", 28, 27, 25, 24, 18432, 191338)]
    [InlineData("flatten-forgets-channels", 28, 14, 12, 6, 36, 7378)]
    [InlineData("flatten-before-last-pool", 28, 14, 12, 6, 4608, 53098)]
    [InlineData("flatten-after-first-pool", 28, 14, 12, 6, 3136, 38378)]
    [InlineData("global-pooling-assumed", 28, 14, 12, 6, 32, 7338)]
    public void Shapes_and_their_total(string code, long conv1, long pool1, long conv2, long pool2, long flatten, long total)
    {
        var mistake = Assert.Single(ShapeMistakes.All, mistake => mistake.Code == code);
        var shapes = mistake.Through(ExamNetwork.Architecture)!;
        Assert.Equal([conv1, pool1, conv2, pool2], Places.Select(name => shapes[ExamNetwork.IndexOf(name)].Output.Map!.Value.Height));
        Assert.Equal([conv1, pool1, conv2, pool2], Places.Select(name => shapes[ExamNetwork.IndexOf(name)].Output.Map!.Value.Width));
        Assert.Equal(TensorShape.OfVector(flatten), shapes[ExamNetwork.IndexOf("flatten")].Output);
        Assert.Equal(total, mistake.TotalParameters(ExamNetwork.Architecture));
    }

    [Theory]
    [InlineData("biases-left-out", 18480)]
    [InlineData("conv-biases-left-out", 18490)]
    [InlineData("dense-biases-left-out", 18528)]
    [InlineData("one-bias-per-layer", 18483)]
    [InlineData("bias-per-kernel-channel", 19050)]
    [InlineData("input-as-one-channel", 16970)]
    [InlineData("input-as-one-channel-without-biases", 16912)]
    [InlineData("later-kernels-depth-one", 14218)]
    [InlineData("later-kernels-image-depth", 14794)]
    [InlineData("kernels-depth-one", 12650)]
    [InlineData("kernel-side-instead-of-area", 13450)]
    [InlineData("dense-layers-left-out", 7008)]
    [InlineData("first-conv-left-out", 16170)]
    [InlineData("last-conv-left-out", 13898)]
    [InlineData("pools-given-weights", 18546)]
    [InlineData("pools-given-weights-per-channel", 18730)]
    public void Totals_with_right_shapes(string code, long total)
    {
        var mistake = Assert.Single(ParameterMistakes.All, mistake => mistake.Code == code);
        Assert.Equal(total, mistake.Total(ExamNetwork.Instance.Layers));
    }

    [Theory]
    [InlineData("biases-left-out", "conv1", 2352)]
    [InlineData("biases-left-out", "conv2", 4608)]
    [InlineData("biases-left-out", "fc", 11520)]
    [InlineData("input-as-one-channel", "conv1", 800)]
    [InlineData("input-as-one-channel", "conv2", 4640)]
    [InlineData("kernels-depth-one", "conv2", 320)]
    [InlineData("pools-given-weights", "pool2", 4)]
    public void Single_layers_miscounted(string code, string layer, long count)
    {
        var mistake = Assert.Single(ParameterMistakes.All, mistake => mistake.Code == code);
        Assert.Equal(count, mistake.Of(ExamNetwork.Instance.Layers, ExamNetwork.IndexOf(layer)));
    }

    [Theory]
    [InlineData("jump-updated-before-use", 17, 33)]
    [InlineData("own-stride-instead-of-jump", 15, 19)]
    [InlineData("previous-stride-instead-of-jump", 9, 14)]
    [InlineData("stride-ignored", 8, 11)]
    [InlineData("kernel-times-jump", 12, 32)]
    [InlineData("product-of-kernels", 14, 84)]
    [InlineData("starts-from-zero", 8, 20)]
    [InlineData("pool-kernel-ignored", 7, 15)]
    [InlineData("pools-ignored", 7, 11)]
    [InlineData("stride-ignored-first-conv", 8, 14)]
    [InlineData("jump-added", 9, 18)]
    [InlineData("sum-of-strides", 9, 22)]
    [InlineData("stride-added-to-jump", 10, 26)]
    [InlineData("backward-without-minus-one", 15, 39)]
    [InlineData("before-pooling", 7, 17)]
    [InlineData("previous-layer-only", 2, 2)]
    [InlineData("area-instead-of-side", 81, 441)]
    public void Receptive_fields_of_the_poolings(string code, long pool1, long pool2)
    {
        var mistake = Assert.Single(FieldMistakes.All, mistake => mistake.Code == code);
        Assert.Equal(Square(pool1), mistake.At(ExamNetwork.Instance, ExamNetwork.IndexOf("pool1")));
        Assert.Equal(Square(pool2), mistake.At(ExamNetwork.Instance, ExamNetwork.IndexOf("pool2")));
    }

    [Theory]
    [InlineData("whole-image", 62)]
    [InlineData("dense-layer-not-counted", 21)]
    public void Receptive_field_of_the_dense_layer(string code, long size)
    {
        var mistake = Assert.Single(FieldMistakes.All, mistake => mistake.Code == code);
        Assert.Equal(Square(size), mistake.At(ExamNetwork.Instance, ExamNetwork.IndexOf("fc")));
        Assert.Null(mistake.At(ExamNetwork.Instance, ExamNetwork.IndexOf("pool2")));
    }

    [Fact]
    public void Pairs_of_pooling_fields_tell_the_mistakes_apart()
    {
        var pairs = FieldMistakes.All
            .Select(mistake => (mistake.At(ExamNetwork.Instance, ExamNetwork.IndexOf("pool1")), mistake.At(ExamNetwork.Instance, ExamNetwork.IndexOf("pool2"))))
            .Where(pair => pair is ({ } first, { } second) && (first, second) != (Square(9), Square(21)))
            .ToArray();
        Assert.Equal(17, pairs.Length);
        Assert.Equal(17, pairs.Distinct().Count());
    }

    [Fact]
    public void Codes_are_unique_kebab_case_and_messages_are_in_two_languages()
    {
        var mistakes = ShapeMistakes.All.Select(mistake => (mistake.Code, mistake.Message))
            .Concat(ParameterMistakes.All.Select(mistake => (mistake.Code, mistake.Message)))
            .ToArray();
        Assert.Equal(mistakes.Length, mistakes.Select(mistake => mistake.Code).Distinct().Count());
        Assert.Equal(FieldMistakes.All.Count, FieldMistakes.All.Select(mistake => mistake.Code).Distinct().Count());
        Assert.All(mistakes.Concat(FieldMistakes.All.Select(mistake => (mistake.Code, mistake.Message))), mistake =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", mistake.Code);
            Assert.True(mistake.Message.Hr.Length > 10 && mistake.Message.En.Length > 10 && mistake.Message.Hr != mistake.Message.En);
        });
    }

    private static FieldSize Square(long side) => new(new BigInteger(side), new BigInteger(side));
}
