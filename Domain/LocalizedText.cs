namespace GradingService.Domain;

/// <summary>A text for people, in Croatian and in English.</summary>
/// <param name="Hr">The Croatian text.</param>
/// <param name="En">The English text.</param>
public sealed record LocalizedText(string Hr, string En);
