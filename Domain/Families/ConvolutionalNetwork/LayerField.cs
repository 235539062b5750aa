namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>Which input pixels along one axis a layer's units depend on.</summary>
/// <param name="Size">Theoretical span in pixels, not cut at the image's borders.</param>
/// <param name="JumpIn">Distance in pixels between neighbouring units of the layer's input.</param>
/// <param name="JumpOut">Distance in pixels between neighbouring units of the layer's output; null for a vector.</param>
/// <param name="FirstPixel">The first unit's first pixel, counted from zero; negative where it lies in the padding.</param>
/// <param name="SizeWithinImage">For units that see the whole map (dense layers, global pooling): the part of the span inside the image; otherwise null.</param>
public sealed record AxisField(long Size, long JumpIn, long? JumpOut, long FirstPixel, long? SizeWithinImage)
{
    /// <summary>The middle of the first unit's span; a pixel's centre has the pixel's own number, counted from zero.</summary>
    public double FirstCentre => FirstPixel + (Size - 1) / 2.0;
}

/// <summary>
/// Receptive field of a layer's units with respect to the input image. Units of one layer whose spans differ in size
/// (adaptive pooling that does not divide evenly, a spatial pyramid, and what follows them) have none.
/// </summary>
/// <param name="Layer">The layer.</param>
/// <param name="Height">Along the rows, or null.</param>
/// <param name="Width">Along the columns, or null.</param>
public sealed record LayerField(Layer Layer, AxisField? Height, AxisField? Width)
{
    /// <summary>The theoretical span, or null where the units have different ones.</summary>
    public Extent? Size => Height is not null && Width is not null ? new(Height.Size, Width.Size) : null;

    /// <summary>The span within the image for units that see the whole map, otherwise null.</summary>
    public Extent? SizeWithinImage => Height?.SizeWithinImage is { } height && Width?.SizeWithinImage is { } width ? new(height, width) : null;
}
