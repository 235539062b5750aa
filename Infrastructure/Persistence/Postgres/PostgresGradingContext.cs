using Microsoft.EntityFrameworkCore;

namespace GradingService.Infrastructure.Persistence.Postgres;

/// <summary>The tables in PostgreSQL.</summary>
public sealed class PostgresGradingContext(DbContextOptions<PostgresGradingContext> options) : GradingContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Byte by byte, as SQLite orders: the order of students must not depend on the server's language.
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}
