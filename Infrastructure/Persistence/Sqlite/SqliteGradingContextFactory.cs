using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GradingService.Infrastructure.Persistence.Sqlite;

/// <summary>Gives <c>dotnet ef</c> a context without starting the service.</summary>
public sealed class SqliteGradingContextFactory : IDesignTimeDbContextFactory<SqliteGradingContext>
{
    public SqliteGradingContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteGradingContext>().UseSqlite("Data Source=design-time.db").Options);
}
