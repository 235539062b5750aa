using GradingService.Infrastructure.CodeExecution;
using GradingService.Tests.Infrastructure.CodeExecution;

namespace GradingService.Tests.Domain.Families.AffineLayer.Layers;

/// <summary>A layer of <c>Fixtures/layers</c>: its source, and in comments at its head what it must earn.</summary>
/// <param name="Warnings">Codes; <c>*</c> where any may come, <c>?</c> where besides those listed <c>slow</c> may.</param>
internal sealed record LayerFixture(string Name, string Source, decimal Credit, string? Code, string[] Warnings)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "layers");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.py").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>Short times, for those that never end; long ones cost nothing here.</summary>
    public static PythonLayerRunner Runner { get; } = new(new PlainPython(), TimeSpan.FromSeconds(1));

    public static LayerFixture Read(string name)
    {
        var source = File.ReadAllText(Path.Combine(Folder, $"{name}.py"));
        return new(name, source, decimal.Parse(Head("credit")!, System.Globalization.CultureInfo.InvariantCulture), Head("code"), Head("warnings")?.Split(' ') ?? []);

        string? Head(string key) => source.Split('\n').TakeWhile(line => line.StartsWith("# ", StringComparison.Ordinal))
            .Where(line => line.StartsWith($"# {key}: ", StringComparison.Ordinal)).Select(line => line[$"# {key}: ".Length..]).FirstOrDefault();
    }
}
