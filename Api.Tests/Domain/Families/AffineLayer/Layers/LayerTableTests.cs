using GradingService.Domain.Families.AffineLayer.Layers;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Families.AffineLayer.Layers;

/// <summary>Every layer of <c>Fixtures/layers</c> earns what it says.</summary>
public sealed class LayerTableTests
{
    public static TheoryData<string> Names => [.. LayerFixture.Names];

    [Theory, MemberData(nameof(Names))]
    public async Task A_layer_earns_what_it_is_worth_and_is_told_why(string name)
    {
        var layer = LayerFixture.Read(name);
        var judgement = await new LayerJudge(LayerFixture.Runner).Judge(layer.Source, TestContext.Current.CancellationToken);
        var told = $"{judgement.Credit} {judgement.Mistake} {judgement.Message?.En} {judgement.Evidence?.Details.ToJsonString()}";
        Assert.True(Rational.From(layer.Credit) == judgement.Credit, told);
        Assert.True((layer.Code ?? (layer.Credit == 1 ? null : judgement.Mistake)) == judgement.Mistake, told);
        Assert.Equal(layer.Credit == 1, judgement.Mistake is null);
        Assert.Equal(judgement.Mistake is null, judgement.Message is null);
        if (!layer.Warnings.Contains("*")) Assert.Equal(Expected(layer, judgement), Codes(judgement));
        if (judgement.Evidence is { Kind: "failing-call" } evidence) Assert.NotNull(evidence.Details["expected"]);
        Assert.DoesNotContain("pending", told, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_is_large_and_has_no_spare_names()
    {
        Assert.True(LayerFixture.Names.Count(name => name.StartsWith("right-", StringComparison.Ordinal)) >= 40);
        Assert.True(LayerFixture.Names.Count(name => name.StartsWith("wrong-", StringComparison.Ordinal)) >= 60);
        Assert.All(LayerFixture.Names, name => Assert.Equal(name.StartsWith("right-", StringComparison.Ordinal), LayerFixture.Read(name).Credit == 1));
    }

    private static IEnumerable<string> Expected(LayerFixture layer, Judgement judgement) => layer.Warnings
        .Select(code => code == "?" && Codes(judgement).Contains("slow") ? "slow" : code)
        .Where(code => code is not ("?" or "")).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Codes(Judgement judgement) =>
        (judgement.Warnings ?? []).Select(warning => warning.Code).Order(StringComparer.Ordinal);
}
