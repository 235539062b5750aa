namespace GradingService.Domain.Formulas;

/// <summary>Draws random values for the names of a scope: reproducible for a seed, of both signs, never 0, some assignments small and some large
/// (magnitudes from about 0.03 to 30). Not safe to share between threads.</summary>
/// <param name="scope">The names to draw for.</param>
/// <param name="seed">Equal seeds draw equal assignments, on every machine and version.</param>
public sealed class FormulaSampler(FormulaScope scope, int seed)
{
    private const int MostAttempts = 10_000;

    private ulong _state = unchecked((ulong)seed);

    /// <summary>The next assignment.</summary>
    public FormulaAssignment Draw()
    {
        var scale = PowerOfTen(1);
        var values = new FormulaValue[scope.Names.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var entries = new double[scope.Names[i].Shape.Count];
            for (var j = 0; j < entries.Length; j++) entries[j] = (Uniform() < 0.5 ? -1 : 1) * scale * PowerOfTen(0.5);
            if (scope.Names[i].Size is { } size) entries[0] = size;
            values[i] = new FormulaValue(scope.Names[i].Shape, entries);
        }

        return new FormulaAssignment(scope, values);
    }

    /// <summary>The next assignment that meets a condition, such as lying on one side of a hinge.</summary>
    /// <exception cref="InvalidOperationException">Ten thousand in a row don't meet it.</exception>
    public FormulaAssignment Draw(Func<FormulaAssignment, bool> condition)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var drawn = Draw();
            if (condition(drawn)) return drawn;
        }

        throw new InvalidOperationException("The condition is met too rarely to draw for.");
    }

    /// <summary>Several assignments, each meeting the condition if there is one.</summary>
    /// <exception cref="InvalidOperationException">The condition is met too rarely.</exception>
    public IReadOnlyList<FormulaAssignment> Draw(int count, Func<FormulaAssignment, bool>? condition = null)
    {
        var drawn = new FormulaAssignment[count];
        for (var i = 0; i < count; i++) drawn[i] = condition is null ? Draw() : Draw(condition);
        return drawn;
    }

    private double PowerOfTen(double spread) => Math.Pow(10, spread * (2 * Uniform() - 1));

    // SplitMix64 (Steele, Lea, Flood 2014): the framework doesn't promise the sequence of its own seeded generator.
    private double Uniform()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
