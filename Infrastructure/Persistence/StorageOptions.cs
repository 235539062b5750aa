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

    /// <summary>
    /// How many characters of answers and marks may wait, at most two bytes each, before the next write is refused. A write is taken whole however long it is,
    /// so an empty queue takes any. As much again may be on its way into the database.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int QueueCharacters { get; set; } = 32 << 20;

    /// <summary>The connection string <c>Grading</c>.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/grading.db";
}
