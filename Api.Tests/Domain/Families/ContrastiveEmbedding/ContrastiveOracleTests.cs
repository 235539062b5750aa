using System.Text.Json;
using GradingService.Domain.Families.ContrastiveEmbedding;
using GradingService.Domain.Marking;

namespace GradingService.Tests.Domain.Families.ContrastiveEmbedding;

/// <summary>Reference values against PyTorch's, from <c>Fixtures/make_contrastive.py</c>.</summary>
public sealed class ContrastiveOracleTests
{
    private sealed record Pair(
        double[] Kernel, double Bias, int Stride, double[] X1, double[] X2, double[] F1, double[] F2, double Loss,
        double[] Dldf1, double[] Dldf2, double[] Dldw, double Dldb);

    [Fact]
    public void Forward_pass_and_gradients_of_240_random_pairs_are_PyTorchs()
    {
        var text = File.ReadAllText(Path.Combine(BuiltInExam.Root, "Api.Tests", "Fixtures", "contrastive.json")).Replace("dL_d", "dld", StringComparison.Ordinal);
        var pairs = JsonSerializer.Deserialize<Pair[]>(text, JsonSerializerOptions.Web)!;

        foreach (var pair in pairs)
        {
            var content = new ContrastiveEmbeddingFamily()
                .Write(new ContrastiveEmbeddingParameters(pair.Kernel, pair.Bias, pair.X1, pair.X2) { Stride = pair.Stride });
            var solution = Solution.Of(content.Scheme.Build(new MarkSchemeSettings(10))).ToDictionary(step => step.Name, step => step.Value);
            AssertClose(pair.F1, "b.f1");
            AssertClose(pair.F2, "b.f2");
            AssertClose([pair.Loss], "b.loss");
            AssertClose(pair.Dldf1, "c.dL_df1");
            AssertClose(pair.Dldf2, "c.dL_df2");
            AssertClose(pair.Dldw, "c.dL_dw");
            AssertClose([pair.Dldb], "c.dL_db");

            void AssertClose(double[] expected, string step)
            {
                var value = solution[step];
                var actual = value.GetValueKind() == JsonValueKind.Array ? value.AsArray().Select(x => x!.GetValue<double>()).ToArray() : [value.GetValue<double>()];
                Assert.Equal(expected.Length, actual.Length);
                var scale = Math.Max(1, expected.Max(Math.Abs));
                Assert.All(expected.Zip(actual), entry => Assert.InRange(entry.Second, entry.First - 1e-9 * scale, entry.First + 1e-9 * scale));
            }
        }
        Assert.Equal(240, pairs.Length);
    }
}
