using GradingService.Domain.Families.AffineLayer.Layers;
using GradingService.Infrastructure.CodeExecution;

namespace GradingService.Tests.Infrastructure.CodeExecution;

/// <summary>What a layer is given, as it sees it itself, and what comes back of whatever it gives.</summary>
public sealed class LayerJobTests
{
    private const string Echo = """
        class Layer:
            def __init__(self, W, b):
                self.W, self.b = W, b
            def forward(self, p):
                return [ord(p.dtype.kind), p.dtype.itemsize, p.flags.c_contiguous, p.flags.f_contiguous, p.flags.writeable, *p.shape], p
            def backward_inputs(self, grads):
                return EVERYTHING
            def backward_params(self, grads):
                return self.W, self.b
        """;

    /// <summary>Type, layout, repeats, and NumPy's kind, bytes, contiguity by rows and by columns.</summary>
    public static TheoryData<EntryType, MemoryLayout, int, char, int, bool, bool> Arrays => new()
    {
        { EntryType.Double, MemoryLayout.Rows, 1, 'f', 8, true, false },
        { EntryType.Double, MemoryLayout.Rows, 3, 'f', 8, true, false },
        { EntryType.Double, MemoryLayout.Columns, 1, 'f', 8, false, true },
        { EntryType.Double, MemoryLayout.Strided, 1, 'f', 8, false, false },
        { EntryType.Single, MemoryLayout.Rows, 1, 'f', 4, true, false },
        { EntryType.Single, MemoryLayout.Columns, 2, 'f', 4, false, true },
        { EntryType.Integer, MemoryLayout.Rows, 1, 'i', 8, true, false },
        { EntryType.Integer, MemoryLayout.Strided, 2, 'i', 8, false, false },
    };

    [Theory, MemberData(nameof(Arrays))]
    public async Task An_array_arrives_with_its_type_layout_and_numbers(EntryType type, MemoryLayout layout, int repeat, char kind, int size, bool byRows, bool byColumns)
    {
        var sent = new SentArray(new([2, 3], [1, -2, 3, 400, 5, 6])) { Type = type, Layout = layout, Repeat = repeat };
        var returned = Assert.IsType<ObservedList>(await Forward(sent));
        Assert.Equal([kind, size, byRows ? 1 : 0, byColumns ? 1 : 0, 1, 2 * repeat, 3], Numbers(returned.Items[0]));
        Assert.Equal(sent.Values, Assert.IsType<ObservedArray>(returned.Items[1]).Array);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3)]
    [InlineData(2, 1, 2)]
    public async Task An_array_may_have_no_rows_one_axis_or_three(params int[] shape)
    {
        var size = shape.Aggregate(1, (product, length) => product * length);
        var array = new NumericArray(shape, [.. Enumerable.Range(1, size).Select(i => i / 4.0)]);
        Assert.Equal(array, Assert.IsType<ObservedArray>(Assert.IsType<ObservedList>(await Forward(new(array))).Items[1]).Array);
    }

    [Fact]
    public async Task Parameters_arrive_each_in_its_place()
    {
        NumericArray w = new([1, 2], [1.5, -2.5]), b = new([1], [7]), other = new([2, 1], [3, 4]), itsBias = new([2], [5, 6]);
        var run = await Run(Echo, new ConstructStep(0, w, b), new ConstructStep(1, other, itsBias), new ShiftStep(0, w, b), new CallStep(1, LayerMethod.BackwardParams, new(b)));
        Assert.Equal((w, b), Parameters(run.Steps[(0, 0)]));
        Assert.Equal((other, itsBias), Parameters(run.Steps[(0, 1)]));
        Assert.Equal((new([1, 2], [3, -5]), new([1], [14])), Parameters(run.Steps[(0, 2)]));
        var returned = Assert.IsType<ObservedList>(Assert.IsType<Returned>(run.Steps[(0, 3)].Outcome).Value);
        Assert.Equal([other, itsBias], returned.Items.Select(item => item.AsArray()!));
    }

    [Theory]
    [InlineData("None", "Nothing")]
    [InlineData("'žaba\\0\\ud800'", "žaba\uFFFD?")]
    [InlineData("{'a': 1, 'b': [2, None], 3: 4}", "{a: 1, b: [2, Nothing]}")]
    [InlineData("(np.float32(0.5), 2**70, True, object())", "[0.5, <int>, 1, <object>]")]
    [InlineData("np.array([1 + 2j])", "<array of complex128>")]
    [InlineData("np.zeros((1,) * 9)", "<array>")]
    [InlineData("np.zeros((100, 100))", "100×100")]
    [InlineData("[[[[[[[[1]]]]]]]]", "[[[[[[[<too much>]]]]]]]")]
    [InlineData("(i / 2 for i in range(3))", "0 0.5 1")]
    public async Task Whatever_a_method_gives_comes_back_as_plain_data(string given, string seen)
    {
        var run = await Run(Echo.Replace("EVERYTHING", given, StringComparison.Ordinal),
            new ConstructStep(0, new([1, 1], [1]), new([1], [1])), new CallStep(0, LayerMethod.BackwardInputs, new(new NumericArray([1, 1], [1]))));
        Assert.Equal(seen, Text(Assert.IsType<Returned>(run.Steps[(0, 1)].Outcome).Value));
    }

    private static async Task<ObservedValue> Forward(SentArray array)
    {
        var run = await Run(Echo, new ConstructStep(0, new([1, 3], [1, 2, 3]), new([1], [4])), new CallStep(0, LayerMethod.Forward, array));
        Assert.Equal(array.Values, run.Steps[(0, 1)].Argument!.AsArray());
        return Assert.IsType<Returned>(run.Steps[(0, 1)].Outcome).Value;
    }

    private static async Task<LayerRun> Run(string source, params LayerStep[] steps) =>
        (await new PythonLayerRunner(new PlainPython()).Run(source, [steps], TestContext.Current.CancellationToken))!;

    private static (NumericArray?, NumericArray?) Parameters(StepObservation step) => (step.Weights?.AsArray(), step.Bias?.AsArray());

    private static double[] Numbers(ObservedValue value) => value switch
    {
        ObservedArray { Array.Data: var data } => data,
        ObservedList { Items: var items } => [.. items.SelectMany(Numbers)],
        _ => throw new InvalidOperationException($"{value}"),
    };

    private static string Text(ObservedValue value) => value switch
    {
        ObservedNothing => "Nothing",
        ObservedText { Text: var text } => text,
        ObservedOddity { Type: var type } => $"<{type}>",
        ObservedArray { Array.Data: var data } => string.Join(' ', data.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        ObservedHugeArray { Shape: var shape } => string.Join('×', shape),
        ObservedList { Items: var items } => $"[{string.Join(", ", items.Select(Text))}]",
        ObservedEntries { Entries: var entries } => $"{{{string.Join(", ", entries.Select(entry => $"{entry.Key}: {Text(entry.Value)}"))}}}",
        _ => throw new InvalidOperationException($"{value}"),
    };
}
