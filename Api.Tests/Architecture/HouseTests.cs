using System.Reflection;
using System.Text.RegularExpressions;
using GradingService.Domain.Families;
using GradingService.Infrastructure.Persistence;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests;

/// <summary>The arrows of the house: Api → Infrastructure → Domain, and families that don't see each other.</summary>
public sealed partial class HouseTests
{
    private static readonly Assembly Domain = typeof(IQuestionFamily).Assembly;

    [Fact]
    public void The_domain_uses_no_web_and_no_database_package() => Assert.DoesNotContain(
        Domain.GetReferencedAssemblies(),
        reference => reference.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || reference.Name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || reference.Name.StartsWith("Microsoft.Data", StringComparison.Ordinal)
            || reference.Name.StartsWith("GradingService", StringComparison.Ordinal));

    [Fact]
    public void The_store_does_not_know_the_api() => Assert.DoesNotContain(
        typeof(KeyStore).Assembly.GetReferencedAssemblies(), reference => reference.Name == "GradingService.Api");

    [Fact]
    public void Families_do_not_see_each_other()
    {
        var folders = Directory.GetDirectories(Path.Combine(BuiltInExam.Root, "Domain", "Families"));
        Assert.NotEmpty(folders);
        foreach (var folder in folders)
            foreach (var file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
                foreach (Match seen in OtherFamily().Matches(File.ReadAllText(file)))
                    Assert.True(seen.Groups[1].Value == Path.GetFileName(folder), $"{file} sees {seen.Groups[1].Value}");
    }

    [Fact]
    public void Public_types_of_the_domain_are_sealed_static_or_made_to_be_derived_from() => Assert.All(
        Domain.GetExportedTypes().Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract),
        type => Assert.Contains(Domain.GetExportedTypes(), other => other.BaseType == type));

    [GeneratedRegex(@"GradingService\.Domain\.Families\.(\w+)")]
    private static partial Regex OtherFamily();
}
