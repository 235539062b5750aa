using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GradingService.Infrastructure.Persistence.Postgres;

/// <summary>Gives <c>dotnet ef</c> a context without starting the service.</summary>
public sealed class PostgresGradingContextFactory : IDesignTimeDbContextFactory<PostgresGradingContext>
{
    public PostgresGradingContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresGradingContext>().UseNpgsql("Host=localhost;Database=design-time").Options);
}
