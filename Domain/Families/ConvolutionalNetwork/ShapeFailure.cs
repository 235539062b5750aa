namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>Why a layer can't take its input.</summary>
/// <param name="Layer">Position of the layer, counted from zero.</param>
/// <param name="LayerLabel">The layer as people read it: position counted from one, and name.</param>
/// <param name="Input">The shape that reached the layer.</param>
/// <param name="Message">The reason, with shapes.</param>
public sealed record ShapeFailure(int Layer, string LayerLabel, TensorShape Input, LocalizedText Message);
