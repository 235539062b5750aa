using System.ComponentModel.DataAnnotations;

namespace GradingService.Api.Operations;

/// <summary>Whether and where the service shows its measurements: the configuration's section <c>Metrics</c>.</summary>
public sealed class MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>Whether anything is measured and <c>/metrics</c> exists.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The one port that <c>/metrics</c> exists on, which must be among the addresses that the service listens on; every one where none is given.</summary>
    [Range(1, 65_535)]
    public int? Port { get; set; }
}
