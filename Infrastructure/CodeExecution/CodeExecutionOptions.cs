using System.ComponentModel.DataAnnotations;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>The configuration's section <c>CodeExecution</c>: where the sandbox's programs are and what one job may use.</summary>
public sealed class CodeExecutionOptions
{
    public const string Section = "CodeExecution";

    /// <summary>Whether students' code is run at all; where it isn't, its items stay pending.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The Python with NumPy; it and its libraries lie under <c>/usr</c>.</summary>
    [Required]
    public string Python { get; set; } = "/usr/bin/python3";

    [Required]
    public string Bubblewrap { get; set; } = "/usr/bin/bwrap";

    /// <summary>The folder of <c>harness.py</c>; the one beside the program where none is given.</summary>
    public string? Harness { get; set; }

    /// <summary>How many jobs run at once; as many as there are processors where none is given.</summary>
    [Range(1, 256)]
    public int? Workers { get; set; }

    /// <summary>The longest a job may take by the clock.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan WallTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The processor time of a job, in whole seconds: the kernel counts them so.</summary>
    [Range(1, 600)]
    public int CpuSeconds { get; set; } = 20;

    /// <summary>Memory in MiB, over what Python and NumPy take.</summary>
    [Range(16, 65_536)]
    public int MemoryMiB { get; set; } = 512;

    /// <summary>How much a job may emit, in MiB.</summary>
    [Range(1, 256)]
    public int OutputMiB { get; set; } = 16;

    /// <summary>The size of the job's private folder, in MiB; it lies in memory.</summary>
    [Range(1, 1024)]
    public int ScratchMiB { get; set; } = 16;
}
