namespace GradingService.Tests.Domain.Families.RecurrentClassifier;

/// <summary>Further questions of this family for the conformance suite.</summary>
public sealed class RecurrentClassifierParameterSets : IParameterSets
{
    public string Family => "recurrentClassifier";

    public IEnumerable<(string Name, string Json)> Sets =>
    [
        ("one bit", """{"bits": 1, "property": "majorityOdd", "sequence": ["1", "1", "0"]}"""),
        ("three bits and a tie", """{"bits": 3, "property": "majorityOdd", "sequence": ["001", "110", "111", "100"]}"""),
        ("majority of a number", """{"bits": 3, "property": "majoritySymbol", "symbol": "101", "sequence": ["101", "110", "101"]}"""),
        ("parity", """{"bits": 2, "property": "parityOdd", "sequence": ["01", "10", "11", "01"]}"""),
        ("contains a number", """{"bits": 2, "property": "containsSymbol", "symbol": "10", "sequence": ["01", "10", "11"], "secondsPerModel": 1}"""),
        ("one number", """{"bits": 2, "property": "majorityOdd", "sequence": ["01"]}"""),
    ];
}
