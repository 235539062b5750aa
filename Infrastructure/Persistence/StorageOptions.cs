using System.ComponentModel.DataAnnotations;

namespace GradingService.Infrastructure.Persistence;

/// <summary>Where submissions are kept: the configuration's section <c>Storage</c> and its connection string <c>Grading</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";
    public const string Sqlite = nameof(Sqlite);
    public const string Postgres = nameof(Postgres);

    /// <summary>The kind of database: <c>Sqlite</c>, one file for one instance, or <c>Postgres</c>, for several instances.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>How many writes may wait before the next one is refused.</summary>
    [Range(1, 100_000)]
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>The connection string <c>Grading</c>.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/grading.db";
}
