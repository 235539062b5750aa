using Microsoft.EntityFrameworkCore;

namespace GradingService.Infrastructure.Persistence.Sqlite;

/// <summary>The tables in a SQLite file.</summary>
public sealed class SqliteGradingContext(DbContextOptions<SqliteGradingContext> options) : GradingContext(options);
