using GradingService.Domain.Families.AffineLayer.Layers;

namespace GradingService.Tests.Domain.Families.AffineLayer.Layers;

public sealed class TrialNumbersTests
{
    /// <remarks>Of two by two, one drawing in some 480 is symmetric by chance: a layer that keeps the transpose couldn't be told from one that doesn't.</remarks>
    [Fact]
    public async Task No_square_weights_are_their_own_transpose()
    {
        var square = new List<NumericArray>();
        for (var seed = 0; seed < 1000; seed++)
            await new LayerJudge(new Watching(Look), seed).Judge("class Layer: ...", TestContext.Current.CancellationToken);
        Assert.NotEmpty(square);
        Assert.DoesNotContain(square, weights => weights.Equals(weights.Transposed()));

        void Look(ConstructStep step)
        {
            if (step.Weights.Shape[0] == step.Weights.Shape[1] && step.Weights.Size > 1) square.Add(step.Weights);
        }
    }

    private sealed class Watching(Action<ConstructStep> look) : ILayerRunner
    {
        public Task<LayerRun?> Run(string source, IReadOnlyList<IReadOnlyList<LayerStep>> trials, CancellationToken cancellation)
        {
            foreach (var step in trials.SelectMany(steps => steps).OfType<ConstructStep>()) look(step);
            return Task.FromResult<LayerRun?>(null);
        }
    }
}
