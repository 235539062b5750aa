namespace GradingService.Tests.Domain.Families.ContrastiveEmbedding;

/// <summary>Further questions of this family for the conformance suite.</summary>
public sealed class ContrastiveEmbeddingParameterSets : IParameterSets
{
    public string Family => "contrastiveEmbedding";

    public IEnumerable<(string Name, string Json)> Sets =>
    [
        ("a lopsided kernel", """{"kernel": [1, "-1/2", 2], "bias": 0.25, "x1": [1, 2, 0, -1, 3], "x2": [2, -1, 1, 0, 1]}"""),
        ("stride two", """{"kernel": [1, 2], "bias": -1, "x1": [1, 0, 2, 1, 3, -2], "x2": [0, 1, 1, 2, -1, 4], "stride": 2}"""),
        ("one window", """{"kernel": [0.5, 0.25, 3], "bias": 2, "x1": [1, 2, 3], "x2": [3, 1, 0]}"""),
        ("no bias", """{"kernel": [1, 3], "bias": 0, "x1": [1, 4, 9, 16], "x2": [2, 3, 5, 7]}"""),
        ("small numbers", """{"kernel": [0.001, 0.002], "bias": 0.0001, "x1": [0.1, 0.4, 0.9], "x2": [0.2, 0.3, 0.5]}"""),
    ];
}
