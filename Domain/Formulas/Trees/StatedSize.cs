using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>The value of a part of a formula that depends on no data: whole numbers, sizes, and their sums, differences and products.</summary>
internal static class StatedSize
{
    private const int Largest = ValueShape.MaxEntries;

    public static int? Of(Node? node) => node switch
    {
        Constant { Value: var value } when double.IsInteger(value) && Math.Abs(value) <= Largest => (int)value,
        Variable { Size: { } size } => size,
        Application { Second: { } second } binary => Of(binary.First) is { } a && Of(second) is { } b ? Joined(binary.Operation, a, b) : null,
        _ => null,
    };

    private static int? Joined(Operation operation, long a, long b)
    {
        long? value = operation switch
        {
            Product => a * b,
            _ when operation == Elementwise.Add => a + b,
            _ when operation == Elementwise.Subtract => a - b,
            _ => null,
        };
        return value is >= -Largest and <= Largest ? (int)value : null;
    }
}
