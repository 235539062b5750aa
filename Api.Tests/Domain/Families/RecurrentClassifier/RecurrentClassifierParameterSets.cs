namespace GradingService.Tests.Domain.Families.RecurrentClassifier;

/// <summary>Further questions of this family for the conformance suite.</summary>
public sealed class RecurrentClassifierParameterSets : IParameterSets
{
    public string Family => "recurrentClassifier";

    public IEnumerable<(string Name, string Json)> Sets =>
    [
        ("one bit", """{"bits": 1, "property": "majorityOdd", "sequence": ["1", "1", "0"]}"""),
        ("three bits and a tie", """{"bits": 3, "property": "majorityOdd", "sequence": ["001", "110", "111", "100"]}"""),
        ("one number", """{"bits": 2, "property": "majorityOdd", "sequence": ["01"]}"""),
    ];
}
