namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>What <c>backward_params</c> gave, told apart into the gradients by weights and by bias; null where there is none.</summary>
/// <remarks>
/// Read are a dictionary, attributes of a layer that returns nothing, and a list or tuple: plain gradients, or the lab's pairs [[W, dW], [b, db], name]. A list is
/// (dW, db) unless only the other order fits the shapes better.
/// </remarks>
internal sealed record ReturnedGradients(ObservedValue? Weights, ObservedValue? Bias)
{
    private static readonly string[] WeightsKeys =
        ["dW", "dw", "grad_W", "grad_w", "W_grad", "W", "w", "weights", "weight", "dweights", "grad_weights", "weights_grad", "dL_dW", "dq_dW", "dL/dW"];

    private static readonly string[] BiasKeys =
        ["db", "grad_b", "b_grad", "b", "bias", "biases", "dbias", "grad_bias", "bias_grad", "dL_db", "dq_db", "dL/db"];

    /// <summary>Reads what came back for a layer of m outputs and n inputs.</summary>
    public static ReturnedGradients Read(Returned returned, int m, int n) => returned.Value switch
    {
        ObservedNothing => new(returned.Attributes.GetValueOrDefault("W"), returned.Attributes.GetValueOrDefault("b")),
        ObservedEntries { Entries: var entries } => new(First(entries, WeightsKeys), First(entries, BiasKeys)),
        ObservedList { Items: { Count: >= 2 } items } => BestFitting(items, m, n),
        ObservedList { Items: [var only] } => new(only, null),
        ObservedArray { Array: { Shape: [2, ..] shape } array } when !IsWeights(array, m, n) => BestFitting(Halves(array, shape), m, n),
        var value => new(value, null),
    };

    private static ObservedValue? First(IReadOnlyDictionary<string, ObservedValue> entries, string[] keys) =>
        keys.Select(entries.GetValueOrDefault).FirstOrDefault(value => value is not null) ?? OnlyOneSaying(entries, keys);

    /// <summary>The entry whose name, in whatever spelling, is of weights (or of a bias), where there is one such.</summary>
    private static ObservedValue? OnlyOneSaying(IReadOnlyDictionary<string, ObservedValue> entries, string[] keys)
    {
        var (word, letter) = keys == WeightsKeys ? ("weight", 'w') : ("bias", 'b');
        var found = entries.Where(entry => Says(entry.Key)).ToArray();
        return found.Length == 1 ? found[0].Value : null;

        bool Says(string key) => key.Contains(word, StringComparison.OrdinalIgnoreCase) || (key.Length > 0 && char.ToLowerInvariant(key[^1]) == letter);
    }

    private static ReturnedGradients BestFitting(IReadOnlyList<ObservedValue> items, int m, int n)
    {
        var (first, second) = (items[0], items[1]);
        List<ReturnedGradients> readings = [new(first, second), new(second, first)];
        if (Second(first) is { } one && Second(second) is { } other) readings.InsertRange(1, [new(one, other), new(other, one)]);
        // Of equally good readings the first: MaxBy keeps it.
        return readings.MaxBy(reading => reading.Fit(m, n))!;
    }

    private static ObservedValue? Second(ObservedValue value) => value switch
    {
        ObservedList { Items: [_, var gradient] } => gradient,
        ObservedArray { Array: { Shape: [2, ..] shape } array } => Halves(array, shape)[1],
        _ => null,
    };

    private static ObservedArray[] Halves(NumericArray array, IReadOnlyList<int> shape)
    {
        var (half, rest) = (array.Size / 2, shape.Skip(1).ToArray());
        return [new(new(rest, array.Data[..half])), new(new(rest, array.Data[half..]))];
    }

    private int Fit(int m, int n) =>
        (Weights?.AsArray() is { } weights && IsWeights(weights, m, n) ? 1 : 0) + (Bias?.AsArray() is { } bias && IsBias(bias, m) ? 1 : 0);

    private static bool IsWeights(NumericArray array, int m, int n) => array.HasShape([m, n]) || array.HasShape([n, m]);

    /// <summary>m numbers in a row, in a column, or without either.</summary>
    public static bool IsBias(NumericArray array, int m) =>
        array.HasShape([m]) || array.HasShape([1, m]) || array.HasShape([m, 1]) || (m == 1 && array.Shape.Count == 0);
}
