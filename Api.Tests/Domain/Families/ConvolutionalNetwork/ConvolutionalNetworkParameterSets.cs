namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork;

/// <summary>Further questions of this family for the conformance suite.</summary>
public sealed class ConvolutionalNetworkParameterSets : IParameterSets
{
    public string Family => "convolutionalNetwork";

    public IEnumerable<(string Name, string Json)> Sets =>
    [
        ("a padded oblong network", """{"network": {"input": [1, 28, 40], "layers": [{"name": "c1", "type": "conv", "filters": 8, "kernel": [3, 5], "padding": [1, 2]}, {"name": "p1", "type": "avgPool", "kernel": 2}, {"name": "c2", "type": "conv", "filters": 4, "kernel": 3, "stride": 2, "bias": false}, {"name": "f", "type": "flatten"}, {"name": "fc", "type": "linear", "units": 5}]}, "receptiveFields": ["p1", "c2"]}"""),
        ("a network for any size", """{"network": {"input": [3, 33, 47], "layers": [{"name": "c1", "type": "conv", "filters": 6, "kernel": 5, "stride": 2}, {"name": "c2", "type": "conv", "filters": 12, "kernel": 3, "dilation": 2}, {"name": "gap", "type": "globalAveragePool"}, {"name": "f", "type": "flatten"}, {"name": "fc", "type": "linear", "units": 7}]}, "receptiveFields": ["c1", "c2"]}"""),
    ];
}
