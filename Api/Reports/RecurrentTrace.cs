using System.Text.Json;
using GradingService.Domain;

namespace GradingService.Api.Reports;

/// <summary>A counterexample to a recurrent model, step by step.</summary>
/// <param name="Steps">Time, input and state.</param>
internal sealed record RecurrentTrace(LocalizedText Caption, IReadOnlyList<TraceStep> Steps, bool HasStates)
{
    private const int MostSteps = 24;

    /// <summary>The trace in the evidence about a model; null where it holds no counterexample in full.</summary>
    public static RecurrentTrace? Of(JsonElement details)
    {
        if (!details.TryGetProperty("counterexample", out var words) || words.ValueKind != JsonValueKind.Array || words.GetArrayLength() > MostSteps) return null;
        var states = details.TryGetProperty("states", out var given) && given.ValueKind == JsonValueKind.Array ? given.EnumerateArray().ToArray() : [];
        var steps = words.EnumerateArray().Select((word, t) => new TraceStep(t + 1, word.ToString(), t < states.Length ? State(states[t]) : "")).ToArray();
        var isShortest = details.TryGetProperty("isShortest", out var shortest) && shortest.ValueKind == JsonValueKind.True;
        var caption = isShortest
            ? new LocalizedText("Najkraći protuprimjer", "The shortest counterexample")
            : new LocalizedText("Protuprimjer", "A counterexample");
        return new RecurrentTrace(caption, steps, states.Length == steps.Length);
    }

    private static string State(JsonElement state) => state.ValueKind == JsonValueKind.Array && state.GetArrayLength() > 1
        ? $"({string.Join(", ", state.EnumerateArray().Select(Typeset.Shape))})"
        : Typeset.Shape(state);
}

/// <summary>One step of a trace.</summary>
internal sealed record TraceStep(int Time, string Word, string State);
