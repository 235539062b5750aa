namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>Which input pixels along one axis a layer's units depend on.</summary>
/// <param name="Size">Theoretical span in pixels, not cut at the image's borders.</param>
/// <param name="JumpIn">Distance in pixels between neighbouring units of the layer's input.</param>
/// <param name="JumpOut">Distance in pixels between neighbouring units of the layer's output; null for a vector.</param>
/// <param name="FirstPixel">The first unit's first pixel, counted from zero; negative where it lies in the padding.</param>
/// <param name="Whole">For units that see the whole map (dense layers, global pooling): what of the span lies inside the image;
/// otherwise null.</param>
public sealed record AxisField(long Size, long JumpIn, long? JumpOut, long FirstPixel, WithinImage? Whole)
{
    /// <summary>The middle of the first unit's span; a pixel's centre has the pixel's own number, counted from zero.</summary>
    public double FirstCentre => FirstPixel + (Size - 1) / 2.0;
}

/// <summary>
/// The part inside the image of the span of units that see a whole map. Without padding both numbers are the span's own size.
/// </summary>
/// <param name="Reached">Pixels from the first to the last one that reaches the units, when every map on the way ends at its
/// borders.</param>
/// <param name="Cut">Pixels of the theoretical span that lie in the image.</param>
public sealed record WithinImage(long Reached, long Cut);

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

    /// <summary>
    /// Every size that is right: the theoretical span first; for units that see the whole map also the span within the image,
    /// as reached through the maps on the way and as cut from the theoretical span. Empty where the units' spans differ.
    /// </summary>
    public IReadOnlyList<Extent> RightSizes
    {
        get
        {
            if (Height is null || Width is null)
                return [];
            Extent theoretical = new(Height.Size, Width.Size);
            return Height.Whole is { } rows && Width.Whole is { } columns
                ? [.. new[] { theoretical, new(rows.Reached, columns.Reached), new(rows.Cut, columns.Cut) }.Distinct()]
                : [theoretical];
        }
    }
}
