using System.Text.Json;

namespace GradingService.Tests.Domain.Families.AffineLayer;

/// <summary>Spellings of the derivatives with what each must earn, written by <c>make_affine.py</c>.</summary>
internal sealed record AffineFixture(Dictionary<string, int> Sizes, Dictionary<string, double[]> Names, AffineCase[] Cases)
{
    public static AffineFixture Instance { get; } = JsonSerializer.Deserialize<AffineFixture>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "affine.json")), JsonSerializerOptions.Web)!;
}

/// <param name="Item">The item's id within part a.</param>
/// <param name="Credit">1, ½ or 0.</param>
/// <param name="Code">The code that must be named.</param>
/// <param name="Shape">Rows and columns of the value at the fixture's layer; null where only the credit is known.</param>
/// <param name="Value">The value row by row.</param>
internal sealed record AffineCase(string Item, string Text, double Credit, string? Code, int[]? Shape, double[]? Value);
