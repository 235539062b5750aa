using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>The units of a model that its score depends on, now or later; the others change no class and are left out.</summary>
internal static class ObservablePart
{
    public static RecurrentModel Of(RecurrentModel model)
    {
        var seen = new bool[model.HiddenSize];
        var waiting = new Stack<int>(Enumerable.Range(0, model.HiddenSize).Where(i => IsRead(model, i)));
        while (waiting.TryPop(out var unit))
        {
            if (seen[unit]) continue;
            seen[unit] = true;
            for (var j = 0; j < seen.Length; j++)
                if (!seen[j] && !model.Whh[unit][j].IsZero) waiting.Push(j);
        }
        int[] units = [.. Enumerable.Range(0, seen.Length).Where(i => seen[i])];
        if (units.Length == seen.Length) return model;
        // A score that reads no unit is constant; one idle unit keeps the sizes of a model.
        if (units.Length == 0) return model with { HiddenSize = 1, Wxh = [new Rational[model.Wxh[0].Length]], Whh = [[0]], Bh = null, Bh2 = null, H0 = null, Why = [.. model.Why.Select(_ => new Rational[1])] };
        return model with
        {
            HiddenSize = units.Length,
            Wxh = [.. units.Select(i => model.Wxh[i])],
            Whh = [.. units.Select(i => Of(model.Whh[i], units)!)],
            Bh = Of(model.Bh, units),
            Bh2 = Of(model.Bh2, units),
            H0 = Of(model.H0, units),
            Why = [.. model.Why.Select(row => Of(row, units)!)],
        };
    }

    private static bool IsRead(RecurrentModel model, int unit) =>
        model.Output == OutputActivation.Softmax ? model.Why[0][unit] != model.Why[1][unit] : !model.Why[0][unit].IsZero;

    private static Rational[]? Of(Rational[]? vector, int[] units) => vector is null ? null : [.. units.Select(i => vector[i])];
}
