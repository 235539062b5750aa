using System.Text.Json;
using GradingService.Domain.Families.AffineLayer.Layers;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Reads the frames of <c>harness.py</c>, or whatever a student's program wrote in their place: what isn't as it should be is garbled, never an exception.</summary>
internal static class LayerFrames
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    /// <summary>Reads a run's output.</summary>
    /// <param name="trials">The steps that were asked for; frames about others are left out.</param>
    public static LayerRun Read(SandboxRun run, IReadOnlyList<IReadOnlyList<LayerStep>> trials)
    {
        SourceReport? source = null;
        var steps = new Dictionary<(int, int), StepObservation>();
        var most = 1 + trials.Sum(trial => trial.Count);
        foreach (var frame in Frames.Of(run.Output).Take(most))
        {
            using var json = Parse(frame);
            if (json?.RootElement is not { ValueKind: JsonValueKind.Object } root) continue;
            if (root.TryGetProperty("source", out var report)) source ??= SourceJson.Read(report);
            else if (PlaceOf(root, trials) is { } place)
                // Of two frames about one step one is forged, and nobody knows which.
                steps[place] = steps.ContainsKey(place) ? new StepObservation(new Garbled()) : ObservationJson.Read(root);
        }
        return new LayerRun(EndingOf(run.Ending), source, steps);
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> frame)
    {
        try
        {
            return JsonDocument.Parse(frame, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (int, int)? PlaceOf(JsonElement root, IReadOnlyList<IReadOnlyList<LayerStep>> trials) =>
        root.Number("trial") is { } trial && root.Number("step") is { } step
        && trial >= 0 && trial < trials.Count && step >= 0 && step < trials[trial].Count ? (trial, step) : null;

    private static RunEnding EndingOf(SandboxEnding ending) => ending switch
    {
        SandboxEnding.Completed => RunEnding.Completed,
        SandboxEnding.TimeLimit or SandboxEnding.CpuLimit => RunEnding.TimeLimit,
        SandboxEnding.MemoryLimit => RunEnding.MemoryLimit,
        SandboxEnding.OutputLimit => RunEnding.OutputLimit,
        SandboxEnding.Forbidden => RunEnding.Forbidden,
        _ => RunEnding.Crashed,
    };
}
