using System.Globalization;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>The two spatial axes of a feature map.</summary>
public enum Axis
{
    /// <summary>Rows.</summary>
    Height,

    /// <summary>Columns.</summary>
    Width,
}

/// <summary>A height and a width: of an image, a map, a kernel, a stride.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct Extent(long Height, long Width)
{
    /// <summary>One by one.</summary>
    public static Extent One { get; } = Square(1);

    /// <summary>Nothing at either axis.</summary>
    public static Extent Zero { get; } = Square(0);

    /// <summary>The same number along both axes.</summary>
    public static Extent Square(long side) => new(side, side);

    /// <summary>The number along one axis.</summary>
    public long this[Axis axis] => axis == Axis.Height ? Height : Width;

    /// <summary>Whether height and width are the same.</summary>
    public bool IsSquare => Height == Width;

    /// <summary><c>height×width</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Height}×{Width}");
}
