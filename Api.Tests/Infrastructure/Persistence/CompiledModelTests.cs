using System.Reflection;
using System.Text.RegularExpressions;
using GradingService.Infrastructure.Persistence;
using GradingService.Infrastructure.Persistence.Postgres;
using GradingService.Infrastructure.Persistence.Sqlite;
using GradingService.Tests.Domain.Families;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.Extensions.DependencyInjection;

namespace GradingService.Tests.Infrastructure.Persistence;

/// <summary>The models that were compiled ahead of time. Where these fail after a change of the model: <c>tools/compile-models.sh</c>.</summary>
public sealed partial class CompiledModelTests
{
    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public void The_compiled_model_is_what_the_model_compiles_to_now(Database database)
    {
        using var context = ContextOf(database);
        using var services = DesignTimeServices(context);
        var folder = Directory.CreateTempSubdirectory("compiled-model-");
        try
        {
            services.GetRequiredService<ICompiledModelScaffolder>().ScaffoldModel(
                context.GetService<IDesignTimeModel>().Model,
                folder.FullName,
                new() { ContextType = context.GetType(), ModelNamespace = $"{context.GetType().Namespace}.CompiledModel", Language = "C#" });
            var compiled = Files(Path.Combine(BuiltInExam.Root, "Infrastructure", "Persistence", database.ToString(), "CompiledModel"));
            Assert.NotEmpty(compiled);
            Assert.Equal(Files(folder.FullName), compiled);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public void A_context_takes_its_compiled_model(Database database)
    {
        using var context = ContextOf(database);
        Assert.IsType<RuntimeModel>(context.Model, exactMatch: false);
        Assert.Equal($"{context.GetType().Namespace}.CompiledModel", context.Model.GetType().Namespace);
    }

    private static GradingContext ContextOf(Database database) =>
        database == Database.Sqlite ? new SqliteGradingContextFactory().CreateDbContext([]) : new PostgresGradingContextFactory().CreateDbContext([]);

    /// <summary>What <c>dotnet ef</c> works with.</summary>
    private static ServiceProvider DesignTimeServices(GradingContext context)
    {
        var provider = Assembly.Load(context.Database.ProviderName!);
        var type = provider.GetCustomAttribute<DesignTimeProviderServicesAttribute>()!.TypeName;
        var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices();
        ((IDesignTimeServices)Activator.CreateInstance(provider.GetType(type, throwOnError: true)!)!).ConfigureDesignTimeServices(services);
        return services.AddDbContextDesignTimeServices(context).BuildServiceProvider();
    }

    /// <summary>The texts of a folder's files, but for the id that every compilation draws anew.</summary>
    private static SortedDictionary<string, string> Files(string folder) => new(
        Directory.EnumerateFiles(folder).ToDictionary(
            file => Path.GetFileName(file), file => ModelId().Replace(File.ReadAllText(file), "").ReplaceLineEndings("\n").TrimEnd()),
        StringComparer.Ordinal);

    [GeneratedRegex(@"modelId: new Guid\(""[0-9a-f-]{36}""\)")]
    private static partial Regex ModelId();
}
