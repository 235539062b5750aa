namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>One thing in a JSON text that can't be read as a network.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) relative to the element that was read; empty for the element itself.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record JsonProblem(string Pointer, LocalizedText Message);
