using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Answers;

/// <summary>A vector of real numbers, written as <c>[n]</c>, as a row <c>[1, n]</c> or <c>[1, 1, n]</c>, or as a column <c>[n, 1]</c>.</summary>
/// <param name="size">The number of entries that a form shows; what counts in marking is the target's.</param>
public sealed class VectorType(int size) : AnswerType<double[]>
{
    /// <summary>What two ways of computing one value may differ by, relative.</summary>
    internal const double LastBits = 1e-9;

    public override string Name => "vector";

    public override FieldForm Describe() => new(Name)
    {
        Shape = [size],
        Hint = new("Polje brojeva: [1.5, \"2/7\", -4].", "An array of numbers: [1.5, \"2/7\", -4]."),
    };

    public override Reading Read(JsonElement element)
    {
        var reading = NumberArray.Read(element);
        if (reading.Answer is not NumberArray array) return reading;
        if (array.Dimensions.Count == 0 && size != 1)
            return Reading.Unreadable(Problems.Expected(new("polje brojeva", "an array of numbers"), element.ValueKind.ToString()));
        return array.Dimensions.Count > 1 && array.Dimensions.Count(length => length > 1) > 1 ? Reading.Unreadable(Problems.Ragged) : array;
    }

    public override Comparison Compare(Answer answer, double[] target, Tolerance tolerance) => CompareEntries(((NumberArray)answer).Entries, target, tolerance);

    internal static Comparison CompareEntries(WrittenNumber?[] entries, double[] target, Tolerance tolerance)
    {
        if (entries.Length != target.Length)
            return Comparison.WrongSize(Length(entries.Length), Length(target.Length));
        var scale = LargestMagnitude(target);
        if (scale == 0) scale = 1;
        List<string>? wrong = null;
        for (var i = 0; i < target.Length; i++)
            if (entries[i] is not { } entry || !tolerance.Accepts(entry, target[i], scale)) (wrong ??= []).Add(Problems.Invariant($"[{i}]"));
        return new Comparison(target.Length - (wrong?.Count ?? 0), target.Length, wrong);
    }

    private static LocalizedText Length(int count)
    {
        var text = count.ToString(CultureInfo.InvariantCulture);
        return new(text, text);
    }

    public override bool TryFollow(Answer answer, double[] reference, out double[] value) =>
        TryFollowEntries(((NumberArray)answer).Entries, reference, out value);

    internal static bool TryFollowEntries(WrittenNumber?[] entries, double[] reference, out double[] value)
    {
        value = reference;
        if (entries.Length != reference.Length) return false;
        var own = new double[entries.Length];
        for (var i = 0; i < own.Length; i++) own[i] = entries[i]?.Value ?? reference[i];
        value = own;
        return (!IsConstant(own) || IsConstant(reference)) && (!IsZero(own) || IsZero(reference));
    }

    private static bool IsConstant(double[] vector)
    {
        foreach (var x in vector)
            if (!(x == vector[0] || Math.Abs(x - vector[0]) <= LastBits * Math.Abs(vector[0]))) return false;
        return true;
    }

    private static bool IsZero(double[] vector)
    {
        foreach (var x in vector)
            if (x != 0) return false;
        return true;
    }

    /// <summary>The largest magnitude among a vector's numbers; 0 where it has none.</summary>
    private static double LargestMagnitude(double[] vector)
    {
        var largest = 0.0;
        foreach (var x in vector)
            if (Math.Abs(x) > largest) largest = Math.Abs(x);
        return largest;
    }

    public override bool Vanishes(double[] value, double[] reference)
    {
        var scale = LargestMagnitude(reference);
        return scale > 0 && Array.TrueForAll(value, x => Math.Abs(x) <= LastBits * scale);
    }

    public override bool Same(double[] left, double[] right)
    {
        if (left.Length != right.Length) return false;
        var scale = 0.0;
        foreach (var x in right) scale = Math.Max(scale, Math.Abs(x));
        if (scale == 0) scale = 1;
        for (var i = 0; i < left.Length; i++)
            if (!(Math.Abs(left[i] - right[i]) <= LastBits * scale)) return false;
        return true;
    }

    public override JsonNode Write(double[] value) => new JsonArray([.. value.Select(x => (JsonNode)Tidy(x))]);

    /// <summary>A double without the noise of its last bits: 33.2, not 33.199999999999996. Whole numbers keep all their digits.</summary>
    internal static JsonValue Tidy(double value) => JsonValue.Create(double.IsInteger(value)
        ? value + 0.0
        : double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
