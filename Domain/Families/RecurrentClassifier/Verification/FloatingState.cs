namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>A state in doubles, and for each entry a bound on how far rounding may have carried it from the exact one.</summary>
internal sealed class FloatingState(double[] values, double[] errors) : IEquatable<FloatingState>
{
    public double[] Values { get; } = values;
    public double[] Errors { get; } = errors;

    public bool Equals(FloatingState? other) =>
        other is not null && Values.AsSpan().SequenceEqual(other.Values) && Errors.AsSpan().SequenceEqual(other.Errors);

    public override bool Equals(object? obj) => Equals(obj as FloatingState);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values) hash.Add(value);
        return hash.ToHashCode();
    }
}
