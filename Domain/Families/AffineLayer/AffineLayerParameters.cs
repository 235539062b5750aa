using FluentValidation;

namespace GradingService.Domain.Families.AffineLayer;

/// <summary>The affine layer q = W·p + b has no parameters of its own: W is m×n, p and b are columns, and answers hold for any m and n.</summary>
public sealed record AffineLayerParameters;

/// <summary>Nothing to check.</summary>
public sealed class AffineLayerRules : AbstractValidator<AffineLayerParameters>;
