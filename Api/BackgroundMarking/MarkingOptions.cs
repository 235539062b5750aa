using System.ComponentModel.DataAnnotations;

namespace GradingService.Api.BackgroundMarking;

/// <summary>How judges that take long are run: the configuration's section <c>Marking</c>. Times are written <c>hh:mm:ss</c>.</summary>
public sealed class MarkingOptions
{
    public const string Section = "Marking";

    /// <summary>How long a request waits for the marks of a program before it is answered with 202; up to a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many submissions are marked at a time.</summary>
    [Range(1, 1024)]
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>How many submissions wait in memory; the others wait in the store.</summary>
    [Range(1, 100_000)]
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>How often the store is searched for submissions that wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan Sweep { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one marking may take before it is given up and tried again later.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan Limit { get; set; } = TimeSpan.FromMinutes(2);
}
