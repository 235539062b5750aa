using System.Globalization;
using System.Text.Json;
using GradingService.Domain;

namespace GradingService.Api.Reports;

/// <summary>A counterexample to a recurrent model, step by step.</summary>
/// <param name="Steps">Time, input and state.</param>
/// <param name="Outcome">What the model says, and what is right.</param>
internal sealed record RecurrentTrace(LocalizedText Caption, IReadOnlyList<TraceStep> Steps, bool HasStates, LocalizedText Outcome)
{
    private const int MostSteps = 24;

    /// <summary>The trace in the evidence about a model; null where it holds no counterexample in full.</summary>
    public static RecurrentTrace? Of(JsonElement details)
    {
        if (!details.TryGetProperty("counterexample", out var words) || words.ValueKind != JsonValueKind.Array || words.GetArrayLength() > MostSteps) return null;
        if (!Number(details, "modelSays", out var says) || !Number(details, "right", out var right)) return null;
        var states = details.TryGetProperty("states", out var given) && given.ValueKind == JsonValueKind.Array ? given.EnumerateArray().ToArray() : [];
        var steps = words.EnumerateArray().Select((word, t) => new TraceStep(t + 1, word.ToString(), t < states.Length ? State(states[t]) : "")).ToArray();
        var isShortest = details.TryGetProperty("isShortest", out var shortest) && shortest.ValueKind == JsonValueKind.True;
        var caption = isShortest
            ? new LocalizedText("Najkraći protuprimjer", "The shortest counterexample")
            : new LocalizedText("Protuprimjer", "A counterexample");
        return new RecurrentTrace(caption, steps, states.Length == steps.Length, new LocalizedText(
            $"Model kaže razred {says}; točno je {right}.", $"The model says class {says}; right is {right}."));
    }

    private static string State(JsonElement state) => state.ValueKind == JsonValueKind.Array && state.GetArrayLength() > 1
        ? $"({string.Join(", ", state.EnumerateArray().Select(Typeset.Shape))})"
        : Typeset.Shape(state);

    private static bool Number(JsonElement details, string name, out string text)
    {
        text = "";
        if (!details.TryGetProperty(name, out var number) || number.ValueKind != JsonValueKind.Number) return false;
        text = number.GetInt32().ToString(CultureInfo.InvariantCulture);
        return true;
    }
}

/// <summary>One step of a trace.</summary>
internal sealed record TraceStep(int Time, string Word, string State);
