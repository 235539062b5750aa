namespace GradingService.Domain.Formulas;

/// <summary>A text that is not a formula of its scope.</summary>
/// <param name="position">Where, from 1, in Unicode characters of the text as typed; one past the last at the end.</param>
/// <param name="reason">Why, for the person who typed it.</param>
public sealed class FormulaSyntaxException(int position, LocalizedText reason) : Exception(reason.En)
{
    /// <summary>Where, from 1, in Unicode characters of the text as typed; one past the last at the end.</summary>
    public int Position { get; } = position;

    /// <summary>Why, for the person who typed it.</summary>
    public LocalizedText Reason { get; } = reason;
}
