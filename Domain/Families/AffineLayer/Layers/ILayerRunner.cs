namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>Runs a student's layer, somewhere safe.</summary>
public interface ILayerRunner
{
    /// <summary>Does the trials' steps with layers of the class that the source defines, and tells what was seen.</summary>
    /// <param name="source">Python.</param>
    /// <param name="trials">Steps that belong together; layers are not shared between trials.</param>
    /// <returns>What was seen, as far as the run came; null where nothing can be run now, and the same may be tried later.</returns>
    Task<LayerRun?> Run(string source, IReadOnlyList<IReadOnlyList<LayerStep>> trials, CancellationToken cancellation);
}

/// <summary>What was seen of a layer. Nothing in it can be trusted: a student's program may have said all of it.</summary>
/// <param name="Ending">How the run ended.</param>
/// <param name="Source">What became of the source; null where that wasn't told.</param>
/// <param name="Steps">What was seen of each step that was reached, by trial and step.</param>
public sealed record LayerRun(RunEnding Ending, SourceReport? Source, IReadOnlyDictionary<(int Trial, int Step), StepObservation> Steps);

/// <summary>How a run ended.</summary>
public enum RunEnding
{
    /// <summary>By itself.</summary>
    Completed,

    /// <summary>Its time ran out.</summary>
    TimeLimit,

    /// <summary>Its memory ran out.</summary>
    MemoryLimit,

    /// <summary>It gave more than a run may give.</summary>
    OutputLimit,

    /// <summary>By a forbidden call to the system.</summary>
    Forbidden,

    /// <summary>By something else.</summary>
    Crashed,
}

/// <summary>What became of a source before any step.</summary>
/// <param name="Stage">Where it failed; <see cref="SourceStage.Ready"/> where it didn't.</param>
/// <param name="ByParameters">Whether the constructor takes W and b themselves.</param>
/// <param name="Methods">The names of the interface's methods that the class has.</param>
/// <param name="Renamed">Whether the class goes by another name than <c>Layer</c>.</param>
/// <param name="UninitialisedModule">Whether it derives from <c>nn.Module</c> without initialising it.</param>
/// <param name="Failure">The outcome where it failed.</param>
public sealed record SourceReport(
    SourceStage Stage, bool ByParameters, IReadOnlyList<string> Methods, bool Renamed, bool UninitialisedModule, StepOutcome? Failure);

/// <summary>How far a source came.</summary>
public enum SourceStage
{
    /// <summary>It isn't Python.</summary>
    Compile,

    /// <summary>Its statements failed.</summary>
    Run,

    /// <summary>There is no class to examine.</summary>
    Class,

    /// <summary>No layer could be made.</summary>
    Construct,

    /// <summary>A layer was made.</summary>
    Ready,
}
