using System.Text.Json;
using GradingService.Domain.Formulas;

namespace GradingService.Tests.Domain.Families.AffineLayer;

/// <summary>Spellings of the derivatives with what each must earn, written by <c>make_affine.py</c>.</summary>
internal sealed record AffineFixture(Dictionary<string, int> Sizes, Dictionary<string, double[]> Names, AffineCase[] Cases)
{
    /// <summary>The names of the question at the fixture's sizes.</summary>
    public static FormulaScope Scope { get; } = new(
    [
        new("W", ValueShape.Matrix(2, 3)), new("p", ValueShape.Column(3)), new("b", ValueShape.Column(2)), new("q", ValueShape.Column(2)),
        new("g", ValueShape.Column(2), "dL/dq", "∂L/∂q", "dL_dq"), new("P", ValueShape.Matrix(5, 3)), new("G", ValueShape.Matrix(5, 2)),
        FormulaName.OfSize("m", 2), FormulaName.OfSize("n", 3), FormulaName.OfSize("N", 5),
    ], axes: [new('i', 2)]);

    public static AffineFixture Instance { get; } = JsonSerializer.Deserialize<AffineFixture>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "affine.json")), JsonSerializerOptions.Web)!;
}

/// <param name="Item">The item's id within part a.</param>
/// <param name="Credit">1, ½ or 0.</param>
/// <param name="Code">The code that must be named.</param>
/// <param name="Shape">Rows and columns of the value at the fixture's layer; null where only the credit is known.</param>
/// <param name="Value">The value row by row.</param>
internal sealed record AffineCase(string Item, string Text, double Credit, string? Code, int[]? Shape, double[]? Value);
