using System.Text.Json;
using GradingService.Domain.Families.AffineLayer.Layers;

namespace GradingService.Tests.Domain.Families.AffineLayer.Layers;

/// <summary>The reference, and the layers that count as right, against PyTorch's autograd (<c>make_layer.py</c>) and finite differences.</summary>
public sealed class PyTorchLayerTests
{
    private static readonly Dictionary<string, NumericArray>[] Cases = JsonSerializer.Deserialize<Dictionary<string, Entry>[]>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "layer.json")), JsonSerializerOptions.Web)!
        .Select(arrays => arrays.ToDictionary(pair => pair.Key, pair => new NumericArray(pair.Value.Shape, pair.Value.Data))).ToArray();

    public static TheoryData<string> RightLayers => [.. LayerFixture.Names.Where(name => name.StartsWith("right-", StringComparison.Ordinal))];

    [Fact]
    public void The_reference_is_PyTorchs() => Assert.All(Cases, at =>
    {
        AssertEqual(at["q"], AffineReference.Forward(at["p"], at["W"], at["b"]));
        AssertEqual(at["dp"], AffineReference.InputGradient(at["grads"], at["W"]));
        AssertEqual(at["dW"], AffineReference.WeightsGradient(at["grads"], at["p"]));
        AssertEqual(at["db"], AffineReference.BiasGradient(at["grads"]));
    });

    [Fact]
    public void The_gradients_are_central_differences_of_the_forward_pass() => Assert.All(Cases, at =>
    {
        AssertEqual(Differences(at["p"], p => Loss(p, at["W"], at["b"])), AffineReference.InputGradient(at["grads"], at["W"]), 1e-8);
        AssertEqual(Differences(at["W"], w => Loss(at["p"], w, at["b"])), AffineReference.WeightsGradient(at["grads"], at["p"]), 1e-8);
        AssertEqual(Differences(at["b"], b => Loss(at["p"], at["W"], b)), AffineReference.BiasGradient(at["grads"]), 1e-8);

        double Loss(NumericArray p, NumericArray w, NumericArray b) =>
            AffineReference.Forward(p, w, b).Data.Zip(at["grads"].Data, (q, g) => q * g).Sum();
    });

    [Theory, MemberData(nameof(RightLayers))]
    public async Task A_right_layer_gives_what_PyTorch_gives(string name)
    {
        LayerStep[][] trials = [.. Cases.Select(at => new LayerStep[]
        {
            new ConstructStep(0, at["W"], at["b"]),
            new CallStep(0, LayerMethod.Forward, new(at["p"])), new CallStep(0, LayerMethod.BackwardInputs, new(at["grads"])),
            new CallStep(0, LayerMethod.Forward, new(at["p"])), new CallStep(0, LayerMethod.BackwardParams, new(at["grads"])),
        })];
        var run = await LayerFixture.Runner.Run(LayerFixture.Read(name).Source, trials, TestContext.Current.CancellationToken);
        Assert.NotNull(run);
        foreach (var (index, at) in Cases.Index())
        {
            AssertEqual(at["q"], Value(index, 1).AsArray()!);
            AssertEqual(at["dp"], Value(index, 2).AsArray()!, name == "right-central-differences" ? 1e-9 : 1e-12);
            AssertEqual(at["q"], Value(index, 3).AsArray()!);
            var (weights, bias) = Gradients(run.Steps[(index, 4)].Outcome, at["W"].Shape);
            // In either orientation the entries are the same.
            AssertEqual(weights.HasShape(at["dW"].Shape) && !IsTransposed(weights, at["dW"]) ? at["dW"] : at["dW"].Transposed(), weights);
            AssertEqual(at["db"], bias.Reshaped(at["db"].Shape));
        }

        ObservedValue Value(int trial, int step) => Assert.IsType<Returned>(run.Steps[(trial, step)].Outcome).Value;
    }

    /// <summary>Tells dW and db apart by their sizes, whatever they are wrapped in.</summary>
    private static (NumericArray Weights, NumericArray Bias) Gradients(StepOutcome outcome, IReadOnlyList<int> shape)
    {
        var returned = Assert.IsType<Returned>(outcome);
        var (m, n) = (shape[0], shape[1]);
        var (weights, bias) = returned.Value switch
        {
            ObservedNothing => (returned.Attributes["W"], returned.Attributes["b"]),
            ObservedEntries { Entries: var entries } => (Only(entries, "W", "dW", "dLdW", "weights_gradient"), Only(entries, "b", "db", "dLdb", "bias_gradient")),
            ObservedList { Items: [ObservedList { Items: [_, ObservedArray dW] }, ObservedList { Items: [_, var db] }, ..] } when n > 0 && returned.Value is ObservedList { Items.Count: 3 } => (dW, db),
            ObservedList { Items: [ObservedList { Items: [var w, var dW] }, ObservedList { Items: [_, var db] }] } when w.AsArray() is { Shape.Count: 2 } => (dW, db),
            ObservedList { Items: var items } => (items[0], items[1]),
            var other => throw new InvalidOperationException($"{other}"),
        };
        var (one, two) = (weights.AsArray()!, bias.AsArray()!);
        return one.Shape.Count == 1 ? (two, one) : (one, two);
    }

    private static ObservedValue Only(IReadOnlyDictionary<string, ObservedValue> entries, params string[] keys) => entries[Assert.Single(keys, entries.ContainsKey)];

    private static bool IsTransposed(NumericArray actual, NumericArray expected) =>
        expected.Shape[0] == expected.Shape[1] && Distance(actual, expected.Transposed()) < Distance(actual, expected);

    private static double Distance(NumericArray a, NumericArray b) => a.Data.Zip(b.Data, (x, y) => Math.Abs(x - y)).Max();

    private static NumericArray Differences(NumericArray at, Func<NumericArray, double> function)
    {
        const double Step = 1e-4;
        return new(at.Shape, [.. Enumerable.Range(0, at.Size).Select(entry => (function(Moved(entry, Step)) - function(Moved(entry, -Step))) / (2 * Step))]);

        NumericArray Moved(int entry, double by)
        {
            var data = (double[])at.Data.Clone();
            data[entry] += by;
            return new(at.Shape, data);
        }
    }

    private static void AssertEqual(NumericArray expected, NumericArray actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        foreach (var (x, y) in expected.Data.Zip(actual.Data)) Assert.True(Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Abs(x)), $"{x} is expected, not {y}");
    }

    private sealed record Entry(int[] Shape, double[] Data);
}
