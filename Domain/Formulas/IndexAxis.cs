namespace GradingService.Domain.Formulas;

/// <summary>An axis that an index letter of a formula runs over.</summary>
/// <param name="Letter">The letter, from <c>a</c> to <c>z</c>.</param>
/// <param name="Size">How many entries it counts.</param>
public readonly record struct IndexAxis(char Letter, int Size);
