using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>Image sizes whose height and width lie in two intervals, independently of each other.</summary>
/// <param name="Heights">The heights.</param>
/// <param name="Widths">The widths.</param>
public sealed record SizeRectangle(SizeInterval Heights, SizeInterval Widths)
{
    /// <summary>Whether an image size lies in the rectangle.</summary>
    public bool Contains(Extent size) => Heights.Contains(size.Height) && Widths.Contains(size.Width);

    /// <summary>Sides of the squares in the rectangle, or null where there are none.</summary>
    public SizeInterval? SquareSides => Heights.Intersect(Widths);
}
