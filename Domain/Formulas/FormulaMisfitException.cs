namespace GradingService.Domain.Formulas;

/// <summary>A formula whose shapes don't fit was asked for its value: readable, but senseless.</summary>
/// <param name="reason">What doesn't fit, for the person who typed it.</param>
public sealed class FormulaMisfitException(LocalizedText reason) : Exception(reason.En)
{
    /// <summary>What doesn't fit, for the person who typed it.</summary>
    public LocalizedText Reason { get; } = reason;
}
