namespace GradingService.Tests.Domain.Families.RegularizationPath;

/// <summary>Further questions of this family for the conformance suite.</summary>
public sealed class RegularizationPathParameterSets : IParameterSets
{
    public string Family => "regularizationPath";

    public IEnumerable<(string Name, string Json)> Sets =>
    [
        ("a rotated bowl", """{"hessian": [[2, 1.2], [1.2, 1]], "minimum": [1, 2]}"""),
        ("a round bowl", """{"hessian": [[1, 0], [0, 1]], "minimum": [-2, 1]}"""),
    ];
}
