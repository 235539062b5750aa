namespace GradingService.Tests.Domain.Families.RegularizationPath;

/// <summary>Further questions of this family for the conformance suite.</summary>
public sealed class RegularizationPathParameterSets : IParameterSets
{
    public string Family => "regularizationPath";

    public IEnumerable<(string Name, string Json)> Sets =>
    [
        ("a rotated bowl", """{"hessian": [[2, 1.2], [1.2, 1]], "minimum": [1, 2]}"""),
        ("a bowl at 45°", """{"hessian": [[1, 0.9], [0.9, 1]], "minimum": [0.5, 2]}"""),
        ("a weight so long that it decides", """{"hessian": [[1, 0], [0, 4]], "minimum": [0.2, 2]}"""),
        ("a flatter axis with nothing to lose", """{"hessian": [[1, 0], [0, 4]], "minimum": [0, -2]}"""),
        ("a round bowl", """{"hessian": [[1, 0], [0, 1]], "minimum": [-2, 1]}"""),
    ];
}
