using System.Text.Json;
using GradingService.Domain.Families.AffineLayer.Layers;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Reads the frames of <c>harness.py</c>, or whatever a student's program wrote in their place: what isn't as it should be is garbled, never an exception.</summary>
internal static class LayerFrames
{
    /// <summary>Of a whole run. An honest layer of the plan gives some ten thousand, if it gives rows one by one.</summary>
    private const int MostValues = 1 << 17;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };
    private static readonly IReadOnlyDictionary<string, ObservedValue> NoAttributes = new Dictionary<string, ObservedValue>();

    /// <summary>Reads a run's output.</summary>
    /// <param name="trials">The steps that were asked for; frames about others are left out.</param>
    public static LayerRun Read(SandboxRun run, IReadOnlyList<IReadOnlyList<LayerStep>> trials)
    {
        SourceReport? source = null;
        var most = 1 + trials.Sum(trial => trial.Count);
        var steps = new Dictionary<(int, int), StepObservation>(most);
        var values = MostValues;
        foreach (var frame in Frames.Of(run.Output).Take(most))
        {
            if (frame.Span is [(byte)'S', ..]) source ??= ReadSource(frame[1..]);
            if (frame.Span is not [(byte)'T', .. var rest]) continue;
            var reader = new FrameReader(rest, values);
            var place = (Trial: reader.Number16(), Step: reader.Number16());
            if (reader.IsBroken || place.Trial >= trials.Count || place.Step >= trials[place.Trial].Count) continue;
            var observation = ReadStep(ref reader);
            values = Math.Max(0, reader.Nodes);
            // Of two frames about one step one is forged, and nobody knows which.
            steps[place] = steps.ContainsKey(place) || !reader.IsAtEnd ? new StepObservation(new Garbled()) : observation;
        }
        return new LayerRun(EndingOf(run.Ending), source, steps);
    }

    private static SourceReport? ReadSource(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return SourceJson.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static StepObservation ReadStep(ref FrameReader reader) => new(ReadOutcome(ref reader))
    {
        Argument = reader.OptionalValue(),
        Input = reader.OptionalValue(),
        Weights = reader.OptionalValue(),
        Bias = reader.OptionalValue(),
    };

    private static StepOutcome ReadOutcome(ref FrameReader reader)
    {
        switch (reader.Byte())
        {
            case (byte)'V':
                var value = reader.OptionalValue();
                var attributes = (reader.OptionalValue() as ObservedEntries)?.Entries ?? NoAttributes;
                return value is null ? new Garbled() : new Returned(value, attributes);
            case (byte)'R':
                var (line, needsTorch) = (reader.Number32(), reader.Byte() == 1);
                var type = reader.OptionalValue() is ObservedText { Text: var name } ? name : "";
                var text = reader.OptionalValue() is ObservedText { Text: var message } ? message : "";
                return new Raised(type, text, line is > 0 and <= int.MaxValue ? (int)line : null, needsTorch);
            case (byte)'E':
                return reader.Byte() switch { (byte)'T' => new TimedOut(), (byte)'S' or (byte)'L' => new NotTried(), _ => new Garbled() };
            default:
                return new Garbled();
        }
    }

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
